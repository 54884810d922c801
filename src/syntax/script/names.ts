import { byNode } from "../by-node.ts";
import type { CodeDocument, Names, Origin } from "../code-document.ts";
import { extend, followImports, forAnyFile, handedOn } from "../linked-names.ts";
import type { Links } from "../links.ts";
import type { Node } from "../node.ts";
import { createScopes, reachingNames, type Scopes } from "../scopes.ts";
import { field } from "../tree.ts";
import { readScriptDeclarations } from "./declarations.ts";
import { readScriptExports, type ScriptExports } from "./exports.ts";
import { readScriptImports, requiredModule } from "./imports.ts";
import { scriptStringText } from "./strings.ts";
import { unwrap } from "./unwrap.ts";

const maxHops = 12;
/** `a = b`, `{ a, b: c } = d`: what is bound, and the first name of what it is given. */
const alias =
  /(?<![\w$])([\w$]{1,80}|\{[^{}]{1,400}\})(?:\s{0,20}:[^=;\n]{1,80})?\s{0,20}=\s{0,20}(?:await\s+)?([\w$]{1,80})(?=[\s.;,()!]|$)/g;
/** `sdk: typeof import("…")` */
const typedAsModule = /(?<![\w$])([\w$]{1,80})\??\s*:\s*typeof import\(/g;
const identifiers = ["identifier", "type_identifier", "shorthand_property_identifier"];

interface Assignments {
  /** Names assigned after their declaration. */
  reassigned: ReadonlySet<string>;
  /** `object.property` to the values assigned to it. */
  members: ReadonlyMap<string, Node[]>;
}

function readAssignments(document: CodeDocument): Assignments {
  const reassigned = new Set<string>();
  const members = new Map<string, Node[]>();
  for (const node of document.nodes(
    "assignment_expression",
    "augmented_assignment_expression",
    "update_expression",
  )) {
    const left = field(node, "left") ?? field(node, "argument");
    const value = field(node, "right");
    if (left?.type === "identifier") {
      reassigned.add(document.textOf(left));
      continue;
    }
    const object = left === undefined ? undefined : field(left, "object");
    const property = left === undefined ? undefined : memberName(document, left);
    if (object === undefined || property === undefined || value === undefined || object.namedChildCount > 1) {
      continue;
    }
    const key = `${document.textOf(object)}.${property}`;
    const known = members.get(key);
    if (known === undefined) {
      members.set(key, [value]);
    } else {
      known.push(value);
    }
  }
  return { reassigned, members };
}

/** The static property name of `a.b` or `a["b"]`. */
export function memberName(document: CodeDocument, node: Node): string | undefined {
  if (node.type === "member_expression") {
    const property = field(node, "property");
    return property === undefined ? undefined : document.textOf(property);
  }
  const index = node.type === "subscript_expression" ? field(node, "index") : undefined;
  return index?.type === "string" ? scriptStringText(document, index) : undefined;
}

/** The names of a JavaScript or TypeScript file: imports, variables, parameters, functions, classes, enums. */
export function createScriptNames(document: CodeDocument, links: Links): Names {
  const imports = readScriptImports(document);
  let scopes: Scopes | undefined;
  let exports: ScriptExports | undefined;
  let assignments: Assignments | undefined;
  let reaching: ReadonlySet<string> | undefined;
  const firstName = /[\w$]+/y;

  const assigned = () => {
    assignments ??= readAssignments(document);
    return assignments;
  };

  const inFile = (): Scopes => {
    if (scopes === undefined) {
      const { spans, declarations } = readScriptDeclarations(document);
      const { reassigned } = assigned();
      for (const { declaration } of declarations) {
        declaration.constant = !reassigned.has(declaration.name);
      }
      scopes = createScopes(spans, [...declarations, ...imports.declarations]);
    }
    return scopes;
  };

  /** Names that are declared as what a module gives. */
  const handed = (): string[] => [...document.text.matchAll(typedAsModule)].map(([, name = ""]) => name);

  /** `sdk: typeof import("ai")` is what a module gives, whoever hands it over. */
  const typedModule = (type: Node | undefined): Origin | undefined => {
    const text = type === undefined ? "" : document.textOf(type);
    const [, module, name] = /^:?\s*typeof import\(\s*["']([^"']+)["']\s*\)(?:\.(\w+))?$/.exec(text) ?? [];
    return module === undefined ? undefined : { module, path: name === undefined ? [] : [name] };
  };

  /** False for an expression that begins with a name no import can reach. */
  const mayReach = (node: Node): boolean => {
    reaching ??= reachingNames(document.text, imports.declarations, alias, ["require", ...handed()]);
    firstName.lastIndex = node.startIndex;
    const name = firstName.exec(document.text)?.[0];
    return name === undefined || reaching.has(name);
  };

  const origins = (expression: Node, hops: number): Origin[] => {
    const node = unwrap(expression);
    if (!mayReach(node)) {
      return [];
    }
    if (hops > maxHops) {
      return [];
    }
    if (identifiers.includes(node.type)) {
      return inFile()
        .lookup(document.textOf(node), node)
        .flatMap(({ imported, kind, value, key, type }) => {
          if (imported !== undefined) {
            return [...links.trace(imported)];
          }
          const module = key === undefined ? typedModule(type) : undefined;
          if (module !== undefined) {
            return [module];
          }
          const source = kind === "variable" && value !== undefined ? origins(value, hops + 1) : [];
          return key === undefined ? source : source.flatMap((origin) => links.trace(extend(origin, [key])));
        });
    }
    const module = requiredModule(document, node);
    if (module !== undefined) {
      return [{ module, path: [] }];
    }
    const object = field(node, "object") ?? field(node, "module");
    const property = memberName(document, node) ?? nestedName(document, node);
    return object === undefined || property === undefined
      ? []
      : origins(object, hops + 1).flatMap((origin) => links.trace(extend(origin, [property])));
  };

  /** Where the name or member is imported from as this file writes it. */
  const written = (expression: Node, hops = 0): Origin[] => {
    const node = unwrap(expression);
    if (hops > maxHops || !mayReach(node)) {
      return [];
    }
    if (identifiers.includes(node.type)) {
      return inFile()
        .lookup(document.textOf(node), node)
        .flatMap(({ imported }) => imported ?? []);
    }
    const module = requiredModule(document, node);
    const object = field(node, "object") ?? field(node, "module");
    const property = memberName(document, node) ?? nestedName(document, node);
    return module !== undefined
      ? [{ module, path: [] }]
      : object === undefined || property === undefined
        ? []
        : written(object, hops + 1).map((origin) => extend(origin, [property]));
  };

  const own: Names = {
    modules: imports.modules,
    lookup: (name, at) => followImports(inFile().lookup(name, at), links),
    linked: byNode((expression) => written(expression).flatMap(links.follow)),
    module: links.module,
    leadsTo(expression) {
      const [origin] = written(expression);
      const text = origin && links.text(origin);
      return text === undefined ? undefined : { module: origin?.module ?? "", text };
    },
    exported(name) {
      exports ??= readScriptExports(document);
      const { bindings, stars } = exports;
      const found = bindings
        .get(name)
        ?.flatMap(({ binding, declaration }) =>
          binding === undefined ? declaration : inFile().lookup(document.textOf(binding), binding),
        );
      return (
        found ??
        (name === "default"
          ? []
          : stars.map((module) => handedOn(document.root, name, { module, path: [name] })))
      );
    },
    origins: byNode((expression) => origins(expression, 0).map(withoutDefaults)),
    memberValues: (object, property) => assigned().members.get(`${object}.${property}`) ?? [],
  };
  return forAnyFile(document, own);
}

/** `ns.Type` in a TypeScript type. */
function nestedName(document: CodeDocument, node: Node): string | undefined {
  const name = node.type === "nested_type_identifier" ? field(node, "name") : undefined;
  return name === undefined ? undefined : document.textOf(name);
}

/** A default import and a namespace import of one module mean the same here, whatever a transpiler made of them. */
function withoutDefaults({ module, path }: Origin): Origin {
  return { module, path: path.filter((name) => name !== "default") };
}
