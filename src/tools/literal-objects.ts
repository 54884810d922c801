import type { CodeDocument, Members } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { staticJson } from "../syntax/static-json.ts";
import { field } from "../syntax/tree.ts";
import { annotationsIn, approvalIn, codeTool, descriptionFrom, type NamedAt, nameFrom } from "./code-tool.ts";
import type { FoundTool, ToolCode } from "./format.ts";
import { type InputSchema, inputSchemaOf, noArguments, unknownArguments } from "./input-schema.ts";
import { handlerNamed } from "./named-function.ts";
import { pythonCode } from "./python/code.ts";
import { modelSchema } from "./python/model-schema.ts";
import { scriptCode } from "./script/code.ts";

/** An object or dictionary literal with its members. */
export interface LiteralObject {
  node: Node;
  members: Members;
}

const maxObjects = 10_000;
const approvalKeys = ["needsApproval", "requireApproval", "requiresApproval", "requireConfirmation"];

/** A key with any of the names, as it begins a property; `value` narrows what may follow. */
export function keyPattern(names: readonly string[], value = ""): RegExp {
  return new RegExp(
    `(?:async\\s+)?["']?(?:${names.join("|")})\\b["']?\\s*${value === "" ? "[:=,}(\\n]" : `:\\s*${value}`}`,
    "y",
  );
}

/**
 * The object or dictionary literals of the file with a property for each of the patterns, in order. What stands in a
 * property is compared as text first; members are only read of the objects that fit.
 */
export function objectsWith(document: CodeDocument, ...patterns: readonly RegExp[]): LiteralObject[] {
  const types =
    document.language === "python"
      ? ["dictionary", "pair", "call", "keyword_argument"]
      : ["object", "pair", "shorthand_property_identifier", "method_definition"];
  const open: { node: Node; matched: number }[] = [];
  const found: Node[] = [];
  const everything = 2 ** patterns.length - 1;
  for (const node of document.nodes(...types)) {
    while ((open.at(-1)?.node.endIndex ?? Infinity) <= node.startIndex) {
      open.pop();
    }
    const owner = open.at(-1);
    if (node.type === "object" || node.type === "dictionary") {
      open.push({ node, matched: 0 });
    } else if (node.type === "call") {
      // `dict(name="search", …)` is one as well; the keywords of other calls are nobody's.
      open.push({ node, matched: document.text.startsWith("dict(", node.startIndex) ? 0 : everything });
    } else if (owner !== undefined && owner.matched !== everything) {
      owner.matched |= matches(document.text, node.startIndex, patterns);
      if (owner.matched === everything && found.length < maxObjects) {
        found.push(owner.node);
      }
    }
  }
  return found.flatMap((node) => {
    const members = document.values.members(node);
    return members === undefined ? [] : [{ node, members }];
  });
}

/** One bit per pattern that matches at the offset. */
function matches(text: string, offset: number, patterns: readonly RegExp[]): number {
  return patterns.reduce((bits, pattern, index) => {
    pattern.lastIndex = offset;
    return pattern.test(text) ? bits | (1 << index) : bits;
  }, 0);
}

/** The JSON Schema in a literal; a missing one means that the tool takes no arguments. */
export function literalSchema(document: CodeDocument, node: Node | undefined): InputSchema {
  if (node === undefined || document.values.scalar(node) === null) {
    return noArguments();
  }
  if (document.language === "python" && document.values.resolve(node).type === "call") {
    return modelSchema(document, node);
  }
  const reasons = new Set<string>();
  const json = staticJson(document, node, reasons);
  return json === undefined ? unknownArguments([...reasons].join("; ")) : inputSchemaOf(json, [...reasons]);
}

const handlerKeys = ["execute", "handler", "run", "func", "callback", "cb", "invoke", "call"];

/** The program behind a definition object: in scripts often in the object, else the function that is called like the tool. */
function literalCode(
  document: CodeDocument,
  { name, node: nameNode }: NamedAt,
  { members }: LiteralObject,
  input: InputSchema,
  schema: Node | undefined,
): ToolCode {
  const description = members.get("description");
  const code =
    document.language === "python"
      ? pythonCode(document, { nameNode, description, model: schema })
      : scriptCode(document, {
          nameNode,
          description,
          schema,
          handler: handlerKeys.flatMap((key) => members.get(key) ?? [])[0],
        });
  return {
    visibleText: code.visibleText,
    handler: () => code.handler() ?? handlerNamed(document, name, input),
  };
}

/** Some tables call the name an id: `TOOLS = [{"id": "rag_search", "description": …}]`. What else has ids is no list of tools. */
function idOf(document: CodeDocument, { node, members }: LiteralObject): Node | undefined {
  const id = members.get("id");
  const isTool =
    id !== undefined &&
    members.get("description") !== undefined &&
    /^[\w.-]{1,64}$/.test(document.values.string(id) ?? "") &&
    isListedAs(document, node, /tool|function|skill/i);
  return isTool ? id : undefined;
}

/** Whether one of the lists, tables and variables an object stands in is called so. */
export function isListedAs(document: CodeDocument, node: Node, name: RegExp): boolean {
  return holders(node).some((holder) => name.test(document.textOf(holder)));
}

/** What the lists and objects around a literal are called, the nearest first. */
function holders(node: Node): Node[] {
  const found: Node[] = [];
  for (let around = node.parent; around !== null && found.length < 3; around = around.parent) {
    const name = field(around, "left") ?? field(around, "name") ?? field(around, "key");
    if (name !== undefined) {
      found.push(name);
    }
    if (
      !/^(array|list|tuple|pair|object|dictionary|assignment|variable_declarator|as_expression|satisfies_expression)$/.test(
        around.type,
      )
    ) {
      break;
    }
  }
  return found;
}

/** The tool of a definition object with `name`, or an `id` in its place, `description` and a schema. */
export function literalTool(
  document: CodeDocument,
  framework: string,
  object: LiteralObject,
  schema: InputSchema,
  schemaNode?: Node,
): FoundTool | undefined {
  const { node, members } = object;
  const named = nameFrom(document, members.get("name") ?? idOf(document, object));
  return (
    named &&
    codeTool(document, {
      framework,
      node,
      named,
      description: descriptionFrom(document, members.get("description")),
      schema,
      annotations: annotationsIn(document, members),
      approval: approvalIn(document, members, approvalKeys),
      code: literalCode(document, named, object, schema, schemaNode),
    })
  );
}
