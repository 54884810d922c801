import type { JsonObject } from "../../ots/json.ts";
import { type InputSchema, inputSchemaOf } from "../input-schema.ts";
import { partsIn, type Stretch, type Tokens } from "./tokens.ts";

const types: Readonly<Record<string, JsonObject>> = {
  string: { type: "string" },
  bool: { type: "boolean" },
  float32: { type: "number" },
  float64: { type: "number" },
  any: {},
};
const integers = /^u?int(?:8|16|32|64)?$/;

/**
 * The schema the official SDK infers in `mcp.AddTool(server, &mcp.Tool{…}, handler)` from the struct that the handler takes
 * as its last parameter. Undefined when handler or struct are not in the file.
 */
export function goHandlerSchema(tokens: Tokens, tool: number): InputSchema | undefined {
  const { list, closing } = tokens;
  const after = (closing.get(tool + 1) ?? tool) + 1;
  if (list[after]?.text !== ",") {
    return undefined;
  }
  let handler = after + 1;
  while (list[handler + 1]?.text === "." && list[handler + 2]?.kind === "word") {
    handler += 2;
  }
  const at =
    list[handler]?.text === "func"
      ? handler
      : list.findIndex((token, index) => token.text === list[handler]?.text && isDeclared(tokens, index));
  const open = at + 1;
  if (at === -1 || list[open]?.text !== "(") {
    return undefined;
  }
  const last = partsIn(tokens, open).at(-1);
  const type = last && list.slice(last.from, last.to).findLast((token) => token.kind === "word")?.text;
  return type === undefined ? undefined : structSchema(tokens, type);
}

/** `func name(` or the method `func (s *Server) name(`. */
function isDeclared({ list, closing }: Tokens, index: number): boolean {
  if (list[index + 1]?.text !== "(" || list[index - 1]?.text === ".") {
    return false;
  }
  if (list[index - 1]?.text === "func") {
    return true;
  }
  const receiver = list.slice(Math.max(0, index - 8), index).findLastIndex((token) => token.text === "func");
  const func = receiver === -1 ? -1 : Math.max(0, index - 8) + receiver;
  return func !== -1 && closing.get(func + 1) === index - 1;
}

function structSchema(tokens: Tokens, name: string): InputSchema | undefined {
  const { list } = tokens;
  const start = list.findIndex(
    (token, index) =>
      token.text === "type" && list[index + 1]?.text === name && list[index + 2]?.text === "struct",
  );
  const end = start === -1 ? undefined : tokens.closing.get(start + 3);
  if (end === undefined) {
    return undefined;
  }
  const properties: [string, JsonObject][] = [];
  const required: string[] = [];
  const reasons = new Set<string>();
  for (const field of fieldsIn(tokens, { from: start + 4, to: end })) {
    const json = /json:"([^"]*)"/.exec(field.tag)?.[1]?.split(",") ?? [];
    const key = json[0] === undefined || json[0] === "" ? field.name : json[0];
    if (key === "-") {
      continue;
    }
    const schema = typeSchema(field.type, reasons);
    const described = /jsonschema:"([^"]*)"/.exec(field.tag)?.[1];
    const description = described
      ?.split(",")
      .find((part) => !/^(required|enum=)/.test(part))
      ?.replace(/^description=/, "");
    properties.push([key, description === undefined ? schema : { ...schema, description }]);
    const isOptional = json.includes("omitempty") || json.includes("omitzero") || field.type.startsWith("*");
    required.push(...(isOptional ? [] : [key]));
  }
  return inputSchemaOf({ type: "object", properties: Object.fromEntries(properties), required }, [
    ...reasons,
  ]);
}

interface Field {
  name: string;
  type: string;
  tag: string;
}

/** Fields end with their tag, or where the next exported name begins. */
function fieldsIn({ list }: Tokens, { from, to }: Stretch): Field[] {
  const fields: Field[] = [];
  let current: Field | undefined;
  for (const token of list.slice(from, to)) {
    if (token.kind === "string" && current !== undefined) {
      fields.push({ ...current, tag: token.value });
      current = undefined;
    } else if (current === undefined) {
      current = token.kind === "word" ? { name: token.text, type: "", tag: "" } : undefined;
    } else {
      current.type += token.text;
    }
  }
  return fields;
}

function typeSchema(type: string, reasons: Set<string>): JsonObject {
  const bare = type.replace(/^\*/, "");
  if (bare.startsWith("[]")) {
    return { type: "array", items: typeSchema(bare.slice(2), reasons) };
  }
  if (bare.startsWith("map[string]")) {
    return { type: "object" };
  }
  const known = integers.test(bare) ? { type: "integer" } : types[bare];
  if (known === undefined) {
    reasons.add(`the type \`${bare}\` is not read`);
  }
  return known ?? {};
}
