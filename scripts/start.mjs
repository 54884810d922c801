// npm start: installs what is missing, builds, runs the whole pipeline on examples/ with the built-in simulator, and
// opens the editor there. --open opens it on a machine without a display too, --no-open never.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { onPath } from "./lib/chromium.mjs";
import { main } from "./lib/main.mjs";
import { examples, root, serverHome } from "./lib/paths.mjs";
import { childEnv, node } from "./lib/processes.mjs";
import { heading, Problem } from "./lib/say.mjs";
import { build, packVsix } from "./lib/steps.mjs";
import { ensureServer, installVsix, presetServer, startServer } from "./lib/vscode-server.mjs";

await main(import.meta.url, async (args) => {
  const unknown = args.find((arg) => arg !== "--open" && arg !== "--no-open");
  if (unknown) throw new Problem(`unknown option ${unknown}; there are --open and --no-open`);
  heading("Build");
  await build();
  heading("The pipeline on examples/, answered by the built-in simulator");
  const { code } = await node(["dist/cli.js", "run", examples]);
  if (code !== 0) return code;
  if (args.includes("--no-open") || !(args.includes("--open") || somebodyIsThere())) return 0;
  heading("The editor");
  const desktop = await onPath("code");
  if (desktop) return openDesktop(desktop);
  return serve();
});

/** Somebody looks at this machine: it has a display, and we were started from a terminal. */
function somebodyIsThere() {
  const display = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return Boolean(display && process.stdout.isTTY);
}

/** The desktop editor outlives this script, so it is not among the children that end with it. */
function openDesktop(code) {
  const shell = process.platform === "win32";
  const args = ["--new-window", `--extensionDevelopmentPath=${root}`, examples];
  return new Promise((resolve) => {
    const quote = (text) => (shell ? `"${text}"` : text);
    const child = spawn(quote(code), args.map(quote), { stdio: "inherit", shell, env: childEnv() });
    child.once("error", () => resolve(1));
    child.once("exit", (exit) => resolve(exit ?? 1));
    console.log("opening examples/ in VS Code with the extension");
  });
}

/** Serves the editor to a browser until Ctrl-C. What a person sets in it is kept for the next start. */
async function serve() {
  const home = await ensureServer();
  const data = join(serverHome, "data");
  const extensions = join(serverHome, "extensions");
  await presetServer(data);
  await installVsix({ home, data, extensions, vsix: await packVsix() });
  // Whoever may talk to the server may run programs as this user: other users of the machine have no token.
  const token = randomBytes(16).toString("hex");
  const args = ["--connection-token", token, "--disable-workspace-trust"];
  const server = await startServer({ home, data, extensions, args });
  console.log(
    `VS Code with AutoSafe on examples/:\n\n  ${server.address}?tkn=${token}&folder=${encodeURI(examples)}\n`,
  );
  console.log("Ctrl-C ends it.");
  return server.ended;
}
