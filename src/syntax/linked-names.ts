import type { CodeDocument, Declaration, Names, Origin } from "./code-document.ts";
import type { Links } from "./links.ts";
import type { Node } from "./node.ts";
import { ownerOf } from "./owner.ts";

/** The origin of a member. */
export function extend({ module, path }: Origin, names: readonly string[]): Origin {
  return { module, path: [...path, ...names] };
}

/** Declarations with imports replaced by what they lead to in the project, where they do. */
export function followImports(declarations: readonly Declaration[], links: Links): readonly Declaration[] {
  if (declarations.every(({ imported }) => imported === undefined || imported.path.length === 0)) {
    return declarations;
  }
  return declarations.flatMap((declaration) => {
    const found = declaration.imported === undefined ? [] : links.follow(declaration.imported);
    const constant = (target: Declaration) =>
      declaration.constant ? target : { ...target, constant: false };
    return found.length === 0 ? [declaration] : found.map(constant);
  });
}

/** A name that a file hands on without binding it. */
export function handedOn(node: Node, name: string, imported: Origin): Declaration {
  return { name, kind: "import", node, imported, constant: true };
}

/** Sends questions about nodes of other files to those files. */
export function forAnyFile(document: CodeDocument, own: Names): Names {
  const namesAt = (node: Node) => {
    const owner = ownerOf(document, node);
    return owner === document ? own : owner.names;
  };
  return {
    ...own,
    lookup: (name, at) => namesAt(at).lookup(name, at),
    linked: (expression) => namesAt(expression).linked(expression),
    origins: (expression) => namesAt(expression).origins(expression),
    leadsTo: (expression) => namesAt(expression).leadsTo(expression),
  };
}
