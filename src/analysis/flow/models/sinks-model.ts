import type { CallView, GivenArgument, SinkUse } from "../engine.ts";
import type { Expression } from "../ir.ts";
import type { Value } from "../value.ts";
import { argument, isTrue, type Sink, use } from "./sink.ts";

const named =
  (kind: SinkUse["kind"], ...names: readonly string[]) =>
  (call: CallView, path: string) =>
    names.map((name) => use(kind, path, call.keyword(name), name));

/** What an agent is told to be and to do. */
const agentInstructions = named(
  "instructions",
  "instructions",
  "system_prompt",
  "systemPrompt",
  "instruction",
  "global_instruction",
  "system",
  "prompt",
  "system_message",
  "backstory",
  "goal",
);

/** Objects that know a conversation, a person or documents for longer than one run. */
const stores =
  /(vector_?store|vectorStore|collection|memory|mem0|Memory\w*\(\)|Chroma\w*(\(\))?|FAISS|Pinecone|Qdrant\w*|weaviate|pgvector|store|index)(\(\)|\.\w+)*\.(add|add_texts|add_documents|addDocuments|addTexts|upsert|put|from_texts|from_documents|insert|add_memory)$/i;

/** Calls that hand something to a model, keep it for it, start servers for it or show what it says. */
export const modelSinks: readonly Sink[] = [
  {
    callee:
      /(messages\.(create|stream)|(generateText|streamText|generateObject|streamObject)|(genkit\(\)|^\?ai)\.(generate|generateStream)|responses\.(create|parse)|generate_content)$/,
    uses: named("instructions", "system", "instructions", "system_instruction"),
  },
  {
    callee:
      /^((agents|@openai\/agents(-core)?|pydantic_ai|google\.adk(\.\w+)*|ai|crewai|langchain\.agents|langgraph\.prebuilt|@mastra\/core(\/agent)?|llama_index(\.\w+)*|autogen_agentchat(\.\w+)*|agno(\.\w+)*|claude_agent_sdk|@anthropic-ai\/claude-agent-sdk|strands|mcp\.server(\.\w+)*|fastmcp)\.)?(Agent|Experimental_Agent|LlmAgent|ToolLoopAgent|create_agent|create_react_agent|FunctionAgent|ReActAgent|AssistantAgent|ClaudeAgentOptions|FastMCP|MCPServer|createAgent|createReactAgent)$/,
    uses: agentInstructions,
  },
  { callee: /^(claude_agent_sdk|@anthropic-ai\/claude-agent-sdk)\.query$/, uses: agentInstructions },
  {
    callee:
      /(^|\.)(tool|registerTool|add_tool|addTool|StructuredTool\.from_function|Tool|FunctionTool|dynamicTool|createTool|DynamicTool|DynamicStructuredTool|from_defaults)$/,
    uses: named("description", "description"),
  },
  { callee: /^crewai\.Task$/, uses: named("instructions", "description") },
  {
    callee:
      /(^|\.)(SystemMessage|SystemMessagePromptTemplate\.from_template|SystemChatMessage)$|\.add_system_message$/,
    uses: (call, path) => [use("instructions", path, argument(call, 0, "content"), "system message")],
  },
  {
    callee:
      /(^|\.)((Chat)?PromptTemplate|PipelinePromptTemplate|FewShotPromptTemplate|HumanMessagePromptTemplate|RichPromptTemplate)(\.(from_template|from_messages|fromTemplate|fromMessages))?$|(^|\.)(load_prompt|load_prompt_from_config)$|langchain\w*\.hub\.pull$|^langchain\/hub\.pull$/,
    uses: (call, path) => [use("prompt-template", path, argument(call, 0, "template"))],
  },
  {
    callee:
      /(^|\.)(StdioServerParameters|StdioServerParams|StdioConnectionParams|StdioClientTransport|Experimental_StdioMCPTransport|StdioMCPTransport|MCPServerStdio|BasicMCPClient|MultiServerMCPClient|MCPClient|MCPStdioTool)$|^fastmcp\.Client$/,
    uses: (call, path) => [
      ...named(
        "launch",
        "command",
        "args",
        "params",
        "server_params",
        "fullCommand",
        "servers",
        "env",
      )(call, path),
      /Client$/.test(path) ? use("launch", path, call.positional(0)) : undefined,
    ],
  },
  {
    callee:
      /^(\$print|logging\.(\w+\(\)\.)?(debug|info|warning|error|exception|critical)|\?(\w+\.)*_?(logger|log)\.(debug|info|warning|warn|error|exception|critical|trace)|\$console\.(log|info|warn|error|debug)|(pino|winston|loguru|structlog)\S*\.(info|warn|warning|error|debug))$|^logging\.getLogger\(\)\.\w+$/,
    uses: (call, path) =>
      /\.debug$|trace$/.test(path)
        ? []
        : call.args.map((one) =>
            use("log", path, one, call.keyword("file") === undefined ? undefined : "another stream"),
          ),
  },
  {
    callee: stores,
    uses: (call, path) =>
      call.keyword("metadata") !== undefined || call.keyword("metadatas") !== undefined
        ? []
        : call.args.map((one) => use("memory", path, one, isShared(call) ? shared : undefined)),
  },
  {
    callee:
      /^streamlit\.(markdown|write|html)$|^gradio\.HTML$|^(markupsafe\.)?Markup$|mark_safe$|HTMLResponse$|^IPython\.display\.HTML$/,
    uses: (call, path) =>
      /markdown|write/.test(path) && !isTrue(call.keyword("unsafe_allow_html")?.value)
        ? []
        : [use("html", path, argument(call, 0, "content", "value", "body"))],
  },
  {
    callee: /\.(write|writelines)$/,
    uses: (call, path) => kept(call, path, call.receiver?.fields?.get("name"), undefined),
  },
  {
    callee: /\.(write_text|appendFile|appendFileSync|writeFile|writeFileSync|writeTextFile)$|^\$Bun\.write$/,
    uses: (call, path) =>
      /write_text$/.test(path)
        ? kept(call, path, call.receiver, call.receiverAt)
        : kept(call, path, call.positional(0)?.value, call.positional(0)?.at, call.positional(1)),
  },
  {
    callee: /^vscode\.MarkdownString$/,
    uses: (call, path) => [use("html", path, call.positional(0), "markdown")],
  },
  {
    // What begins with a tag is a page, whatever its headers are called.
    callee: /(\?res|\?reply|\?response|\?c|\?ctx)\.(send|html)$|^\$Response$/,
    uses: (call, path) =>
      call.positional(0)?.value.taints.some(({ lead }) => lead.includes("<")) === true
        ? [use("html", path, call.positional(0))]
        : [],
  },
  {
    callee: /\.(insertAdjacentHTML)$|^\$document\.(write|writeln)$|\$sce\.trustAsHtml$/,
    uses: (call, path) => [use("html", path, call.args.at(-1))],
  },
  {
    callee: /^\$jsx:/,
    uses: (call, path) => {
      const html = call.keyword("dangerouslySetInnerHTML");
      const inner = html?.value.fields?.get("__html");
      const entry =
        html?.at.kind === "object" ? html.at.entries.find(({ key }) => key === "__html") : undefined;
      return html === undefined
        ? []
        : [
            use(
              "html",
              path.replace("jsx:", ""),
              inner === undefined ? html : { isSpread: false, value: inner, at: entry?.value ?? html.at },
              "dangerouslySetInnerHTML",
            ),
          ];
    },
  },
  {
    callee: /^\$getattr$/,
    uses: (call, path) => [isModule(call) ? use("dispatch", path, call.positional(1), "module") : undefined],
  },
  { callee: /^\$setattr$/, uses: (call, path) => [use("dispatch", path, call.positional(1), "attribute")] },
  {
    callee: /\.__dict__\.update$|^\$vars\(\)\.update$/,
    uses: (call, path) => [use("dispatch", path, asKeys(call.positional(0)), "attribute")],
  },
  {
    callee: /^\$Object\.assign$/,
    uses: (call, path) =>
      call.positional(0)?.at.kind === "object"
        ? []
        : call.args.slice(1).map((one) => use("dispatch", path, asKeys(one), "attribute")),
  },
];

