import type { CodeDocument, Declaration } from "../code-document.ts";
import type { Node } from "../node.ts";
import type { PlacedDeclaration } from "../scopes.ts";
import { childOfType, field, namedChildren } from "../tree.ts";
import { moduleName } from "./module-name.ts";
import { boundNames } from "./patterns.ts";
import { scriptStringText } from "./strings.ts";
import { unwrap } from "./unwrap.ts";

export interface ScriptImports {
  modules: readonly string[];
  declarations: readonly PlacedDeclaration[];
}

/** The module of `require("m")`, `await import("m")`, or either inside a transpiler's helper such as `__toESM(…)`. */
export function requiredModule(document: CodeDocument, expression: Node): string | undefined {
  let call = unwrap(expression);
  for (let depth = 0; depth < 3; depth++) {
    const callee = call.type === "call_expression" ? field(call, "function") : undefined;
    const list = field(call, "arguments");
    const argument = list === undefined ? undefined : namedChildren(list)[0];
    if (callee === undefined || argument === undefined) {
      return undefined;
    }
    if (callee.type === "import" || document.textOf(callee) === "require") {
      return argument.type === "string" ? moduleName(scriptStringText(document, argument)) : undefined;
    }
    if (!/^(__import(Star|Default)|__toESM|_*interop\w*)$/.test(document.textOf(callee))) {
      return undefined;
    }
    call = unwrap(argument);
  }
  return undefined;
}

/** Reads `import`, `require` and `await import` of the file, type-only imports included. */
export function readScriptImports(document: CodeDocument): ScriptImports {
  const { textOf } = document;
  const modules = new Set<string>();
  const declarations: PlacedDeclaration[] = [];
  const bind = (node: Node, module: string, path: readonly string[], hoisted = false) => {
    const imported = { module, path };
    const declaration: Declaration = { name: textOf(node), kind: "import", node, imported, constant: true };
    declarations.push({ declaration, offset: node.startIndex, hoisted });
  };
  for (const statement of document.nodes("import_statement")) {
    const required = childOfType(statement, "import_require_clause");
    const source = field(required ?? statement, "source");
    const module = source === undefined ? "" : moduleName(scriptStringText(document, source));
    modules.add(module);
    const clause = required ?? childOfType(statement, "import_clause");
    for (const item of clause === undefined ? [] : namedChildren(clause)) {
      if (item.type === "identifier") {
        bind(item, module, required === undefined ? ["default"] : []);
      } else if (item.type === "namespace_import") {
        bind(namedChildren(item)[0] ?? item, module, []);
      } else if (item.type === "named_imports") {
        for (const specifier of namedChildren(item)) {
          const name = field(specifier, "name") ?? specifier;
          bind(field(specifier, "alias") ?? name, module, [textOf(name)]);
        }
      }
    }
  }
  if (/\b(require|import)\s*\(/.test(document.text)) {
    for (const declarator of document.nodes("variable_declarator")) {
      const value = field(declarator, "value");
      const pattern = field(declarator, "name");
      const module = value === undefined ? undefined : requiredModule(document, value);
      if (module !== undefined && pattern !== undefined) {
        modules.add(module);
        const hoisted = declarator.parent?.type === "variable_declaration";
        for (const { node, key } of boundNames(document, pattern)) {
          bind(node, module, key === undefined ? [] : [key], hoisted);
        }
      }
    }
  }
  return { modules: [...modules], declarations };
}
