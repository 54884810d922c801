import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { type Helper, wrapped } from "./helper.ts";

const python: Helper = {
  name: "inside_root",
  imports: [{ statement: "from pathlib import Path", module: "pathlib" }],
  text: [
    'ALLOWED_ROOT = Path(".").resolve()',
    "",
    "",
    "def inside_root(name: str | Path) -> Path:",
    "    path = (ALLOWED_ROOT / name).resolve()",
    "    if not path.is_relative_to(ALLOWED_ROOT):",
    '        raise ValueError("outside the allowed folder")',
    "    return path",
  ],
};

const script = (isTyped: boolean): Helper => ({
  name: "insideRoot",
  imports: [{ statement: 'import nodePath from "node:path";', module: "node:path" }],
  text: [
    'const allowedRoot = nodePath.resolve(".");',
    "",
    isTyped ? "function insideRoot(name: string): string {" : "function insideRoot(name) {",
    "  const full = nodePath.resolve(allowedRoot, name);",
    "  if (full !== allowedRoot && !full.startsWith(allowedRoot + nodePath.sep)) {",
    '    throw new Error("outside the allowed folder");',
    "  }",
    "  return full;",
    "}",
  ],
});

/** The path confined to a folder that a person has to name. */
export function pathFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const helper = unit.isPython ? python : script(unit.document.language !== "javascript");
  return wrapped(hit, helper, { title: "Confine the path to a folder", placeholder: '"."' });
}