/** What is said of a store that all users of a program read. */
export const shared = "a namespace all users share";

/** `store.put(("memories",), key, value)`: no part of the namespace tells whose it is. */
function isShared(call: CallView): boolean {
  const [namespace] = call.args;
  const parts = namespace?.value.items ?? [];
  return (
    /\.put$/.test(call.paths[0] ?? "") && parts.length > 0 && parts.every(({ text }) => text !== undefined)
  );
}

/** Whoever gives a whole object gives its keys; of one that is written out here the program does. */
function asKeys(given: GivenArgument | undefined): GivenArgument | undefined {
  return given === undefined
    ? undefined
    : { ...given, value: { taints: given.value.taints, references: [] } };
}

/** Files that agents read as orders at the start of every conversation. */
const instructionFile =
  /(^|[\\/])((CLAUDE|AGENTS|GEMINI|MEMORY|SKILL|SOUL)(\.local)?\.md|copilot-instructions\.md|\.(cursor|windsurf|cline)rules)$/i;

/** Text that is written into such a file. */
function kept(
  call: CallView,
  path: string,
  file: Value | undefined,
  at: Expression | undefined,
  text: GivenArgument | undefined = call.positional(0),
): (SinkUse | undefined)[] {
  const name = file?.text ?? lastText(at);
  const isOrder = name !== undefined && instructionFile.test(name);
  return [isOrder ? use("memory", path, text, name) : undefined, use("content", path, text)];
}

/** What a path that is put together ends with: `path.join(root, "AGENTS.md")`, `root / "AGENTS.md"`. */
function lastText(at: Expression | string | undefined): string | undefined {
  if (at === undefined || typeof at === "string") {
    return at;
  }
  switch (at.kind) {
    case "text":
      return at.text;
    case "call":
      return lastText(at.args.at(-1)?.value);
    case "binary":
      return lastText(at.right);
    case "template":
      return lastText(at.parts.at(-1) === "" ? undefined : at.parts.at(-1));
    default:
      return undefined;
  }
}

/** `getattr(module, name)` and `getattr(self, name)` reach whatever the object has. */
function isModule(call: CallView): boolean {
  const target = call.positional(0);
  const isSelf = target?.at.kind === "name" && /^(self|cls)$/.test(target.at.name);
  const path = target?.value.references.find((one) => one.kind === "path");
  return (
    isSelf ||
    (path?.kind === "path" && (!/^[?]|\(\)/.test(path.path) || path.path === "importlib.import_module()"))
  );
}
