import type { CodeDocument, Origin } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { childOfType, field, namedChildren } from "../../syntax/tree.ts";

/** What is known of the object a method is called on. */
export interface Receiver {
  /** Where its class, or the function that made it, is imported from. */
  origins: readonly Origin[];
  /** Classes of this file it may be an instance of, which extend nothing imported. */
  isLocal: boolean;
}

const maxHops = 6;
const unknown: Receiver = { origins: [], isLocal: false };

/** The type a TypeScript annotation names, without its arguments. */
function annotatedType(annotation: Node): Node | undefined {
  const inner = annotation.type === "type_annotation" ? namedChildren(annotation)[0] : annotation;
  return inner?.type === "generic_type" ? field(inner, "name") : inner;
}

/** The expression after `extends`. */
export function superclassOf(declaration: Node): Node | undefined {
  const heritage = childOfType(declaration, "class_heritage");
  const clause = heritage === undefined ? undefined : (childOfType(heritage, "extends_clause") ?? heritage);
  return clause === undefined ? undefined : (field(clause, "value") ?? namedChildren(clause)[0]);
}

/** A class: by its import, or by what it extends when it is defined in the file. */
function instanceOf(document: CodeDocument, constructed: Node, hops: number): Receiver {
  const origins = document.names.origins(constructed);
  if (origins.length > 0 || hops > maxHops) {
    return { origins, isLocal: false };
  }
  const { names, textOf } = document;
  const local = names.lookup(textOf(constructed), constructed).find(({ kind }) => kind === "class")?.value;
  const parent = local === undefined ? undefined : superclassOf(local);
  return parent === undefined
    ? { origins: [], isLocal: local !== undefined }
    : instanceOf(document, parent, hops + 1);
}

const fields = new WeakMap<CodeDocument, ReadonlyMap<string, Node[]>>();

/** The declarations of class fields by name, parameter properties of constructors included. */
function fieldDeclarations(document: CodeDocument, name: string): readonly Node[] {
  let found = fields.get(document);
  if (found === undefined) {
    const byName = new Map<string, Node[]>();
    for (const node of document.nodes("public_field_definition", "field_definition", "required_parameter")) {
      const nameNode = field(node, "name") ?? field(node, "property") ?? field(node, "pattern");
      if (nameNode !== undefined && /identifier$/.test(nameNode.type)) {
        const key = document.textOf(nameNode).replace(/^#/, "");
        const declarations = byName.get(key) ?? [];
        declarations.push(node);
        byName.set(key, declarations);
      }
    }
    found = byName;
    fields.set(document, found);
  }
  return (found.get(name) ?? []).slice(0, 8);
}

function merge(receivers: readonly Receiver[]): Receiver {
  return {
    origins: receivers.flatMap(({ origins }) => origins),
    isLocal: receivers.some(({ isLocal }) => isLocal),
  };
}

function ofDeclared(
  document: CodeDocument,
  type: Node | undefined,
  value: Node | undefined,
  hops: number,
): Receiver {
  const named = type === undefined ? undefined : annotatedType(type);
  const annotated = named === undefined ? unknown : instanceOf(document, named, hops + 1);
  return annotated.origins.length > 0 || value === undefined
    ? annotated
    : receiverOf(document, value, hops + 1);
}

/** Follows a receiver through variables, parameters, fields and factories to the import of its class. */
export function receiverOf(document: CodeDocument, expression: Node, hops = 0): Receiver {
  const node = unwrap(expression);
  const { names, textOf } = document;
  if (hops > maxHops) {
    return unknown;
  }
  if (node.type === "new_expression") {
    const constructed = field(node, "constructor");
    return constructed === undefined ? unknown : instanceOf(document, constructed, hops + 1);
  }
  if (node.type === "call_expression") {
    return ofCall(document, node, hops);
  }
  if (node.type === "identifier") {
    return merge(
      names.lookup(textOf(node), node).map(({ imported, type, value, key }) => {
        const origins = imported === undefined ? [] : [imported];
        return origins.length > 0
          ? { origins, isLocal: false }
          : ofDeclared(document, type, key === undefined ? value : undefined, hops);
      }),
    );
  }
  if (node.type !== "member_expression") {
    return unknown;
  }
  const imported = names.origins(node);
  const property = field(node, "property");
  const name = property === undefined ? "" : textOf(property).replace(/^#/, "");
  const object = field(node, "object");
  if (imported.length > 0 || object?.type !== "this") {
    return { origins: imported, isLocal: false };
  }
  const own = ownerOf(document, node);
  const declared = fieldDeclarations(own, name).map((declaration) =>
    ofDeclared(document, field(declaration, "type"), field(declaration, "value"), hops),
  );
  const assigned = own.names.memberValues("this", name).slice(0, 8);
  return merge([...declared, ...assigned.map((value) => receiverOf(document, value, hops + 1))]);
}

/** What a function gives: its annotated result, or the module it is imported from. */
function ofCall(document: CodeDocument, call: Node, hops: number): Receiver {
  const callee = field(call, "function");
  if (callee === undefined) {
    return unknown;
  }
  const origins = document.names.origins(callee);
  if (origins.length > 0) {
    return { origins, isLocal: false };
  }
  const [declaration] = document.names.lookup(document.textOf(callee), callee);
  const result = declaration?.value === undefined ? undefined : field(declaration.value, "return_type");
  const named = result === undefined ? undefined : annotatedType(result);
  return named === undefined ? unknown : instanceOf(document, named, hops + 1);
}
