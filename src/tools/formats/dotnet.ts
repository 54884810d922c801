import type { JsonObject } from "../../ots/json.ts";
import type { ToolAnnotations } from "../../ots/tool.ts";
import type { FoundTool, TextFormat } from "../format.ts";
import { type InputSchema, inputSchemaOf, unknownArguments } from "../input-schema.ts";
import { type Constants, createConstants } from "../text/dotnet-constants.ts";
import { textTool } from "../text/text-tool.ts";
import { partsIn, type Stretch, type Tokens, textOf, tokensOf } from "../text/tokens.ts";

const hints: Readonly<Record<string, keyof ToolAnnotations>> = {
  ReadOnly: "readOnlyHint",
  Destructive: "destructiveHint",
  Idempotent: "idempotentHint",
  OpenWorld: "openWorldHint",
};
const json: Readonly<Record<string, JsonObject>> = {
  string: { type: "string" },
  char: { type: "string" },
  Guid: { type: "string", format: "uuid" },
  Uri: { type: "string", format: "uri" },
  DateTime: { type: "string", format: "date-time" },
  DateTimeOffset: { type: "string", format: "date-time" },
  bool: { type: "boolean" },
  int: { type: "integer" },
  long: { type: "integer" },
  short: { type: "integer" },
  double: { type: "number" },
  float: { type: "number" },
  decimal: { type: "number" },
  object: {},
};
type Named = (name: string) => string | undefined;
/** What the host or dependency injection fills in; interfaces are services. */
const injected =
  /^(CancellationToken|Kernel|KernelArguments|McpServer|RequestContext|ServiceProvider|HttpClient|I[A-Z]\w*)$/;
const services = /^(FromServices|FromKernelServices|FromKeyedServices)$/;
const lists = /^(List|IList|IEnumerable|ICollection|IReadOnlyList|IReadOnlyCollection|HashSet)$/;

/** Semantic Kernel, the MCP SDK and `AIFunctionFactory` in C#: methods with an attribute, and functions made of methods. */
export const dotnetFormat: TextFormat = {
  kind: "text",
  id: "dotnet",
  files: /\.cs$/i,
  hints: [
    "[KernelFunction",
    "[McpServerTool",
    "AIFunctionFactory.Create",
    ", KernelFunction",
    ", McpServerTool",
  ],
  find(text, { named }) {
    const tokens = tokensOf(text);
    const constants = createConstants(tokens, named);
    return tokens.list.flatMap((token, index) => {
      if (token.text === "[" && isAttribute(tokens, index)) {
        return marked(text, tokens, index, constants) ?? [];
      }
      return token.text === "AIFunctionFactory" && tokens.list[index + 2]?.text === "Create"
        ? (made(text, tokens, index, named) ?? [])
        : [];
    });
  },
};

/** The first of the attribute lists before a member. */
function isAttribute({ list }: Tokens, index: number): boolean {
  const before = list[index - 1]?.text ?? "{";
  return /^[{};]$/.test(before) && list[index + 1]?.kind === "word";
}

interface Attribute {
  name: string;
  /** What stands in its parentheses. */
  parts: readonly Stretch[];
}

function attributesAt(tokens: Tokens, start: number): { attributes: Attribute[]; next: number } {
  const attributes: Attribute[] = [];
  let next = start;
  for (let close = tokens.closing.get(next); tokens.list[next]?.text === "[" && close !== undefined; ) {
    for (const { from } of partsIn(tokens, next)) {
      const name = (tokens.list[from]?.text ?? "").replace(/Attribute$/, "");
      attributes.push({ name, parts: tokens.list[from + 1]?.text === "(" ? partsIn(tokens, from + 1) : [] });
    }
    next = close + 1;
    close = tokens.closing.get(next);
  }
  return { attributes, next };
}

/** `Name = "x"` among the arguments of an attribute. */
function setting({ list }: Tokens, { parts }: Attribute, name: string): Stretch | undefined {
  const found = parts.find(
    ({ from }) => list[from]?.text === name && /^[=:]$/.test(list[from + 1]?.text ?? ""),
  );
  return found && { from: found.from + 2, to: found.to };
}

function described(tokens: Tokens, attributes: readonly Attribute[], constants?: Constants): string {
  const [first] = attributes.find(({ name }) => name === "Description")?.parts ?? [];
  return (first && (constants?.text(first) ?? textOf(tokens, first))) ?? "";
}

