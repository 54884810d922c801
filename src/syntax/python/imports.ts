import type { CodeDocument, Declaration } from "../code-document.ts";
import type { Node } from "../node.ts";
import type { PlacedDeclaration } from "../scopes.ts";
import { field, namedChildren } from "../tree.ts";

export interface PythonImports {
  modules: readonly string[];
  /** Modules of `from x import *`. */
  stars: readonly string[];
  declarations: readonly PlacedDeclaration[];
}

/** Reads every `import` and `from … import …` of the file, wherever it stands. */
export function readPythonImports(document: CodeDocument): PythonImports {
  const { textOf } = document;
  const modules = new Set<string>();
  const stars: string[] = [];
  const declarations: PlacedDeclaration[] = [];
  const bind = (node: Node, name: string, module: string, path: readonly string[]) => {
    const declaration: Declaration = {
      name,
      kind: "import",
      node,
      imported: { module, path },
      constant: true,
    };
    declarations.push({ declaration, offset: node.startIndex });
  };
  for (const statement of document.nodes("import_statement")) {
    for (const item of namedChildren(statement)) {
      const alias = field(item, "alias");
      const module = textOf(field(item, "name") ?? item);
      modules.add(module);
      if (alias !== undefined) {
        bind(alias, textOf(alias), module, []);
      } else {
        // `import a.b` binds `a`; the rest is reached through it.
        const first = module.split(".", 1)[0] ?? module;
        bind(item, first, first, []);
      }
    }
  }
  for (const statement of document.nodes("import_from_statement")) {
    const source = field(statement, "module_name");
    const module = source === undefined ? "" : textOf(source);
    modules.add(module);
    if (namedChildren(statement).some((child) => child.type === "wildcard_import")) {
      stars.push(module);
    }
    for (const item of statement.childrenForFieldName("name").filter((child) => child !== null)) {
      const alias = field(item, "alias");
      const name = textOf(field(item, "name") ?? item);
      bind(alias ?? item, alias === undefined ? name : textOf(alias), module, [name]);
    }
  }
  return { modules: [...modules], stars, declarations };
}
