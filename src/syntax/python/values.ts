import { byNode } from "../by-node.ts";
import type { CodeDocument, Member, Members, Values } from "../code-document.ts";
import { createBudget, spreadDepth } from "../fold.ts";
import { createMembers } from "../members.ts";
import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";
import { classAttributes } from "./classes.ts";
import { type ListSource, listSource } from "./lists.ts";
import { createPythonText } from "./text.ts";

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["none", null],
]);
const sequences = ["list", "tuple", "set", "expression_list"];

/**
 * What Python expressions are worth as far as literals and constants of the file tell. `given` says what names without a
 * value of their own stand for, by the node that binds them.
 */
export function createPythonValues(
  document: CodeDocument,
  given: ReadonlyMap<number, Node> = new Map(),
): Values {
  const { textOf } = document;
  const budget = createBudget();

  /** The value of `Class.name` for a class of the file; `.value` of an enum member is its value. */
  const attribute = (node: Node, depth: number): Node | undefined => {
    const object = field(node, "object");
    const name = field(node, "attribute");
    if (object === undefined || name === undefined) {
      return undefined;
    }
    const owner = resolve(object, depth + 1);
    if (owner.type === "class_definition") {
      return classAttributes(document, owner).find((member) => member.name === textOf(name))?.value;
    }
    if (textOf(name) === "value" && owner.id !== object.id) {
      return owner;
    }
    const [linked] = document.names.linked(node);
    return linked?.constant === true && linked.kind !== "parameter" ? linked.value : undefined;
  };

  const resolve = (node: Node, depth: number): Node => {
    if (!budget.spend(depth)) {
      return node;
    }
    let next: Node | undefined;
    if (node.type === "parenthesized_expression" || node.type === "type") {
      next = namedChildren(node)[0];
    } else if (node.type === "identifier") {
      const found = document.names.lookup(textOf(node), node);
      const [only] = found;
      const own = only?.constant === true && only.kind !== "parameter" ? only.value : undefined;
      // Two loops of a function may call their items the same.
      const bound = given.size === 0 ? undefined : found.find((one) => given.has(one.node.id));
      next = (bound && given.get(bound.node.id)) ?? own;
    } else if (node.type === "attribute") {
      next = attribute(node, depth);
    } else if (node.type === "assignment" || node.type === "named_expression") {
      next = field(node, "right") ?? field(node, "value");
    }
    return next === undefined ? node : resolve(next, depth + 1);
  };

  const members = (start: Node, depth: number): Members | undefined => {
    const node = resolve(start, depth);
    const isDictCall = node.type === "call" && textOf(field(node, "function") ?? node) === "dict";
    if ((node.type !== "dictionary" && !isDictCall) || !budget.spend(depth)) {
      return undefined;
    }
    const entries: Member[] = [];
    let complete = true;
    for (const child of namedChildren(isDictCall ? (field(node, "arguments") ?? node) : node)) {
      const keyNode = field(child, "key") ?? field(child, "name");
      const value = field(child, "value");
      const spread = child.type === "dictionary_splat" ? namedChildren(child)[0] : undefined;
      const merged = spread === undefined ? undefined : members(spread, depth + spreadDepth);
      if (merged !== undefined) {
        entries.push(...merged.entries);
        complete &&= merged.complete;
        continue;
      }
      const isName = isDictCall && keyNode?.type === "identifier";
      const key = keyNode === undefined ? undefined : isName ? textOf(keyNode) : string(keyNode, depth + 1);
      if (key !== undefined && keyNode !== undefined && value !== undefined) {
        entries.push({ key, keyNode, value });
      } else {
        complete = false;
      }
    }
    return createMembers(entries, complete);
  };

  const items = (start: Node, depth: number): { items: readonly Node[]; complete: boolean } | undefined => {
    const node = resolve(start, depth);
    if (!budget.spend(depth)) {
      return undefined;
    }
    const source = listSource(document, node, (inner) => resolve(inner, depth + 1));
    if (source !== undefined) {
      return madeOf(source, depth + 1);
    }
    if (node.type === "binary_operator") {
      return joined(node, depth);
    }
    if (node.type === "boolean_operator") {
      return chosen(node, depth);
    }
    if (!sequences.includes(node.type)) {
      return undefined;
    }
    let complete = true;
    const found: Node[] = [];
    for (const child of namedChildren(node)) {
      const spread = child.type === "list_splat" ? namedChildren(child)[0] : undefined;
      const merged = spread === undefined ? undefined : items(spread, depth + spreadDepth);
      if (child.type !== "list_splat") {
        found.push(child);
      } else if (merged !== undefined) {
        found.push(...merged.items);
      }
      complete &&= child.type !== "list_splat" || merged?.complete === true;
    }
    return { items: found, complete };
  };

  /** `names or []`: the first when it is known to hold something. */
  const chosen = (choice: Node, depth: number): ReturnType<typeof items> => {
    const left = field(choice, "left");
    const right = field(choice, "right");
    const isOr = textOf(field(choice, "operator") ?? choice) === "or";
    const first = isOr && left !== undefined ? resolve(left, depth + 1) : undefined;
    const list = first && items(first, depth + spreadDepth);
    const isNothing = list?.items.length === 0 || first?.type === "none";
    return isNothing && right !== undefined ? items(right, depth + spreadDepth) : list;
  };

  /** `base_tools + [search]`: what is known of either side. */
  const joined = (sum: Node, depth: number): ReturnType<typeof items> => {
    const sides = field(sum, "operator")?.type === "+" ? [field(sum, "left"), field(sum, "right")] : [];
    const lists = sides.map((side) => side && items(side, depth + spreadDepth));
    return lists.every((list) => list === undefined)
      ? undefined
      : {
          items: lists.flatMap((list) => list?.items ?? []),
          complete: lists.every((list) => list?.complete === true),
        };
  };

  const madeOf = (source: ListSource, depth: number): ReturnType<typeof items> => {
    if ("items" in source) {
      return { items: source.items, complete: true };
    }
    const dictionary = "list" in source ? source.list : "keysOf" in source ? source.keysOf : source.valuesOf;
    const entries = members(dictionary, depth);
    return entries === undefined
      ? "list" in source
        ? items(source.list, depth)
        : undefined
      : {
          items: entries.entries.map(({ keyNode, value }) => ("valuesOf" in source ? value : keyNode)),
          complete: entries.complete,
        };
  };

  const text = createPythonText({ document, budget, resolve, items });

  const string = (node: Node, depth: number): string | undefined => {
    const found = text(node, depth);
    return found?.complete === true ? found.text : undefined;
  };

  const scalar = (start: Node): string | number | boolean | null | undefined => {
    const node = resolve(start, 0);
    const constant = constants.get(node.type);
    if (constant !== undefined) {
      return constant;
    }
    if (node.type === "integer" || node.type === "float" || node.type === "unary_operator") {
      const value = Number(textOf(node).replace(/[_\s]/g, ""));
      return Number.isFinite(value) ? value : undefined;
    }
    return string(node, 0);
  };

  /** Every question from outside has the whole budget, and is answered once. */
  const fresh = <Answer>(answer: (node: Node, depth: number) => Answer) =>
    byNode((node): Answer => {
      budget.restart();
      return answer(node, 0);
    });
  return {
    resolve: fresh(resolve),
    string: fresh(string),
    text: fresh(text),
    scalar: fresh(scalar),
    members: fresh(members),
    items: fresh(items),
  };
}
