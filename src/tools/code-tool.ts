import type { Approval, SourceRange, ToolAnnotations } from "../ots/tool.ts";
import type { CodeDocument, Members, Turn } from "../syntax/code-document.ts";
import { contentRange } from "../syntax/literal-range.ts";
import type { Node } from "../syntax/node.ts";
import { ownerOf } from "../syntax/owner.ts";
import { excerpt } from "../syntax/static-json.ts";
import { field } from "../syntax/tree.ts";
import type { FoundTool, ToolCode } from "./format.ts";
import type { InputSchema } from "./input-schema.ts";
import { zodConstant } from "./script/zod-constants.ts";

/** A longer description is cut: it travels in every record of the data set. */
const maxDescription = 20_000;

/** A tool's name and where it stands. */
export interface NamedAt {
  name: string;
  nameRange: SourceRange;
  /** The expression or identifier that is the name. */
  node: Node;
}

/** What a code format knows of one definition. */
export interface CodeToolParts {
  framework: string;
  named: NamedAt;
  /** The whole definition. */
  node: Node;
  description: string;
  schema: InputSchema;
  annotations?: ToolAnnotations | undefined;
  approval?: Approval | undefined;
  code?: ToolCode | undefined;
}

/** Puts the parts together. A tool is where its definition is, so what was followed into another file is there. */
export function codeTool(document: CodeDocument, parts: CodeToolParts): FoundTool {
  const { framework, named, description, schema, annotations, approval, code } = parts;
  const { node, nameRange, scanned } = placeOf(document, parts);
  const owner = ownerOf(scanned, node);
  return {
    name: named.name,
    nameRange,
    ...(owner === scanned ? {} : { file: owner.file }),
    ...(code === undefined ? {} : { code }),
    description:
      description.length > maxDescription ? `${description.slice(0, maxDescription)}…` : description,
    framework,
    ...schema,
    ...(annotations === undefined ? {} : { annotations }),
    ...(approval === undefined ? {} : { approval: statedFrom(approval, document.file, owner.file) }),
    range: document.rangeOf(node),
  };
}

interface Place {
  node: Node;
  nameRange: SourceRange;
  /** The file that is searched for tools. */
  scanned: CodeDocument;
}

/** Where a definition and its name are pointed at; what a turn of a region makes is where the turn is made. */
function placeOf(document: CodeDocument, { node, named }: CodeToolParts): Place {
  const { turn } = document;
  if (turn === undefined || !isInside(node, turn.region) || isNamedInside(named.node, turn)) {
    // A name from yet another file cannot be pointed at here; what the definition begins with can.
    const isNear = ownerOf(document, named.node) === ownerOf(document, node);
    const nameRange = isNear ? named.nameRange : contentRange(document, firstWord(node));
    return { node, nameRange, scanned: turn?.from ?? document };
  }
  const { site, region, from } = turn;
  const written = document.values.resolve(named.node);
  const isKey = named.node.tree === site.tree && !isInside(named.node, region);
  const word =
    [written, named.node].find((found) => found.id !== site.id && isInside(found, site)) ??
    (isKey ? named.node : undefined);
  const isHanded = word === undefined && !isInside(written, region);
  const described = isHanded ? describedBy(document, written) : undefined;
  if (described !== undefined) {
    return { node: described, nameRange: contentRange(document, written), scanned: from };
  }
  const nameRange = contentRange(document, word ?? firstWord(site));
  return { node: site, nameRange, scanned: from };
}

/** The object a name is written in beside a description: what a loop or call only hands on is defined there. */
function describedBy(document: CodeDocument, name: Node): Node | undefined {
  const pair = name.type === "string" && name.parent?.type === "pair" ? name.parent : null;
  const object = pair?.parent;
  return object && document.values.members(object)?.get("description") !== undefined ? object : undefined;
}

/** A function's tool with a name of its own is where it is written, whoever calls the function. */
function isNamedInside(name: Node, { region }: Turn): boolean {
  const isFunction = /function|method|lambda/.test(region.type);
  const isWritten =
    name.type === "string"
      ? name.namedChildCount <= 3 && name.descendantsOfType("interpolation").length === 0
      : false;
  const isFunctionName =
    name.parent !== null && name.parent.type === "function_definition" && name.parent.id !== region.id;
  return isFunction && isInside(name, region) && (isWritten || isFunctionName);
}

function isInside(node: Node, region: Node): boolean {
  return (
    node.tree === region.tree && node.startIndex >= region.startIndex && node.endIndex <= region.endIndex
  );
}

/** The tool with an approval that was found elsewhere in the document. */
export function withApproval(document: CodeDocument, tool: FoundTool, approval: Approval): FoundTool {
  return { ...tool, approval: statedFrom(approval, document.file, tool.file ?? document.file) };
}

/** Says in which file an approval stands, when it is not that of the tool. `readIn` is the file it was found through. */
function statedFrom({ file, ...approval }: Approval, readIn: string, toolIn: string): Approval {
  const statedIn = file ?? readIn;
  return statedIn === toolIn ? approval : { ...approval, file: statedIn };
}

