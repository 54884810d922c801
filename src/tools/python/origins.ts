import { byNodeIn } from "../../syntax/by-node.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { wrappedCallee } from "./wrappers.ts";

/** Folders above a file that are tried as the package a relative import is of. */
const maxPackages = 4;

/**
 * Where an expression is imported from, as dotted names such as `mcp.server.fastmcp.FastMCP`. Inside of a package its own
 * name is not written: `from .tools import Tool` counts as `smolagents.tools.Tool` in a folder of that name.
 */
export const dottedOrigins = byNodeIn((document, expression): readonly string[] =>
  document.names
    .origins(expression)
    .flatMap(({ module, path }) =>
      (module.startsWith(".") ? absolute(ownerOf(document, expression).file, module) : [module]).map((name) =>
        [name, ...path].join("."),
      ),
    ),
);

/** What a relative import may be of, by the folders the file lies in. */
function absolute(file: string, module: string): string[] {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0;
  const folders = file.split("/").slice(0, -dots);
  const rest = module.slice(dots);
  const inside = rest === "" ? folders : [...folders, ...rest.split(".")];
  return folders.slice(-maxPackages).map((_, index, last) => {
    const from = folders.length - last.length + index;
    return inside.slice(from).join(".");
  });
}

/** True when the expression, or what a function of the project hands its arguments on to, is imported under a name that matches. */
export function comesFrom(document: CodeDocument, expression: Node, pattern: RegExp): boolean {
  const isNamed = (node: Node) => dottedOrigins(document, node).some((origin) => pattern.test(origin));
  return isNamed(expression) || isNamed(wrappedCallee(document, expression));
}

/** True when the file imports a module that matches. */
export function importsModule(document: CodeDocument, pattern: RegExp): boolean {
  return document.names.modules.some((module) => pattern.test(module));
}
