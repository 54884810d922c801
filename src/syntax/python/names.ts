import { byNode } from "../by-node.ts";
import type { CodeDocument, Names, Origin } from "../code-document.ts";
import { extend, followImports, forAnyFile, handedOn } from "../linked-names.ts";
import type { Links } from "../links.ts";
import type { Node } from "../node.ts";
import { createScopes, reachingNames, type Scopes } from "../scopes.ts";
import { field, namedChildren } from "../tree.ts";
import { readPythonDeclarations } from "./declarations.ts";
import { readPythonImports } from "./imports.ts";
import { handsOutByStar } from "./star-names.ts";

const maxHops = 12;
/** `a = b.c`: what is bound, and the first name of what it is given. */
const alias = /^[ \t]*(\w{1,80})(?:[ \t]*:[^=\n]{1,80})?[ \t]*=[ \t]*\(?(\w{1,80})/gm;

/** The names of a Python file: imports anywhere, assignments, parameters, functions and classes. */
export function createPythonNames(document: CodeDocument, links: Links): Names {
  const imports = readPythonImports(document);
  /** Names that come with all of another module, each looked for once. */
  const starred = new Map<string, readonly Origin[]>();
  let scopes: Scopes | undefined;
  let members: Map<string, Node[]> | undefined;
  let reaching: ReadonlySet<string> | undefined;
  const firstName = /\w+/y;

  const inFile = (): Scopes => {
    if (scopes === undefined) {
      const { spans, declarations } = readPythonDeclarations(document);
      scopes = createScopes(spans, [...declarations, ...imports.declarations]);
    }
    return scopes;
  };

  const fromStars = (name: string): readonly Origin[] => {
    let found = starred.get(name);
    if (found === undefined) {
      starred.set(name, []); // a circle of imports ends here
      found = imports.stars
        .map((module) => ({ module, path: [name] }))
        .filter((origin) => handsOutByStar(links.module(origin)?.document, name));
      starred.set(name, found);
    }
    return found;
  };

  /** Where the name or member is imported from as this file writes it. */
  const written = (node: Node, hops = 0): readonly Origin[] => {
    if (hops > maxHops || !mayReach(node)) {
      return [];
    }
    if (node.type === "identifier") {
      const name = document.textOf(node);
      const found = inFile().lookup(name, node);
      return found.length === 0 ? fromStars(name) : found.flatMap(({ imported }) => imported ?? []);
    }
    const object = node.type === "attribute" ? field(node, "object") : undefined;
    const attribute = field(node, "attribute");
    return object === undefined || attribute === undefined
      ? []
      : written(object, hops + 1).map((origin) => extend(origin, [document.textOf(attribute)]));
  };

  const originsOfName = (node: Node, hops: number): Origin[] => {
    const name = document.textOf(node);
    const declarations = inFile().lookup(name, node);
    if (declarations.length === 0) {
      return fromStars(name).flatMap(links.trace);
    }
    return declarations.flatMap(({ imported, value, kind }) => {
      if (imported !== undefined) {
        return imported.path.length === 0 ? [imported] : [...links.trace(imported)];
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
    return origins(object, hops + 1).flatMap((origin) => links.trace(extend(origin, [property])));
  };

  const own: Names = {
    modules: imports.modules,
    lookup(name, at) {
      const found = inFile().lookup(name, at);
      return found.length === 0 ? fromStars(name).flatMap(links.follow) : followImports(found, links);
    },
    linked: byNode((expression) => written(expression).flatMap(links.follow)),
    module: links.module,
    leadsTo(expression) {
      const [origin] = written(expression);
      const text = origin && links.text(origin);
      return text === undefined ? undefined : { module: origin?.module ?? "", text };
    },
    exported(name) {
      const found = inFile().atTop(name);
      const imported = found.length === 0 ? fromStars(name) : [];
      return [...found, ...imported.map((origin) => handedOn(document.root, name, origin))];
    },
    origins: byNode((expression) => origins(expression, 0)),
    memberValues(object, property) {
      members ??= readMemberValues(document);
      return members.get(`${object}.${property}`) ?? [];
    },
  };
  return forAnyFile(document, own);
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
