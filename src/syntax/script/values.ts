import { byNode } from "../by-node.ts";
import type { CodeDocument, Declaration, Member, Members, Values } from "../code-document.ts";
import { createBudget, spreadDepth } from "../fold.ts";
import { createMembers } from "../members.ts";
import type { Node } from "../node.ts";
import { ownerOf } from "../owner.ts";
import { field, namedChildren } from "../tree.ts";
import { functions, returnedBy } from "./functions.ts";
import { listOf, listSource } from "./lists.ts";
import { memberName } from "./names.ts";
import { scriptStringText } from "./strings.ts";
import { createScriptText } from "./text.ts";
import { unwrap } from "./unwrap.ts";

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const announced = /^(?:exports\.[\w$]+\s*=\s*)*void 0$/;
const maxAssigned = 20;
const names = ["identifier", "shorthand_property_identifier"];

/**
 * What JavaScript and TypeScript expressions are worth as far as literals and constants of the file tell. `given` says what
 * names without a value of their own stand for, by the node that binds them.
 */
export function createScriptValues(
  document: CodeDocument,
  given: ReadonlyMap<number, Node> = new Map(),
): Values {
  const { textOf } = document;
  const budget = createBudget();
  /** Arguments of the calls being folded, by the node that declares the parameter. */
  const bound = new Map<number, Node>(given);

  const enumMember = (declaration: Node, key: string): Node | undefined => {
    const body = field(declaration, "body");
    for (const child of body === undefined ? [] : namedChildren(body)) {
      const name = field(child, "name");
      if (name !== undefined && propertyKey(name, 0) === key) {
        return field(child, "value");
      }
    }
    return undefined;
  };

  /** The value of `object.name` for an object literal, an enum, a static class field or a compiled enum. */
  const member = (node: Node, depth: number): Node | undefined => {
    const object = field(node, "object");
    const key = memberName(document, node);
    if (object === undefined || key === undefined) {
      return undefined;
    }
    const owner = resolve(object, depth + 1);
    if (owner.type === "enum_declaration") {
      return enumMember(owner, key);
    }
    const [linked] = document.names.linked(node);
    if (linked?.constant === true) {
      return linked.value;
    }
    // Compilers announce what a module exports with `exports.a = void 0`.
    const assigned = ownerOf(document, node)
      .names.memberValues(textOf(object), key)
      .filter((value) => !announced.test(textOf(value)));
    if (assigned.length > 0) {
      return assigned.length === 1 ? assigned[0] : undefined;
    }
    if (owner.type.endsWith("class_declaration") || owner.type === "class") {
      return staticField(document, owner, key);
    }
    return members(owner, depth + 1)?.get(key);
  };

  const constant = (declaration: Declaration, depth: number): Node | undefined => {
    const { kind, key, value } = declaration;
    const isKnown = declaration.constant && kind !== "parameter" && value !== undefined;
    return !isKnown || key === undefined
      ? isKnown
        ? value
        : undefined
      : members(value, depth + 1)?.get(key);
  };

  /** The argument of a call that gives it back as it is: `Object.freeze(x)`, `defineTool(x)` for `(x) => x`. */
  const handedThrough = (call: Node, depth: number): Node | undefined => {
    const callee = field(call, "function");
    const list = field(call, "arguments");
    const given = list === undefined || list.type === "template_string" ? [] : namedChildren(list);
    const [argument] = given;
    if (callee === undefined || argument === undefined || given.length > 1) {
      return undefined;
    }
    if (textOf(callee) === "Object.freeze") {
      return argument;
    }
    const isName = callee.type === "identifier" || callee.type === "member_expression";
    const called = isName ? resolve(callee, depth + 1) : undefined;
    return called !== undefined && functions.test(called.type) && isIdentity(document, called)
      ? argument
      : undefined;
  };

  const resolve = (start: Node, depth: number): Node => {
    const node = unwrap(start);
    if (!budget.spend(depth)) {
      return node;
    }
    let next: Node | undefined;
    if (names.includes(node.type)) {
      const [only] = document.names.lookup(textOf(node), node);
      next = only && (bound.get(only.node.id) ?? constant(only, depth));
    } else if (node.type === "member_expression" || node.type === "subscript_expression") {
      next = member(node, depth);
    } else if (node.type === "call_expression") {
      next = handedThrough(node, depth);
    }
    return next === undefined ? node : resolve(next, depth + 1);
  };

  const propertyKey = (node: Node, depth: number): string | undefined => {
    if (node.type === "string") {
      return scriptStringText(document, node);
    }
    if (node.type === "computed_property_name") {
      const inner = namedChildren(node)[0];
      return inner === undefined ? undefined : string(inner, depth + 1);
    }
    return textOf(node);
  };

  const property = (child: Node, depth: number): Member | undefined => {
    if (child.type === "shorthand_property_identifier") {
      return { key: textOf(child), keyNode: child, value: child };
    }
    const keyNode = field(child, "key") ?? field(child, "name");
    const value = child.type === "method_definition" ? child : field(child, "value");
    const key = keyNode === undefined ? undefined : propertyKey(keyNode, depth);
    return keyNode !== undefined && value !== undefined && key !== undefined
      ? { key, keyNode, value }
      : undefined;
  };

  const members = (start: Node, depth: number): Members | undefined => {
    const node = resolve(start, depth);
    const assigned = assignedObjects(document, node);
    if ((node.type !== "object" && assigned === undefined) || !budget.spend(depth)) {
      return undefined;
    }
    const entries: Member[] = [];
    let complete = true;
    for (const child of assigned ?? namedChildren(node)) {
      const spread = child.type === "spread_element" ? namedChildren(child)[0] : assigned && child;
      const merged = spread === undefined ? undefined : members(spread, depth + spreadDepth);
      const own = spread === undefined ? property(child, depth) : undefined;
      if (own !== undefined) {
        entries.push(own);
      } else if (merged !== undefined) {
        entries.push(...merged.entries);
      }
      complete &&= own !== undefined || merged?.complete === true;
    }
    return createMembers(entries, complete);
  };

  const items = (start: Node, depth: number): { items: readonly Node[]; complete: boolean } | undefined => {
    const node = resolve(start, depth);
    if (!budget.spend(depth)) {
      return undefined;
    }
    const source = listSource(document, node);
    if (source !== undefined) {
      return "list" in source
        ? items(source.list, depth + 1)
        : "keysOf" in source
          ? listOf(members(source.keysOf, depth + 1), "keyNode")
          : listOf(members(source.valuesOf, depth + 1), "value");
    }
    if (node.type !== "array") {
      return undefined;
    }
    let complete = true;
    const found: Node[] = [];
    for (const child of namedChildren(node)) {
      const spread = child.type === "spread_element" ? namedChildren(child)[0] : undefined;
      const merged = spread === undefined ? undefined : items(spread, depth + spreadDepth);
      found.push(...(child.type === "spread_element" ? (merged?.items ?? []) : [child]));
      complete &&= child.type !== "spread_element" || merged?.complete === true;
    }
    return { items: found, complete };
  };

  const text = createScriptText({ document, budget, resolve, items, bound });

  const string = (node: Node, depth: number): string | undefined => {
    const found = text(node, depth);
    return found?.complete === true ? found.text : undefined;
  };

  const scalar = (start: Node): string | number | boolean | null | undefined => {
    const node = resolve(start, 0);
    // Minifiers write `!0` and `!1`.
    const source = node.type === "unary_expression" ? textOf(node) : "";
    const constant = source === "!0" ? true : source === "!1" ? false : constants.get(node.type);
    if (constant !== undefined) {
      return constant;
    }
    if (node.type === "number" || node.type === "unary_expression") {
      const value = Number(textOf(node).replace(/[_\s]/g, ""));
      return Number.isFinite(value) ? value : undefined;
    }
    return string(node, 0);
  };

  /** Every question from outside has the whole budget, and is answered once. */
  const fresh = <Answer>(answer: (node: Node, depth: number) => Answer) =>
    byNode((node): Answer => {
      budget.restart();
      bound.clear();
      for (const [id, value] of given) {
        bound.set(id, value);
      }
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

/** True for a function that does nothing but return its only parameter. */
function isIdentity(document: CodeDocument, definition: Node): boolean {
  const single = field(definition, "parameter");
  const list = field(definition, "parameters");
  const [first, ...others] = single !== undefined ? [single] : list === undefined ? [] : namedChildren(list);
  const result = returnedBy(definition);
  const name = first && (field(first, "pattern") ?? first);
  return (
    name !== undefined &&
    others.length === 0 &&
    result !== undefined &&
    unwrap(result).type === "identifier" &&
    document.textOf(unwrap(result)) === document.textOf(name)
  );
}

/** What `Object.assign({ … }, more)` puts together, which is how compilers write `{ …, ...more }` for older engines. */
export function assignedObjects(document: CodeDocument, node: Node): readonly Node[] | undefined {
  const callee = node.type === "call_expression" ? field(node, "function") : undefined;
  const list = field(node, "arguments");
  const isAssign =
    callee !== undefined && /^(Object\.assign|_?_assign|_extends)$/.test(document.textOf(callee));
  const given = isAssign && list !== undefined ? namedChildren(list) : [];
  return given.length > 0 && given.length <= maxAssigned ? given : undefined;
}

function staticField(document: CodeDocument, declaration: Node, key: string): Node | undefined {
  const body = field(declaration, "body");
  const found = (body === undefined ? [] : namedChildren(body)).find((child) => {
    const name = field(child, "name") ?? field(child, "property");
    return child.type.endsWith("field_definition") && name !== undefined && document.textOf(name) === key;
  });
  return found === undefined ? undefined : field(found, "value");
}
