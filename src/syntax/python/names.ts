import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument, Declaration, Names, Origin } from "../code-document.ts";
import { createScopes, reachingNames } from "../scopes.ts";
import { field, namedChildren } from "../tree.ts";
import { readPythonDeclarations } from "./declarations.ts";
import { readPythonImports } from "./imports.ts";

const maxHops = 12;
/** `a = b.c`: what is bound, and the first name of what it is given. */
const alias = /^[ \t]*(\w{1,80})(?:[ \t]*:[^=\n]{1,80})?[ \t]*=[ \t]*\(?(\w{1,80})/gm;

/** The names of a Python file: imports anywhere, assignments, parameters, functions and classes. */
export function createPythonNames(document: CodeDocument): Names {
  const imports = readPythonImports(document);
  let scopes: ReturnType<typeof createScopes> | undefined;
  let members: Map<string, Node[]> | undefined;
  let reaching: ReadonlySet<string> | undefined;
  const firstName = /\w+/y;

  const lookup = (name: string, at: Node): readonly Declaration[] => {
    if (scopes === undefined) {
      const { spans, declarations } = readPythonDeclarations(document);
      scopes = createScopes(spans, [...declarations, ...imports.declarations]);
    }
    return scopes(name, at);
  };

  const originsOfName = (node: Node, hops: number): Origin[] => {
    const name = document.textOf(node);
    const declarations = lookup(name, node);
    if (declarations.length === 0) {
      return imports.stars.map((module) => ({ module, path: [name] }));
    }
    return declarations.flatMap(({ imported, value, kind }) => {
      if (imported !== undefined) {
        return [imported];
      }
      // An alias such as `tool = function_tool` keeps its origin.
      return kind === "variable" && value !== undefined ? origins(value, hops + 1) : [];
    });
  };

  /** False for an expression that begins with a name no import can reach. */
  const mayReach = (node: Node): boolean => {
    reaching ??= reachingNames(document.text, imports.declarations, alias);
    firstName.lastIndex = node.startIndex;
    const name = firstName.exec(document.text)?.[0];
    return name === undefined || imports.stars.length > 0 || reaching.has(name);
  };

  const origins = (node: Node, hops: number): Origin[] => {
    if (hops > maxHops || !mayReach(node)) {
      return [];
    }
    if (node.type === "identifier") {
      return originsOfName(node, hops);
    }
    if (node.type === "type" || node.type === "parenthesized_expression") {
      const inner = namedChildren(node)[0];
      return inner === undefined ? [] : origins(inner, hops + 1);
    }
    const object = field(node, "object");
    const attribute = field(node, "attribute");
    if (node.type !== "attribute" || object === undefined || attribute === undefined) {
      return [];
    }
    const property = document.textOf(attribute);
    return origins(object, hops + 1).map(({ module, path }) => ({ module, path: [...path, property] }));
  };

  return {
    modules: imports.modules,
    lookup,
    origins: (expression) => origins(expression, 0),
    memberValues(object, property) {
      members ??= readMemberValues(document);
      return members.get(`${object}.${property}`) ?? [];
    },
  };
}

function readMemberValues(document: CodeDocument): Map<string, Node[]> {
  const members = new Map<string, Node[]>();
  for (const assignment of document.nodes("assignment")) {
    const left = field(assignment, "left");
    const object = left?.type === "attribute" ? field(left, "object") : undefined;
    const value = field(assignment, "right");
    if (left !== undefined && object?.type === "identifier" && value !== undefined) {
      const key = document.textOf(left).replace(/\s+/g, "");
      const known = members.get(key);
      if (known === undefined) {
        members.set(key, [value]);
      } else {
        known.push(value);
      }
    }
  }
  return members;
}
