// Where things are. Every other script takes its places from here.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const modules = join(root, "node_modules");
export const results = join(root, "test-results");
export const examples = join(root, "examples");
export const serverHome = join(root, ".vscode-server");

/** The VS Code server the tests and `npm start` use. Newer is fine, but a pin keeps runs comparable. */
export const serverVersion = "4.139.1";

/** Node's major version every step after the installation runs on. */
export const nodeMajor = 24;

/** The Node binary the `node` package brings; there once its install script has run. */
export const nodeBinary = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
