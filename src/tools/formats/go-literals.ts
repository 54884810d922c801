import type { FoundTool, TextFormat } from "../format.ts";
import { inputSchemaOf, unknownArguments } from "../input-schema.ts";
import { goLiterals } from "../text/go-literals.ts";
import { goText, goValue } from "../text/go-values.ts";
import { textTool } from "../text/text-tool.ts";
import { type Stretch, type Tokens, textOf, tokensOf } from "../text/tokens.ts";

/** A struct of a library for models that holds one tool. */
interface GoStruct {
  framework: string;
  /** As the file writes it: the package and the struct. */
  types: readonly string[];
  schema: string;
}

const structs: readonly GoStruct[] = [
  { framework: "gemini-literals", types: ["genai.FunctionDeclaration"], schema: "Parameters" },
  {
    framework: "openai-literals",
    types: [
      "openai.FunctionDefinition",
      "openai.FunctionDefinitionParam",
      "shared.FunctionDefinitionParam",
      "responses.FunctionToolParam",
      "llms.FunctionDefinition",
    ],
    schema: "Parameters",
  },
  { framework: "anthropic-literals", types: ["anthropic.ToolParam"], schema: "InputSchema" },
  { framework: "google-adk", types: ["functiontool.Config"], schema: "InputSchema" },
];

/**
 * Tools as Go programs give them to a model: structs of the Gemini, OpenAI, Anthropic and LangChain Go libraries and of the ADK.
 * Read as text: what is neither a literal nor a variable or constant of the file is left out.
 */
export const goLiteralsFormat: TextFormat = {
  kind: "text",
  id: "go-literals",
  files: /\.go$/i,
  hints: structs.flatMap(({ types }) => types),
  find(text) {
    const tokens = tokensOf(text);
    return structs.flatMap((struct) =>
      struct.types.flatMap((type) =>
        goLiterals(tokens, type).flatMap((literal) => tool(text, tokens, struct, literal) ?? []),
      ),
    );
  },
};

function tool(
  text: string,
  tokens: Tokens,
  { framework, schema: key }: GoStruct,
  { members, whole }: ReturnType<typeof goLiterals>[number],
): FoundTool | undefined {
  const name = members.get("Name");
  const given = members.get(key);
  const reasons = new Set<string>();
  const json = given && goValue(tokens, given, reasons);
  const unread =
    framework === "google-adk" ? "the arguments are those of the function" : "the schema is not a literal";
  return (
    name &&
    textTool(text, tokens, {
      framework,
      name,
      nameText: goText(tokens, name),
      whole,
      description: spoken(tokens, members.get("Description")),
      schema: json === undefined ? unknownArguments(unread) : inputSchemaOf(json, [...reasons]),
    })
  );
}

/** A text, or the one inside of a helper: `openai.String("Lists the issues")`. */
function spoken(tokens: Tokens, stretch: Stretch | undefined): string {
  const strings =
    stretch === undefined
      ? []
      : tokens.list.slice(stretch.from, stretch.to).filter(({ kind }) => kind === "string");
  return (stretch && textOf(tokens, stretch)) ?? strings.map(({ value }) => value).join("");
}
