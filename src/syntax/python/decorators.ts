import type { CodeDocument } from "../code-document.ts";
import type { Node } from "../node.ts";
import { ownerOf } from "../owner.ts";
import { field, namedChildren } from "../tree.ts";

/** A function or class with its decorators. */
export interface Decorated {
  /** The decorators and the definition together. */
  node: Node;
  definition: Node;
  /** The expressions behind each `@`. */
  decorators: readonly Node[];
}

const known = new WeakMap<CodeDocument, ReadonlyMap<number, Decorated>>();

function byDefinition(document: CodeDocument): ReadonlyMap<number, Decorated> {
  let found = known.get(document);
  if (found === undefined) {
    found = new Map(
      document.nodes("decorated_definition").flatMap((node): [number, Decorated][] => {
        const definition = field(node, "definition");
        const decorators = namedChildren(node)
          .filter((child) => child.type === "decorator")
          .flatMap((decorator) => namedChildren(decorator).slice(0, 1));
        return definition === undefined ? [] : [[definition.id, { node, definition, decorators }]];
      }),
    );
    known.set(document, found);
  }
  return found;
}

/** Every decorated function and class of the file, in order. */
export function decoratedDefinitions(document: CodeDocument): Decorated[] {
  return [...byDefinition(document).values()];
}

/** A definition with its decorators, if it has any. */
export function decoratedOf(document: CodeDocument, definition: Node): Decorated {
  return (
    byDefinition(ownerOf(document, definition)).get(definition.id) ?? {
      node: definition,
      definition,
      decorators: [],
    }
  );
}
