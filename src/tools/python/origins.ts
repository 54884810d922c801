import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { wrappedCallee } from "./wrappers.ts";

/** Where an expression is imported from, as dotted names such as `mcp.server.fastmcp.FastMCP`. */
export function dottedOrigins(document: CodeDocument, expression: Node): string[] {
  return document.names.origins(expression).map(({ module, path }) => [module, ...path].join("."));
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