function firstWord(node: Node): Node {
  let word = node;
  for (let child = word.firstNamedChild; child !== null; child = word.firstNamedChild) {
    word = child;
  }
  return word;
}

/** The name an expression gives, when it is static and could be a tool's name; of `given ?? "search"` the default. */
export function nameFrom(document: CodeDocument, expression: Node | undefined): NamedAt | undefined {
  const node = expression && chosenFrom(document, expression);
  const name = node && (document.values.string(node) ?? schemaName(document, node));
  return node === undefined || name === undefined || !/^\S(?:[^\n\r]{0,126}\S)?$/.test(name)
    ? undefined
    : { name, nameRange: contentRange(document, node), node };
}

/** A name that is taken from the schema of a call: `Move.shape.name.value`. */
function schemaName(document: CodeDocument, node: Node): string | undefined {
  return /^(member|subscript)_expression$/.test(node.type) ? zodConstant(document, node) : undefined;
}

/** Of `a ?? b`, `a || b` and Python's `a or b` the left side when it is known, else the right one; anything else is itself. */
function chosenFrom(document: CodeDocument, node: Node): Node {
  const isChoice = node.type === "binary_expression" || node.type === "boolean_operator";
  const operator = isChoice ? field(node, "operator") : undefined;
  const left = field(node, "left");
  const right = field(node, "right");
  const hasDefault = operator !== undefined && /^(\?\?|\|\||or)$/.test(document.textOf(operator));
  const isKnown = left !== undefined && document.values.string(left) !== undefined;
  return hasDefault ? ((isKnown ? left : right) ?? node) : node;
}

/** The name an identifier or property key is; undefined for a key that is worked out at run time. */
export function nameOfNode(document: CodeDocument, node: Node): NamedAt | undefined {
  const inner = node.type === "computed_property_name" ? node.firstNamedChild : undefined;
  if (inner === undefined) {
    const isString = node.type === "string";
    const name = isString ? (document.values.string(node) ?? "") : document.textOf(node);
    return { name, nameRange: contentRange(document, node), node };
  }
  return inner === null ? undefined : nameFrom(document, inner);
}

/** The text of a description; parts that are not static read `…`, and nothing static at all reads as empty. */
export function descriptionFrom(document: CodeDocument, node: Node | undefined): string {
  return (node === undefined ? undefined : document.values.text(node)?.text.trim()) ?? "";
}

/**
 * Approval as a setting states it: true (or a word with "always") is always, false (or "never") is never, anything
 * else (a function, a rule) decides at run time. `stating` is the whole argument or property, `value` its value.
 */
export function approvalFrom(
  document: CodeDocument,
  stating: { start: Node; value: Node } | undefined,
): Approval | undefined {
  if (stating === undefined) {
    return undefined;
  }
  const { start, value } = stating;
  const scalar = document.values.scalar(value);
  if (scalar === null) {
    return undefined;
  }
  const owner = ownerOf(document, start);
  const isTogether = ownerOf(document, value) === owner;
  const range = owner.rangeAt(start.startIndex, (isTogether ? value : start).endIndex);
  const between = isTogether ? owner.text.slice(start.endIndex, value.startIndex).replace(/\s+/g, " ") : ": ";
  const statedBy =
    start.id === value.id
      ? excerpt(document, value)
      : `${excerpt(document, start)}${between}${excerpt(document, value)}`;
  return {
    required: requiredBy(scalar),
    statedBy,
    ...(owner === document ? {} : { file: owner.file }),
    range,
  };
}

function requiredBy(scalar: string | number | boolean | undefined): Approval["required"] {
  if (typeof scalar === "string") {
    return /never/i.test(scalar) ? "never" : /always/i.test(scalar) ? "always" : "conditional";
  }
  return scalar === true ? "always" : scalar === false ? "never" : "conditional";
}

/** The first of the approval settings an object has. */
export function approvalIn(
  document: CodeDocument,
  members: Members,
  keys: readonly string[],
): Approval | undefined {
  const member = members.entries.findLast(({ key }) => keys.includes(key));
  return member && approvalFrom(document, { start: member.keyNode, value: member.value });
}

const hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/** MCP annotations as far as they are static, from a look-up by key (camel case). */
export function annotationsFrom(
  document: CodeDocument,
  get: (key: string) => Node | undefined,
): ToolAnnotations | undefined {
  const annotations: ToolAnnotations = {};
  const titleNode = get("title");
  const title = titleNode === undefined ? undefined : document.values.string(titleNode);
  if (title !== undefined) {
    annotations.title = title;
  }
  for (const hint of hints) {
    const node = get(hint);
    const value = node === undefined ? undefined : document.values.scalar(node);
    if (typeof value === "boolean") {
      annotations[hint] = value;
    }
  }
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}

/** MCP annotations: in `annotations`, with the `title` beside it. */
export function annotationsIn(document: CodeDocument, members: Members): ToolAnnotations | undefined {
  const node = members.get("annotations");
  const inner = node && document.values.members(node);
  return annotationsFrom(
    document,
    (key) => inner?.get(key) ?? (key === "title" ? members.get("title") : undefined),
  );
}
