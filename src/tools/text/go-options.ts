import type { Json, JsonObject } from "../../ots/json.ts";
import type { ToolAnnotations } from "../../ots/tool.ts";
import { annotationHints, annotationsIn } from "./go-annotations.ts";
import type { GoPackages } from "./go-packages.ts";
import { partsIn, type Stretch, type Tokens } from "./tokens.ts";

const types: Readonly<Record<string, string>> = {
  WithString: "string",
  WithNumber: "number",
  WithInteger: "integer",
  WithBoolean: "boolean",
  WithArray: "array",
  WithObject: "object",
};

/** The parameter that an option states: `mcp.WithString("id", mcp.Required())`; undefined for options of another kind. */
export function optionParameter(
  go: GoPackages,
  option: Stretch,
): { name: string | undefined; schema: JsonObject; isRequired: boolean } | undefined {
  const type = types[calledIn(go, option)];
  const [first, ...rest] = argumentsIn(go, option);
  return type === undefined || first === undefined
    ? undefined
    : { name: go.text(first), ...parameter(go, type, rest) };
}

/** The function that an option calls, without its package. */
export function calledIn({ file: { tokens } }: GoPackages, option: Stretch): string {
  return tokens.list[(callIn(tokens, option) ?? 0) - 1]?.text ?? "";
}

/** What an option is given. */
export function argumentsIn({ file: { tokens } }: GoPackages, option: Stretch): Stretch[] {
  const open = callIn(tokens, option);
  return open === undefined ? [] : partsIn(tokens, open);
}

/** The annotations with what one more option says: `mcp.WithReadOnlyHintAnnotation(true)`. */
export function withOption(
  go: GoPackages,
  option: Stretch,
  annotations: ToolAnnotations | undefined,
): ToolAnnotations | undefined {
  const { tokens } = go.file;
  const called = calledIn(go, option).toLowerCase();
  const value = tokens.list
    .slice(option.from, option.to)
    .find(({ text: word }) => /^(true|false)$/.test(word));
  const hint = annotationHints.find((one) => called === `with${one}annotation`.toLowerCase());
  const more = hint && value ? { [hint]: value.text === "true" } : annotationsIn(tokens, option);
  return more === undefined ? annotations : { ...annotations, ...more };
}

/** A plain text, or the last one in a call that translates: `t("KEY", "Lists the issues")`. */
export function lastText({ file: { tokens }, text }: GoPackages, stretch: Stretch | undefined): string {
  if (stretch === undefined) {
    return "";
  }
  const plain = text(stretch);
  const strings = tokens.list.slice(stretch.from, stretch.to).filter(({ kind }) => kind === "string");
  return plain ?? strings.at(-1)?.value ?? "";
}

/** The opening bracket of the call that a stretch is: `mcp.WithString(`. */
function callIn(tokens: Tokens, { from, to }: Stretch): number | undefined {
  const open = tokens.list.findIndex((token, index) => index >= from && index < to && token.text === "(");
  return open === -1 ? undefined : open;
}

function parameter(go: GoPackages, type: string, options: readonly Stretch[]) {
  const { tokens } = go.file;
  const schema: JsonObject = { type };
  let isRequired = false;
  for (const option of options) {
    const open = callIn(tokens, option);
    const called = tokens.list[(open ?? 0) - 1]?.text ?? "";
    const given = open === undefined ? [] : partsIn(tokens, open);
    isRequired ||= called === "Required";
    if (called === "Description") {
      schema.description = lastText(go, given[0]);
    } else if (called === "Enum") {
      const values: Json[] = given.flatMap((part) => go.text(part) ?? []);
      schema.enum = values;
    }
  }
  return { schema, isRequired };
}
