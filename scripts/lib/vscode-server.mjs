// A real VS Code server from the npm registry, for machines without a desktop VS Code: the `code-server` package
// carries one. We start that server itself, not the wrapper around it, because only the server honours the
// extension-development payload the suite needs.
import { access, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeBinary, serverHome, serverVersion } from "./paths.mjs";
import { freePort, node, npm, start, stop } from "./processes.mjs";
import { heading, Problem, since, tail } from "./say.mjs";

const installed = join(serverHome, serverVersion);
const server = "node_modules/code-server/lib/vscode";
const always = ["out/server-main.js", "--accept-server-license-terms"];
const flags = (values) => Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)]);

/**
 * Installs the server once. It is built in a folder of its own and renamed when whole, so an interrupted
 * installation is never mistaken for a finished one.
 * @returns {Promise<string>} the folder of the VS Code server.
 */
export async function ensureServer() {
  const home = join(installed, server);
  if (await exists(join(home, "out/server-main.js"))) return home;
  heading(`Installing the VS Code server ${serverVersion} (once, into .vscode-server/)`);
  const from = performance.now();
  await removeLeftovers();
  const work = join(serverHome, `tmp-${process.pid}`);
  await mkdir(work, { recursive: true });
  await writeFile(join(work, "package.json"), '{ "private": true }\n');
  // Without the scripts: code-server's own would compile more than is needed and want its own Node.
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  await install(["install", `code-server@${serverVersion}`, ...quiet], work);
  await install(["install", "--omit=dev", ...quiet], join(work, server));
  const native = ["@vscode/spdlog", "node-pty", "@vscode/native-watchdog"];
  const compiled = await npm(["rebuild", ...native], { cwd: join(work, server), quiet: true });
  if (compiled.code !== 0)
    console.log("no C++ compiler: the server will run without a terminal and log noisily");
  await rename(work, installed).catch(async (error) => {
    // Somebody else finished the same installation meanwhile.
    if (!(await exists(home))) throw error;
    await rm(work, { recursive: true, force: true });
  });
  console.log(`installed in ${since(from)}`);
  return home;
}

async function install(args, cwd) {
  const { code, output } = await npm(args, { cwd, quiet: true });
  if (code !== 0) throw new Problem(`the VS Code server could not be installed from npm:\n${tail(output)}`);
}

async function removeLeftovers() {
  for (const name of await readdir(serverHome).catch(() => [])) {
    const pid = Number(/^tmp-(\d+)$/.exec(name)?.[1]);
    if (pid && !alive(pid)) await rm(join(serverHome, name), { recursive: true, force: true });
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** For servers under test: no token on this machine's own address, and an end of its own should we be killed. */
export const unattended = ["--without-connection-token", "--enable-remote-auto-shutdown"];

/** A quiet editor: nothing on the screen that nobody asked for. */
const quiet = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  // In a browser VS Code saves after a second by itself; on the desktop it does not.
  "files.autoSave": "off",
};

/** Gives a server with the state folder `data` its first settings; those it has stay. */
export async function presetServer(data, settings = {}) {
  const folder = join(data, "data", "Machine");
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ ...quiet, ...settings }, null, 2);
  await writeFile(join(folder, "settings.json"), text, { flag: "wx" }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
}

/**
 * Starts the server and waits until it answers.
 * @param {{home: string, data: string, extensions: string, args: string[], env?: Record<string, string>}} options
 *   folders for state and extensions, further arguments of the server, and variables extensions see.
 * @returns {Promise<{port: number, address: string, stop: () => void, ended: Promise<number>}>}
 */
export async function startServer({ home, data, extensions, args, env }) {
  const port = await freePort();
  const places = { host: "127.0.0.1", port, "server-data-dir": data, "extensions-dir": extensions };
  const command = [...always, ...flags({ ...places, "telemetry-level": "off" }), ...args];
  const child = start(nodeBinary, command, { cwd: home, stdio: ["ignore", "pipe", "pipe"], env });
  let log = "";
  const keep = (chunk) => {
    log = (log + chunk).slice(-50_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  const address = `http://127.0.0.1:${port}/`;
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${address}version`).catch(() => undefined);
    if (answer?.ok) return { port, address, stop: () => stop(child), ended };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop(child);
  throw new Problem(`the VS Code server did not start:\n${tail(log)}`);
}

/** Installs a packaged extension into a server's extensions folder, as a user would. */
export async function installVsix({ home, data, extensions, vsix }) {
  const places = { "server-data-dir": data, "extensions-dir": extensions };
  const args = [...always, ...flags({ "install-extension": vsix, ...places }), "--force"];
  const { code, output } = await node(args, { cwd: home, quiet: true });
  if (code !== 0) throw new Problem(`${vsix} could not be installed:\n${tail(output)}`);
}