/** The name and the parenthesis of the method that is declared from `start` on. */
function methodAt({ list }: Tokens, start: number): { name: number; open: number } | undefined {
  for (let index = start; index < Math.min(list.length, start + 60); index++) {
    if (list[index]?.text === "(" && list[index - 1]?.kind === "word") {
      return { name: index - 1, open: index };
    }
    if (/^[{};=]$/.test(list[index]?.text ?? "")) {
      return undefined;
    }
  }
  return undefined;
}

function marked(text: string, tokens: Tokens, index: number, constants: Constants): FoundTool | undefined {
  const { attributes, next } = attributesAt(tokens, index);
  const mark = attributes.find(({ name }) => name === "KernelFunction" || name === "McpServerTool");
  const method = mark && methodAt(tokens, next);
  if (mark === undefined || method === undefined) {
    return undefined;
  }
  const stated =
    setting(tokens, mark, "Name") ??
    mark.parts.find((part) => mark.name === "KernelFunction" && textOf(tokens, part) !== undefined);
  const own = (tokens.list[method.name]?.text ?? "").replace(/Async$/, "");
  const annotations: ToolAnnotations = {};
  for (const [key, hint] of Object.entries(hints)) {
    const value = setting(tokens, mark, key);
    const word = value && tokens.list[value.from]?.text;
    if (hint !== "title" && (word === "true" || word === "false")) {
      annotations[hint] = word === "true";
    }
  }
  return textTool(text, tokens, {
    framework: mark.name === "KernelFunction" ? "semantic-kernel-dotnet" : "mcp-dotnet",
    name: stated ?? { from: method.name, to: method.name + 1 },
    ...(stated === undefined
      ? { nameText: mark.name === "KernelFunction" ? own : snake(own) }
      : { nameText: constants.text(stated) }),
    whole: { from: index, to: endOf(tokens, method.open) },
    description: described(tokens, attributes, constants),
    schema: parametersSchema(tokens, method.open),
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
  });
}

/** The MCP SDK names a tool after its method this way. */
function snake(name: string): string {
  return name.replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4").toLowerCase();
}

function endOf({ list, closing }: Tokens, open: number): number {
  const after = (closing.get(open) ?? open) + 1;
  if (list[after]?.text === "{") {
    return (closing.get(after) ?? after) + 1;
  }
  const end = list.findIndex((token, index) => index >= after && token.text === ";");
  return end === -1 ? after : end + 1;
}

function parametersSchema(tokens: Tokens, open: number): InputSchema {
  const properties: [string, JsonObject][] = [];
  const required: string[] = [];
  const reasons = new Set<string>();
  for (const part of partsIn(tokens, open)) {
    const { attributes, next } = attributesAt(tokens, part.from);
    const inside = tokens.list.slice(next, part.to);
    const equals = inside.findIndex((token) => token.text === "=");
    const declared = equals === -1 ? inside : inside.slice(0, equals);
    const name = declared.at(-1);
    const type = declared
      .slice(0, -1)
      .filter(({ text }) => !/^(this|params|in|ref|scoped)$/.test(text))
      .map(({ text }) => text)
      .join("");
    const isService = attributes.some((attribute) => services.test(attribute.name));
    if (name?.kind !== "word" || type === "" || isService || injected.test(type.replace(/<.*|\?$/g, ""))) {
      continue;
    }
    const description = described(tokens, attributes);
    const schema = typeSchema(type, reasons);
    properties.push([name.text, description === "" ? schema : { ...schema, description }]);
    required.push(...(equals === -1 && !type.endsWith("?") ? [name.text] : []));
  }
  return inputSchemaOf({ type: "object", properties: Object.fromEntries(properties), required }, [
    ...reasons,
  ]);
}

function typeSchema(type: string, reasons: Set<string>): JsonObject {
  const bare = type.replace(/\?$/, "");
  const [, outer = "", inner = ""] = /^(\w+)<(.+)>$/.exec(bare) ?? [];
  if (bare.endsWith("[]") || lists.test(outer)) {
    return { type: "array", items: typeSchema(bare.endsWith("[]") ? bare.slice(0, -2) : inner, reasons) };
  }
  if (/^I?(ReadOnly)?Dictionary$/.test(outer)) {
    return { type: "object" };
  }
  const known = json[bare];
  if (known === undefined) {
    reasons.add(`the type \`${bare}\` is not read`);
  }
  return known ?? {};
}

