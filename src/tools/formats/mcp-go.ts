import type { JsonObject } from "../../ots/json.ts";
import type { ToolAnnotations } from "../../ots/tool.ts";
import type { FoundTool, TextFormat } from "../format.ts";
import { type InputSchema, inputSchemaOf, noArguments, unknownArguments } from "../input-schema.ts";
import { goAnnotations } from "../text/go-annotations.ts";
import { type GoLiteral, goLiterals } from "../text/go-literals.ts";
import { argumentsIn, calledIn, lastText, optionParameter, withOption } from "../text/go-options.ts";
import { createGoPackages, type GoPackages } from "../text/go-packages.ts";
import { goHandlerSchema } from "../text/go-structs.ts";
import { goValue } from "../text/go-values.ts";
import { textTool } from "../text/text-tool.ts";
import { partsIn } from "../text/tokens.ts";

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

function built(go: GoPackages, index: number): FoundTool | undefined {
  const { text, tokens } = go.file;
  const [name, ...options] = partsIn(tokens, index + 1);
  const properties: [string, JsonObject][] = [];
  const required: string[] = [];
  const reasons: string[] = [];
  let description = "";
  let annotations: ToolAnnotations | undefined;
  for (const option of options) {
    const called = calledIn(go, option);
    const given = optionParameter(go, option);
    if (called === "WithDescription") {
      description = lastText(go, argumentsIn(go, option)[0]);
    } else if (given !== undefined) {
      if (given.name === undefined) {
        reasons.push("the name of a parameter is not a literal");
        continue;
      }
      properties.push([given.name, given.schema]);
      required.push(...(given.isRequired ? [given.name] : []));
    } else if (/Annotation$/.test(called)) {
      annotations = withOption(go, option, annotations);
    } else {
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
