import type { CodeDocument, Declaration, Origin } from "../code-document.ts";
import type { Node } from "../node.ts";
import { childOfType, field, namedChildren } from "../tree.ts";
import { requiredModule } from "./imports.ts";
import { moduleName } from "./module-name.ts";
import { boundNames } from "./patterns.ts";
import { scriptStringText } from "./strings.ts";
import { unwrap } from "./unwrap.ts";

/** One export: a name bound in the file, or a declaration of its own. */
export type ScriptExport =
  | { binding: Node; declaration?: undefined }
  | { binding?: undefined; declaration: Declaration };

/** What a file exports under which names, and the modules it hands on as a whole. */
export interface ScriptExports {
  bindings: ReadonlyMap<string, readonly ScriptExport[]>;
  stars: readonly string[];
}

type Add = (name: string, node: Node, value: { value: Node } | { imported: Origin }) => void;

/** Reads ES module exports and, in files without any, the ways of CommonJS. */
export function readScriptExports(document: CodeDocument): ScriptExports {
  const { textOf } = document;
  const bindings = new Map<string, ScriptExport[]>();
  const stars: string[] = [];
  const put = (name: string, found: ScriptExport) => {
    bindings.set(name, [...(bindings.get(name) ?? []), found].slice(-4));
  };
  const add: Add = (name, node, given) => {
    const isName = "value" in given && /^(shorthand_property_)?identifier$/.test(given.value.type);
    const kind = "imported" in given ? "import" : "variable";
    put(
      name,
      isName ? { binding: given.value } : { declaration: { name, kind, node, ...given, constant: true } },
    );
  };
  for (const statement of document.nodes("export_statement")) {
    const source = field(statement, "source");
    const declared = field(statement, "declaration");
    const value = field(statement, "value");
    const clause = childOfType(statement, "export_clause");
    const namespace = childOfType(statement, "namespace_export");
    const isDefault = statement.children.some((child) => child?.type === "default");
    if (source !== undefined) {
      const module = moduleName(scriptStringText(document, source));
      for (const specifier of clause === undefined ? [] : namedChildren(clause)) {
        const name = field(specifier, "name") ?? specifier;
        const path = [textOf(name)];
        add(textOf(field(specifier, "alias") ?? name), name, { imported: { module, path } });
      }
      const as = namespace && namedChildren(namespace)[0];
      if (as !== undefined) {
        add(textOf(as), as, { imported: { module, path: [] } });
      } else if (clause === undefined) {
        stars.push(module);
      }
    } else if (clause !== undefined) {
      for (const specifier of namedChildren(clause)) {
        const name = field(specifier, "name") ?? specifier;
        put(textOf(field(specifier, "alias") ?? name), { binding: name });
      }
    } else if (declared !== undefined) {
      const name = field(declared, "name");
      if (isDefault && name !== undefined) {
        put("default", { binding: name });
      } else if (isDefault) {
        add("default", declared, { value: declared });
      } else {
        for (const node of name === undefined ? variableNames(document, declared) : [name]) {
          put(textOf(node), { binding: node });
        }
      }
    } else if (value !== undefined) {
      add("default", value, { value: unwrap(value) });
    } else {
      // `export = x`
      const [given] = namedChildren(statement);
      if (given !== undefined && /^\s*export\s*=/.test(textOf(statement))) {
        add("default", given, { value: unwrap(given) });
      }
    }
  }
  if (bindings.size === 0 && stars.length === 0 && /\b(module|exports)\b/.test(document.text)) {
    readCommonJs(document, add, stars);
  }
  return { bindings, stars };
}

function variableNames(document: CodeDocument, declared: Node): Node[] {
  return namedChildren(declared).flatMap((declarator) => {
    const pattern = field(declarator, "name");
    return pattern === undefined ? [] : boundNames(document, pattern).map(({ node }) => node);
  });
}

/** `exports.a = …`, `module.exports = { a, b: c }` and what compilers write for `export *`. */
function readCommonJs(document: CodeDocument, add: Add, stars: string[]): void {
  for (const assignment of document.nodes("assignment_expression")) {
    const left = field(assignment, "left");
    const right = field(assignment, "right");
    const target = left === undefined ? "" : document.textOf(left).replace(/\s+/g, "");
    const name = /^(?:module\.)?exports\.([\w$]+)$/.exec(target)?.[1];
    if (left === undefined || right === undefined) {
      continue;
    }
    if (name !== undefined) {
      // Compilers announce `exports.a = exports.b = void 0` before they assign.
      if (!/^(?:exports\.[\w$]+\s*=\s*)*void\b/.test(document.textOf(right))) {
        add(name, left, { value: unwrap(right) });
      }
    } else if (target === "module.exports") {
      readWhole(document, unwrap(right), add, stars);
    }
  }
  for (const [, module = ""] of document.text.matchAll(
    /(?:__exportStar|__export|tslib_\d+\.__exportStar)\(require\(["']([^"'\n]{1,200})["']\)/g,
  )) {
    stars.push(module);
  }
}

function readWhole(document: CodeDocument, value: Node, add: Add, stars: string[]): void {
  const module = requiredModule(document, value);
  if (module !== undefined) {
    stars.push(module);
    return;
  }
  add("default", value, { value });
  for (const child of value.type === "object" ? namedChildren(value) : []) {
    const key = field(child, "key") ?? field(child, "name") ?? child;
    const spread = child.type === "spread_element" ? namedChildren(child)[0] : undefined;
    const spreadModule = spread === undefined ? undefined : requiredModule(document, spread);
    if (spreadModule !== undefined) {
      stars.push(spreadModule);
    } else if (spread === undefined) {
      const held = child.type === "pair" ? field(child, "value") : child;
      add(document.textOf(key), key, { value: held ?? child });
    }
  }
}
