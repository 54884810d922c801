// Finds a Chromium to drive the editor with, or installs one where that takes no questions.
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { run } from "./processes.mjs";
import { heading, Problem, since, tail } from "./say.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];
const places = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((base) =>
      ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"].map((p) =>
        join(base, p),
      ),
    ),
};

/** @returns {Promise<string>} the path of a Chromium. Throws a Problem that names what is missing. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  const apt = await onPath("apt-get");
  if (!apt || process.getuid?.() !== 0) {
    throw new Problem("Missing: Chromium or Chrome. Install one, or set CHROME_PATH to its executable.");
  }
  heading("Installing Chromium (apt-get)");
  const from = performance.now();
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run(apt, ["update"], { quiet: true, env });
  const { output } = await run(apt, ["install", "-y", "--no-install-recommends", "chromium"], {
    quiet: true,
    env,
  });
  const installed = await findChromium();
  if (!installed)
    throw new Problem(
      `Missing: Chromium, and apt-get could not install it. Set CHROME_PATH.\n${tail(output)}`,
    );
  console.log(`installed in ${since(from)}`);
  return installed;
}

export async function findChromium() {
  const asked = process.env.CHROME_PATH;
  if (asked) {
    if (await executable(asked)) return asked;
    throw new Problem(`CHROME_PATH names ${asked}, which cannot be executed.`);
  }
  for (const path of places[process.platform] ?? []) if (await executable(path)) return path;
  for (const name of names) {
    const path = await onPath(name);
    if (path) return path;
  }
  return undefined;
}

/** @returns {Promise<string | undefined>} the full path of a program on PATH. */
export async function onPath(name) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (await executable(path)) return path;
    }
  }
  return undefined;
}

function executable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
