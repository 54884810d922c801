import { main } from "./command-line.ts";

const abort = new AbortController();
process.on("SIGINT", () => {
  if (abort.signal.aborted) {
    process.exit(130); // asked twice: the person does not want to wait for the last write
  }
  abort.abort();
});
process.on("SIGTERM", () => abort.abort());
// `autosafe … | head` closes the pipe early; that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 2);
});

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY === true,
  // https://no-color.org: any value that is not empty.
  outHasColours: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  signal: abort.signal,
  now: () => new Date(),
});
