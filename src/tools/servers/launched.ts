import { posix } from "node:path";
import type { ServerDefinition } from "../../ots/server.ts";

const script = /\.(?:py|[cm]?[jt]sx?)$/i;
/** These start a package from elsewhere, unless their first word is again something that starts a script. */
const packageRunner = /(?:^|[\\/])(?:npx|bunx|pnpx|uvx|pipx|docker|podman|dnx)(?:\.(?:cmd|exe))?$/i;
const scriptRunner = /^(?:tsx|ts-node|node|nodemon|babel-node|deno|bun)$/;
const folderOption = /^(?:--directory|--project|--cwd|-C|--prefix)$/;
const workspace = /^\$\{(?:workspaceFolder|workspaceRoot|CLAUDE_PROJECT_DIR)\}\/?/;
/** Where the compiled form of a package lies, and its start script. */
const buildFolder = /^(?:dist|build|out|lib|bin)$/;

/**
 * The workspace folder whose code a server runs: that of the script it starts; for compiled
 * script that of the package around `dist` and the like. "" is the workspace itself. Undefined when it starts a package, a script elsewhere, or nothing that can be told.
 */
export function launchedFolder({ command, args, workingDirectory }: ServerDefinition): string | undefined {
  if (command === undefined) {
    return undefined;
  }
  const words = args.filter(
    (arg, index) => !arg.startsWith("-") && !folderOption.test(args[index - 1] ?? ""),
  );
  if (packageRunner.test(command) && !scriptRunner.test(words[0] ?? "")) {
    return undefined;
  }
  const file = [command, ...words].find((word) => script.test(word) && !/\s/.test(word));
  const option = args.findIndex((arg) => folderOption.test(arg));
  const base = within(workingDirectory ?? (option === -1 ? "." : (args[option + 1] ?? ".")));
  const path = file === undefined || base === undefined ? undefined : within(file, base);
  if (path === undefined) {
    return undefined;
  }
  const folders = path.split("/").slice(0, -1);
  const build = /js$/i.test(path) ? folders.findIndex((name) => buildFolder.test(name)) : -1;
  return (build === -1 ? folders : folders.slice(0, build)).join("/");
}

/** The path relative to the workspace, with forward slashes; undefined when it is outside or not known. */
function within(path: string, base = ""): string | undefined {
  const forward = path.replaceAll("\\", "/");
  const inside = workspace.test(forward) ? forward.replace(workspace, "") : posix.join(base, forward);
  const normal = posix.normalize(inside === "" ? "." : inside);
  const outside =
    normal.startsWith("../") ||
    normal === ".." ||
    posix.isAbsolute(forward) ||
    /^(?:[A-Za-z]:|~)/.test(forward) ||
    normal.includes("$");
  return outside ? undefined : normal === "." ? "" : normal.replace(/\/$/, "");
}
