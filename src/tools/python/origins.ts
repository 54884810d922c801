import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../../syntax/code-document.ts";

/** Where an expression is imported from, as dotted names such as `mcp.server.fastmcp.FastMCP`. */
export function dottedOrigins(document: CodeDocument, expression: Node): string[] {
  return document.names.origins(expression).map(({ module, path }) => [module, ...path].join("."));
}

/** True when the expression is imported under a dotted name that matches. */
export function comesFrom(document: CodeDocument, expression: Node, pattern: RegExp): boolean {
  return dottedOrigins(document, expression).some((origin) => pattern.test(origin));
}

/** True when the file imports a module that matches. */
export function importsModule(document: CodeDocument, pattern: RegExp): boolean {
  return document.names.modules.some((module) => pattern.test(module));
}