/** `AIFunctionFactory.Create(method, "name", "description")`, also with `name:`; without a name it is the method's. */
function made(text: string, tokens: Tokens, index: number, named: Named): FoundTool | undefined {
  const open = index + 3;
  const [first, ...rest] = tokens.list[open]?.text === "(" ? partsIn(tokens, open) : [];
  const texts = rest.filter((part) => textOf(tokens, part) !== undefined);
  const stated = (key: string) => setting(tokens, { name: "", parts: rest }, key);
  const word =
    first && tokens.list.slice(first.from, first.to).findLastIndex((token) => token.kind === "word");
  const isLambda =
    first !== undefined && tokens.list.slice(first.from, first.to).some(({ text: one }) => one === "=>");
  const at = first === undefined || word === undefined || word === -1 ? undefined : first.from + word;
  const method = at === undefined || isLambda ? undefined : (tokens.list[at]?.text ?? "");
  const declared = method === undefined ? -1 : declaredIn(tokens, method);
  const owner = at !== undefined && declared === -1 && method !== undefined ? ownerOf(tokens, at) : undefined;
  const other = owner === undefined ? undefined : tokensOf(named(`${owner}.cs`) ?? "");
  const elsewhere = other === undefined ? -1 : declaredIn(other, method ?? "");
  const schema =
    declared !== -1
      ? parametersSchema(tokens, declared + 1)
      : other !== undefined && elsewhere !== -1
        ? parametersSchema(other, elsewhere + 1)
        : unknownArguments("the method is not in this file");
  const name = stated("name") ?? texts[0];
  const description = stated("description") ?? (stated("name") === undefined ? texts[1] : texts[0]);
  const nameAt = name ?? (declared !== -1 ? declared : at);
  const said = (description && textOf(tokens, description)) ?? "";
  const marked = declared !== -1 ? describedBefore(tokens, declared) : describedBefore(other, elsewhere);
  return nameAt === undefined || (name === undefined && method === undefined)
    ? undefined
    : textTool(text, tokens, {
        framework: "microsoft-extensions-ai",
        name: typeof nameAt === "number" ? { from: nameAt, to: nameAt + 1 } : nameAt,
        ...(name === undefined ? { nameText: (method ?? "").replace(/Async$/, "") } : {}),
        whole:
          name === undefined && declared !== -1
            ? { from: declared, to: endOf(tokens, declared + 1) }
            : { from: index, to: (tokens.closing.get(open) ?? open) + 1 },
        description: said === "" ? marked : said,
        schema,
      });
}

/** Where a method of the name is declared: behind its type, before its parameters. */
function declaredIn({ list }: Tokens, method: string): number {
  return list.findIndex(
    (token, at) =>
      token.text === method &&
      list[at + 1]?.text === "(" &&
      /^[\w>\]?]+$/.test(list[at - 1]?.text ?? "") &&
      !/^(return|await|new)$/.test(list[at - 1]?.text ?? ""),
  );
}

/** The class that a method is asked of: `QueryTool.Query`, or the type of the field in `_inventory.GetWines`. */
function ownerOf({ list }: Tokens, method: number): string | undefined {
  const before = list[method - 1]?.text === "." ? list[method - 2] : undefined;
  if (before?.kind !== "word" || /^[A-Z]/.test(before.text)) {
    return before?.text;
  }
  const field = list.findIndex(
    (token, at) =>
      token.text === before.text &&
      list[at - 1]?.kind === "word" &&
      /^[A-Z]\w+$/.test(list[at - 1]?.text ?? ""),
  );
  return field === -1 ? undefined : list[field - 1]?.text;
}

/** The text of the `[Description]` among the attributes of a method. */
function describedBefore(tokens: Tokens | undefined, method: number): string {
  if (tokens === undefined || method === -1) {
    return "";
  }
  const { list, closing } = tokens;
  const start = list.findLastIndex((token, at) => at < method && /^[;{}]$/.test(token.text)) + 1;
  const found: Attribute[] = [];
  for (let at = start; at < method; at++) {
    if (list[at]?.text === "[" && closing.has(at)) {
      found.push(...attributesAt(tokens, at).attributes);
    }
  }
  return described(tokens, found);
}
