import type { Json, JsonObject } from "../../ots/json.ts";
import type { ToolAnnotations } from "../../ots/tool.ts";
import type { FoundTool, TextFormat } from "../format.ts";
import { type InputSchema, inputSchemaOf, noArguments, unknownArguments } from "../input-schema.ts";
import { annotationHints, annotationsIn, goAnnotations } from "../text/go-annotations.ts";
import { type GoLiteral, goLiterals } from "../text/go-literals.ts";
import { createGoPackages, type GoPackages } from "../text/go-packages.ts";
import { goHandlerSchema } from "../text/go-structs.ts";
import { goValue } from "../text/go-values.ts";
import { textTool } from "../text/text-tool.ts";
import { partsIn, type Stretch, type Tokens } from "../text/tokens.ts";

const framework = "mcp-go";
/** `import sdk "github.com/…/mcp"`. */
const renamed = /\b(\w+)\s+"[\w./-]*(?:go-sdk|mcp-go)\/mcp"/g;

/**
 * MCP servers in Go: `mcp.Tool{Name: …}` of the official SDK, whose arguments are a schema or the struct its handler takes,
 * and `mcp.NewTool("…", mcp.WithString(…))` of mark3labs. Read as text: names that are neither literals nor
 * constants of the module, and schemas that are no literals, are left out.
 */
export const mcpGoFormat: TextFormat = {
  kind: "text",
  id: framework,
  files: /\.go$/i,
  hints: ["mcp.Tool{", "mcp.NewTool(", 'go-sdk/mcp"', 'mcp-go/mcp"'],
  find(text, nearby) {
    const go = createGoPackages(text, nearby);
    const { tokens } = go.file;
    const packages = new Set(["mcp", ...[...text.matchAll(renamed)].map(([, alias = ""]) => alias)]);
    return tokens.list.flatMap((token, index) => {
      const isOfMcp =
        tokens.list[index - 1]?.text === "." && packages.has(tokens.list[index - 2]?.text ?? "");
      const next = tokens.list[index + 1]?.text;
      if (!isOfMcp || token.kind !== "word") {
        return [];
      }
      return token.text === "Tool" && next === "{"
        ? goLiterals(tokens, `${tokens.list[index - 2]?.text}.Tool`, index - 2).flatMap(
            (found) => literal(go, index, found) ?? [],
          )
        : token.text === "NewTool" && next === "("
          ? (built(go, index) ?? [])
          : [];
    });
  },
};

function literal(go: GoPackages, index: number, { members, whole }: GoLiteral): FoundTool | undefined {
  const { text, tokens } = go.file;
  const name = members.get("Name");
  const given = members.get("InputSchema") ?? members.get("RawInputSchema");
  const reasons = new Set<string>();
  const json = given && goValue(tokens, given, reasons);
  const schema =
    given === undefined
      ? (goHandlerSchema(go, index) ??
        unknownArguments("no schema is stated, and the handler is not of this project"))
      : json === undefined
        ? unknownArguments("the schema is not a literal")
        : inputSchemaOf(json, [...reasons]);
  return (
    name &&
    textTool(text, tokens, {
      framework,
      name,
      nameText: go.text(name),
      whole,
      description: lastText(go, members.get("Description")),
      schema,
      annotations: goAnnotations(go, members.get("Annotations")),
    })
  );
}

/** A plain text, or the last one in a call that translates: `t("KEY", "Lists the issues")`. */
function lastText({ file: { tokens }, text }: GoPackages, stretch: Stretch | undefined): string {
  if (stretch === undefined) {
    return "";
  }
  const plain = text(stretch);
  const strings = tokens.list.slice(stretch.from, stretch.to).filter(({ kind }) => kind === "string");
  return plain ?? strings.at(-1)?.value ?? "";
}

const types: Readonly<Record<string, string>> = {
  WithString: "string",
  WithNumber: "number",
  WithInteger: "integer",
  WithBoolean: "boolean",
  WithArray: "array",
  WithObject: "object",
};

function built(go: GoPackages, index: number): FoundTool | undefined {
  const { text, tokens } = go.file;
  const [name, ...options] = partsIn(tokens, index + 1);
  const properties: [string, JsonObject][] = [];
  const required: string[] = [];
  const reasons: string[] = [];
  let description = "";
  let annotations: ToolAnnotations | undefined;
  for (const option of options) {
    const open = callIn(tokens, option);
    const called = tokens.list[(open ?? 0) - 1]?.text ?? "";
    const [first, ...rest] = open === undefined ? [] : partsIn(tokens, open);
    const type = types[called];
    if (called === "WithDescription") {
      description = lastText(go, first);
    } else if (type !== undefined && first !== undefined) {
      const key = go.text(first);
      if (key === undefined) {
        reasons.push("the name of a parameter is not a literal");
        continue;
      }
      const { schema, isRequired } = parameter(go, type, rest);
      properties.push([key, schema]);
      required.push(...(isRequired ? [key] : []));
    } else if (/Annotation$/.test(called)) {
      const value = tokens.list
        .slice(option.from, option.to)
        .find(({ text: word }) => /^(true|false)$/.test(word));
      const hint = annotationHints.find(
        (one) => called.toLowerCase() === `with${one}annotation`.toLowerCase(),
      );
      const more = hint && value ? { [hint]: value.text === "true" } : annotationsIn(tokens, option);
      annotations = more === undefined ? annotations : { ...annotations, ...more };
    } else if (called !== "WithTitleAnnotation") {
      reasons.push(`${called || "an option"} is not read`);
    }
  }
  const schema: InputSchema =
    properties.length === 0 && reasons.length === 0
      ? noArguments()
      : inputSchemaOf({ type: "object", properties: Object.fromEntries(properties), required }, reasons);
  const whole = { from: index - 2, to: (tokens.closing.get(index + 1) ?? index) + 1 };
  return (
    name &&
    textTool(text, tokens, {
      framework,
      name,
      nameText: go.text(name),
      whole,
      description,
      schema,
      annotations,
    })
  );
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
