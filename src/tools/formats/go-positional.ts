import type { JsonObject } from "../../ots/json.ts";
import type { ToolAnnotations } from "../../ots/tool.ts";
import type { FoundTool, TextFormat } from "../format.ts";
import { type InputSchema, inputSchemaOf, unknownArguments } from "../input-schema.ts";
import { calledIn, optionParameter, withOption } from "../text/go-options.ts";
import { createGoPackages, type GoPackages } from "../text/go-packages.ts";
import { goFunctionSchema } from "../text/go-structs.ts";
import { heldIn } from "../text/go-values.ts";
import { textTool } from "../text/text-tool.ts";
import { partsIn, type Stretch } from "../text/tokens.ts";

const framework = "tool-objects";
const makers = /^(?:Must|New|Make|Create|Add|Register|Define)\w*Tool$|^MustTool$/;
const toolName = /^[A-Za-z][\w.-]{1,63}$/;
const aboutModels = /mcp|llm|agent|openai|anthropic|genai|gemini|claude/i;

/**
 * Tools that a Go program makes with a function of its own: `NewTool("list_orders", "Lists the orders", parameters, handler)`. The
 * name and a text stand side by side; the arguments are a list of options such as `WithString("id")`, or the struct that the
 * handler takes.
 */
export const goPositionalFormat: TextFormat = {
  kind: "text",
  id: "go-positional",
  files: /\.go$/i,
  hints: [/Tool\(\s*(?:\w+,\s*)?(?:"|\w+,\s*")/],
  find(text, nearby) {
    if (!aboutModels.test(text)) {
      return [];
    }
    const go = createGoPackages(text, nearby);
    return go.file.tokens.list.flatMap(({ kind, text: word }, index) => {
      const isCall = kind === "word" && go.file.tokens.list[index + 1]?.text === "(" && makers.test(word);
      return isCall && go.file.tokens.list[index - 1]?.text !== "func" ? (made(go, index) ?? []) : [];
    });
  },
};

function made(go: GoPackages, index: number): FoundTool | undefined {
  const { tokens, text } = go.file;
  const parts = partsIn(tokens, index + 1);
  const at = parts.slice(0, 2).findIndex((part) => toolName.test(go.text(part) ?? ""));
  const name = parts[at];
  const description = parts[at + 1] && go.text(parts[at + 1] ?? { from: 0, to: 0 });
  const others = parts.slice(at + 2);
  if (at === -1 || name === undefined || !description?.includes(" ") || others.length === 0) {
    return undefined;
  }
  const isMember = tokens.list[index - 1]?.text === ".";
  return textTool(text, tokens, {
    framework,
    name,
    nameText: go.text(name),
    whole: { from: isMember ? index - 2 : index, to: (tokens.closing.get(index + 1) ?? index) + 1 },
    description,
    schema:
      listedSchema(go, others) ??
      handlerSchema(go, others) ??
      unknownArguments("the schema is not a literal"),
    annotations: others.reduce<ToolAnnotations | undefined>(
      (known, part) => (/Annotation$/.test(calledIn(go, part)) ? withOption(go, part, known) : known),
      undefined,
    ),
  });
}

/** The parameters of `[]Parameter{WithString("id", …)}`, written in the call or held by a variable of the function. */
function listedSchema(go: GoPackages, parts: readonly Stretch[]): InputSchema | undefined {
  const { tokens } = go.file;
  for (const part of parts) {
    const list = part.to - part.from === 1 ? heldIn(tokens, part.from) : part;
    const open =
      list === undefined || tokens.list[list.from]?.text !== "["
        ? -1
        : tokens.list.findIndex((token, at) => at >= list.from && at < list.to && token.text === "{");
    const given = open === -1 ? [] : partsIn(tokens, open).map((item) => optionParameter(go, item));
    const known = given.filter((one) => one?.name !== undefined).filter((one) => one !== undefined);
    if (known.length > 0) {
      const properties: [string, JsonObject][] = known.map(({ name = "", schema }) => [name, schema]);
      const required = known.flatMap(({ name, isRequired }) => (isRequired && name ? [name] : []));
      return inputSchemaOf(
        { type: "object", properties: Object.fromEntries(properties), required },
        known.length < given.length ? ["a parameter is not read"] : [],
      );
    }
  }
  return undefined;
}

function handlerSchema(go: GoPackages, parts: readonly Stretch[]): InputSchema | undefined {
  return parts.map(({ from }) => goFunctionSchema(go, from)).find((schema) => schema !== undefined);
}
