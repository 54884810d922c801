import { parseArgs } from "node:util";
import { InputError } from "../syntax/input-error.ts";
import { version } from "../version.ts";
import {
  type Command,
  type CommandIo,
  commandHelp,
  type ParsedCommandLine,
  parseConfig,
  withLeftOutValues,
} from "./command.ts";
import { commands } from "./commands.ts";

async function help(): Promise<string> {
  const all = await Promise.all(commands.map(({ load }) => load()));
  return [
    "AutoSafe finds out how an LLM agent can go wrong with your tools, and turns each failure into safety data.",
    "",
    "Usage: autosafe <command> [options]",
    "",
    "Commands:",
    ...all.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`),
    "",
    "  --help       this text, or the help of a command",
    "  --version    the version",
    "",
    "Results go to standard output, progress and problems to standard error.",
    "Exit codes: 0 done, 1 done with failures, 2 wrong usage or input, 130 cancelled.",
    "",
  ].join("\n");
}

/** Runs the command line and resolves to the exit code. Never rejects: what goes wrong is told on standard error. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const topic = commands.find((command) => command.name === rest[0]);
    io.out(topic ? commandHelp(await topic.load()) : await help());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    io.out(`${version}\n`);
    return 0;
  }
  const entry = commands.find((candidate) => candidate.name === name);
  if (!entry) {
    io.err(`autosafe: unknown command "${name}"; known: ${commands.map((c) => c.name).join(", ")}\n`);
    return 2;
  }
  const command = await entry.load();
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(commandHelp(command));
    return 0;
  }
  try {
    return await command.run(parse(command, rest), io);
  } catch (error) {
    return report(error, io);
  }
}

function parse(command: Command, args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: withLeftOutValues(command, args),
      options: parseConfig(command),
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length > command.maxPositionals) {
      throw new InputError(
        `${command.name} takes at most ${command.maxPositionals} path, got ${positionals.length}`,
      );
    }
    return { values: values as ParsedCommandLine["values"], positionals };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError(`${message}\nSee "autosafe ${command.name} --help".`);
  }
}

function report(error: unknown, io: CommandIo): number {
  if (error instanceof InputError) {
    io.err(`autosafe: ${error.message}\n`);
    return 2;
  }
  if (error instanceof Error && (error.name === "AbortError" || io.signal.aborted)) {
    io.err("Cancelled.\n");
    return 130;
  }
  // A file-system error says enough by itself; anything else is a defect, of which the place helps whoever reports it.
  if (error instanceof Error && "code" in error) {
    io.err(`autosafe: ${error.message}\n`);
    return 2;
  }
  io.err(`autosafe: internal error: ${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env.AUTOSAFE_DEBUG && error instanceof Error) {
    io.err(`${error.stack}\n`);
  } else {
    io.err("Set AUTOSAFE_DEBUG=1 to see where it happened.\n");
  }
  return 1;
}
