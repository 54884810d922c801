import type { Approval, ToolAnnotations } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { classFamily, definitionOf, methodsOf } from "../../syntax/python/classes.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { field } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, type NamedAt, nameFrom, nameOfNode } from "../code-tool.ts";
import type { FoundTool } from "../format.ts";
import type { InputSchema } from "../input-schema.ts";
import { askedInside } from "./asking.ts";
import { pythonCode } from "./code.ts";
import { documentationOf, type SignatureOptions, signatureSchema } from "./signature.ts";

/** A function that is a tool, with what its registration says beside the function itself. */
export interface FunctionTool extends SignatureOptions {
  framework: string;
  /** The whole definition. */
  node: Node;
  definition: Node;
  /** The name given in the registration; the function's own name when undefined. */
  name?: Node | undefined;
  description?: Node | undefined;
  /** The class or literal the schema is read from. */
  model?: Node | undefined;
  /** In place of the one from the signature. */
  schema?: InputSchema | undefined;
  annotations?: ToolAnnotations | undefined;
  approval?: Approval | undefined;
}

/** The tool a function makes; undefined when its name is given but not static. */
export function functionTool(document: CodeDocument, given: FunctionTool): FoundTool | undefined {
  const definition = wrappedFunction(document, given.definition);
  if (definition === undefined) {
    return undefined;
  }
  const isStandIn = definition.id !== given.definition.id;
  const tool = isStandIn ? { ...given, definition, node: decoratedOf(document, definition).node } : given;
  const own = field(tool.definition, "name");
  const named: NamedAt | undefined =
    tool.name === undefined || document.values.scalar(tool.name) === null
      ? own && nameOfNode(document, own)
      : nameFrom(document, tool.name);
  if (named === undefined) {
    return undefined;
  }
  return codeTool(document, {
    framework: tool.framework,
    node: tool.node,
    named,
    description:
      descriptionFrom(document, tool.description) || documentationOf(document, tool.definition).description,
    schema: tool.schema ?? signatureSchema(document, tool.definition, tool),
    annotations: tool.annotations,
    approval: tool.approval ?? askedInside(document, tool.definition),
    code: pythonCode(document, { ...tool, nameNode: named.node, signature: tool }),
  });
}

/**
 * The function that an expression names: a function, one of an imported module, or the method behind `self.` of the class
 * around it, else the only method of the name.
 */
export function functionOf(document: CodeDocument, expression: Node | undefined): Node | undefined {
  const isOwn = expression?.type === "attribute" && /^self\b/.test(document.textOf(expression));
  if (expression === undefined || !isOwn) {
    const given = expression && withoutBinding(document, expression);
    const definition =
      given && (definitionOf(document, given, "function") ?? methodOfObject(document, given));
    return definition && wrappedFunction(document, definition);
  }
  const name = field(expression, "attribute");
  const wanted = name && document.textOf(name);
  const isWanted = (definition: Node) => document.textOf(field(definition, "name") ?? definition) === wanted;
  const owner = classAround(expression);
  const family = owner === undefined ? [] : classFamily(document, owner).classes;
  const own = family.flatMap((definition) => methodsOf(definition)).find(isWanted);
  const all = own === undefined ? ownerOf(document, expression).nodes("function_definition") : [];
  const methods = all.filter(isWanted);
  return own ?? (methods.length === 1 ? methods[0] : undefined);
}

/** Of `partial(search, limit=5)` the function. */
function withoutBinding(document: CodeDocument, expression: Node): Node {
  const call = expression.type === "call" ? expression : document.values.resolve(expression);
  const isPartial = call.type === "call" && /^(functools\.)?partial$/.test(document.textOf(calleeOf(call)));
  return (isPartial ? pythonArguments(document, call).positional[0] : undefined) ?? expression;
}

/** `store.search` of `store = Store(…)`: the method of that class or of one it extends. */
function methodOfObject(document: CodeDocument, expression: Node): Node | undefined {
  const object = field(expression, "object");
  const name = field(expression, "attribute");
  if (expression.type !== "attribute" || object === undefined || name === undefined) {
    return undefined;
  }
  const made = document.values.resolve(object);
  const owner =
    made.type === "call" ? definitionOf(ownerOf(document, made), calleeOf(made), "class") : undefined;
  const wanted = document.textOf(name);
  return owner === undefined
    ? undefined
    : classFamily(document, owner)
        .classes.flatMap((one) => methodsOf(one))
        .find((method) => document.textOf(field(method, "name") ?? method) === wanted);
}

/**
 * The function that one stands in for by `@wraps(function)`, else the function itself; undefined when that is only known
 * where the function around it is called.
 */
function wrappedFunction(document: CodeDocument, definition: Node): Node | undefined {
  const { decorators } = decoratedOf(document, definition);
  const wraps = decorators.find(
    (decorator) =>
      decorator.type === "call" && /^(functools\.)?wraps$/.test(document.textOf(calleeOf(decorator))),
  );
  const [wrapped] = wraps === undefined ? [] : pythonArguments(document, wraps).positional;
  if (wrapped === undefined) {
    return definition;
  }
  const real = document.values.resolve(wrapped);
  return real.type === "function_definition" ? real : undefined;
}

function classAround(node: Node): Node | undefined {
  let around = node.parent;
  while (around !== null && around.type !== "class_definition") {
    around = around.parent;
  }
  return around ?? undefined;
}
