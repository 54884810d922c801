// Child processes: every one ends when the script ends, however the script ends.
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { modules, nodeBinary, root } from "./paths.mjs";

const windows = process.platform === "win32";
const running = new Set();

process.on("exit", () => {
  for (const child of running) stop(child);
});
const endings = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
for (const [signal, code] of Object.entries(endings)) process.on(signal, () => process.exit(code));

/** Ends a child, and with it the group it leads if it leads one. */
export function stop(child) {
  running.delete(child);
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (windows) execFileSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    else process.kill(child.ownGroup ? -child.pid : child.pid, child.polite ? "SIGTERM" : "SIGKILL");
  } catch {
    // Already gone, which is what was wanted.
  }
}

/** The environment of child steps: Node 24 and the project's tools come first on PATH. */
export function childEnv(extra = {}) {
  const env = { ...process.env, ...extra };
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[key] = [dirname(nodeBinary), join(modules, ".bin"), env[key] ?? ""].join(delimiter);
  return env;
}

/**
 * Starts a child that ends with us. With `ownGroup` it leads a process group, so that what it starts ends too.
 * Servers do without: their own children notice, and an outer script that ends our group reaches them. A `polite`
 * child is asked to end, because it has children of its own to end.
 */
export function start(command, args, { env, ownGroup = false, polite = false, ...options } = {}) {
  const group = ownGroup && !windows;
  const child = spawn(command, args, {
    cwd: root,
    stdio: "inherit",
    ...options,
    detached: group,
    env: childEnv(env),
  });
  child.ownGroup = group;
  child.polite = polite;
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string>, quiet?: boolean, shell?: boolean, ownGroup?: boolean,
 *   polite?: boolean}} [options]
 *   `quiet` keeps the output back and returns its end, so that a failure can show it.
 * @returns {Promise<{code: number, output: string}>} the exit code; 127 when the command cannot be started.
 */
export function run(command, args, { quiet = false, ...options } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet ? ["ignore", "pipe", "pipe"] : "inherit";
    const child = start(command, args, { ownGroup: true, ...options, stdio });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs npm: the very npm that started us where there is one, so that no second version meddles. */
export function npm(args, options = {}) {
  // An outer `npm --silent` would silence the reason of a failure too.
  const all = [...args, "--loglevel=error"];
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return run(process.execPath, [script, ...all], options);
  return run("npm", all, { shell: windows, ...options });
}

/** Runs a script on Node 24. */
export function node(args, options = {}) {
  return run(nodeBinary, args, options);
}

/** A TCP port nobody listens on at the moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
