import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field, namedChildren } from "../../syntax/tree.ts";

/** What a class keeps under a name: the value of `this.name = value`, if its constructor says so. */
interface Kept {
  name: string;
  value: Node | undefined;
}

/**
 * What a base class keeps of its constructor's parameters, as a derived class gives it: `super({ name: "find" })` for
 * `this.name = params.name`, `super("find")` for `constructor(readonly name: string)`. `classes` goes from the class to that base.
 */
export function handedUp(document: CodeDocument, classes: readonly Node[], kept: Kept): Node | undefined {
  const [base, derived] = classes.toReversed();
  const setUp = base && constructorOf(document, base);
  const given = derived && superArguments(document, derived);
  if (setUp === undefined || given === undefined) {
    return undefined;
  }
  const parameters = namedChildren(field(setUp, "parameters") ?? setUp);
  for (const [index, parameter] of parameters.entries()) {
    const argument = given[index];
    const taken = argument && takenFrom(document, { parameter, argument, ...kept });
    if (taken !== undefined) {
      return taken;
    }
  }
  return undefined;
}

/** What a class gives under a name to a base that nothing is known of: `super({ name: "find", schema })`. */
export function givenUp(document: CodeDocument, definition: Node, name: string): Node | undefined {
  const [first] = superArguments(document, definition) ?? [];
  return first?.type === "object" ? document.values.members(first)?.get(name) : undefined;
}

function constructorOf(document: CodeDocument, definition: Node): Node | undefined {
  const body = field(definition, "body");
  return (body === undefined ? [] : namedChildren(body)).find(
    (member) =>
      member.type === "method_definition" &&
      document.textOf(field(member, "name") ?? member) === "constructor",
  );
}

/** The arguments of `super(…)` in the constructor of a class. */
function superArguments(document: CodeDocument, definition: Node): readonly Node[] | undefined {
  const call = constructorOf(document, definition)
    ?.descendantsOfType("call_expression")
    .find((node) => node !== null && field(node, "function")?.type === "super");
  const list = call ? field(call, "arguments") : undefined;
  return list && namedChildren(list);
}

interface Handed extends Kept {
  parameter: Node;
  argument: Node;
}

function takenFrom(document: CodeDocument, { parameter, argument, name, value }: Handed): Node | undefined {
  const pattern = field(parameter, "pattern") ?? field(parameter, "left") ?? parameter;
  const bound = document.textOf(pattern);
  const isProperty = namedChildren(parameter).some(({ type }) => type === "accessibility_modifier");
  const isKept = isProperty || /^(?:override\s+)?readonly\b/.test(document.textOf(parameter));
  if (pattern.type === "identifier" && isKept && bound === name && value === undefined) {
    return argument;
  }
  const text = value === undefined ? "" : document.textOf(value);
  if (pattern.type === "identifier") {
    const key = text.startsWith(`${bound}.`) ? text.slice(bound.length + 1) : undefined;
    return text === bound
      ? argument
      : key === undefined
        ? undefined
        : document.values.members(argument)?.get(key);
  }
  const isTaken = pattern.type === "object_pattern" && /^\w+$/.test(text) && takes(document, pattern, text);
  return isTaken ? document.values.members(argument)?.get(text) : undefined;
}

/** Whether `{ name, schema = none }` takes the name out of an object. */
function takes(document: CodeDocument, pattern: Node, name: string): boolean {
  return namedChildren(pattern).some((part) => document.textOf(field(part, "left") ?? part) === name);
}
