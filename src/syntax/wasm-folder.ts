import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const runtime = "tree-sitter.wasm";

/**
 * The folder that holds the parsers' wasm files. In the bundle it is `wasm/` beside the entry points, one or more
 * folders above this code's chunk; run from source it is inside the installed package.
 * @param from URL of the code that asks.
 * @throws Error when neither place exists, which means a broken installation.
 */
export function findWasmFolder(from: string): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const places = [
      join(folder, "wasm"),
      join(folder, "node_modules", "@vscode", "tree-sitter-wasm", "wasm"),
    ];
    const found = places.find((place) => existsSync(join(place, runtime)));
    if (found !== undefined) {
      return found;
    }
    if (dirname(folder) === folder) {
      throw new Error("The parser files (tree-sitter.wasm) are missing from this installation of AutoSafe.");
    }
  }
}
