import { isJsonObject, type Json } from "../../ots/json.ts";
import type { FoundTool, TextFormat } from "../format.ts";
import { inputSchemaOf, unknownArguments } from "../input-schema.ts";
import { goAnnotations } from "../text/go-annotations.ts";
import { goLiterals } from "../text/go-literals.ts";
import { createGoPackages, type GoPackages } from "../text/go-packages.ts";
import { goMembers, goValue } from "../text/go-values.ts";
import { textTool } from "../text/text-tool.ts";
import type { Stretch } from "../text/tokens.ts";

/** A struct of a library for models that holds one tool. */
interface GoStruct {
  framework: string;
  /** As the file writes it: the package and the struct. */
  types: readonly string[];
  schema: string;
}

const ownStruct =
  /^(?!\w*(?:Call|Result|Choice|Response|Request|Message|Error|Event))\w*(?:Tool|Function)\w*$/;

/** Packages whose structs are known, and read as theirs. */
const others = new Set([
  "mcp",
  "genai",
  "openai",
  "shared",
  "responses",
  "llms",
  "anthropic",
  "functiontool",
]);

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
 * Read as text: what is neither a literal, a variable of the file nor a constant of the module is left out.
 */
export const goLiteralsFormat: TextFormat = {
  kind: "text",
  id: "go-literals",
  files: /\.go$/i,
  hints: [...structs.flatMap(({ types }) => types), /\b\w*(?:Tool|Function)\w*\{\s*Name:/],
  find(text, nearby) {
    const go = createGoPackages(text, nearby);
    return [...known(go), ...own(go)];
  },
};

function known(go: GoPackages): FoundTool[] {
  return structs.flatMap((struct) =>
    struct.types.flatMap((type) =>
      goLiterals(go.file.tokens, type).flatMap((literal) => tool(go, struct, literal) ?? []),
    ),
  );
}

/**
 * A struct of the program's own that is called after tools, `Tool{…}` or `api.Tool{…}`, with a name, a description and a schema
 * that can be read.
 */
function own(go: GoPackages): FoundTool[] {
  const { tokens } = go.file;
  return tokens.list.flatMap((token, index) => {
    const close = tokens.closing.get(index + 1);
    const isLiteral = ownStruct.test(token.text) && tokens.list[index + 1]?.text === "{";
    const isMember = tokens.list[index - 1]?.text === ".";
    const from = isMember ? index - 2 : index;
    const isOthers = isMember && others.has(tokens.list[from]?.text ?? "");
    if (!isLiteral || isOthers || close === undefined) {
      return [];
    }
    const members = goMembers(tokens, index + 1);
    const schema = ["Parameters", "InputSchema", "Schema"].find((key) => members.has(key));
    const isWhole = members.has("Name") && members.has("Description") && schema !== undefined;
    const struct = { framework: "tool-objects", types: [], schema: schema ?? "" };
    const found = isWhole ? tool(go, struct, { members, whole: { from, to: close + 1 } }) : undefined;
    return found === undefined || found.schemaCompleteness.level === "none" ? [] : [found];
  });
}

function tool(
  go: GoPackages,
  { framework, schema: key }: GoStruct,
  { members, whole }: ReturnType<typeof goLiterals>[number],
): FoundTool | undefined {
  const { text, tokens } = go.file;
  const name = members.get("Name");
  const given = members.get(key);
  const reasons = new Set<string>();
  const json = given && parsed(goValue(tokens, given, reasons));
  const unread =
    framework === "google-adk" ? "the arguments are those of the function" : "the schema is not a literal";
  return (
    name &&
    textTool(text, tokens, {
      framework,
      name,
      nameText: go.text(name),
      whole,
      description: spoken(go, members.get("Description")),
      schema: json === undefined ? unknownArguments(unread) : inputSchemaOf(json, [...reasons]),
      annotations: goAnnotations(go, members.get("Annotations")),
    })
  );
}

/** `json.RawMessage(`{"type": "object"}`)` is a schema as well. */
function parsed(json: Json | undefined): Json | undefined {
  if (typeof json !== "string") {
    return json;
  }
  try {
    const value: Json = JSON.parse(json);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A text, or the one inside of a helper: `openai.String("Lists the issues")`. */
function spoken({ file: { tokens }, text }: GoPackages, stretch: Stretch | undefined): string {
  const strings =
    stretch === undefined
      ? []
      : tokens.list.slice(stretch.from, stretch.to).filter(({ kind }) => kind === "string");
  return (stretch && text(stretch)) ?? strings.map(({ value }) => value).join("");
}
