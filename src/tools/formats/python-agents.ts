import type { CodeDocument } from "../../syntax/code-document.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { attributeParts } from "../python/decorated-functions.ts";
import { functionsGiven, type ListedFunctions, listedFunctions } from "../python/listed-functions.ts";
import { importsModule } from "../python/origins.ts";

/** A framework whose agents, or whose calls of a model, take plain functions as tools. */
interface AgentFramework extends Omit<ListedFunctions, "framework"> {
  id: string;
  /** A word that every program names which uses it. */
  hint: string;
  /** Methods that take the list as well, of any object in a program that imports one of the modules. */
  methods?: { names: RegExp; modules: RegExp; keyword: string; position?: number };
}

const chat = (modules: RegExp, names = /^chat$/) => ({ names, modules, keyword: "tools" });

const frameworks: readonly AgentFramework[] = [
  {
    id: "dspy",
    hint: "dspy",
    agents: /^dspy(\.\w+)*\.(ReAct|ReActV2|CodeAct|Avatar)$/,
    keyword: "tools",
    position: 1,
  },
  { id: "swarm", hint: "swarm", agents: /^swarm(\.\w+)*\.Agent$/, keyword: "functions" },
  {
    id: "marvin",
    hint: "marvin",
    agents: /^marvin(\.\w+)*\.(Agent|Task|run|run_async)$/,
    keyword: "tools",
  },
  {
    id: "controlflow",
    hint: "controlflow",
    agents: /^controlflow(\.\w+)*\.(Agent|Task|run|flow)$/,
    keyword: "tools",
  },
  {
    id: "ollama",
    hint: "ollama",
    agents: /^ollama(\.\w+)*\.chat$/,
    keyword: "tools",
    methods: chat(/^ollama(\.|$)/),
  },
  {
    id: "camel",
    hint: "camel",
    agents: /^camel(\.\w+)*\.(ChatAgent|SearchAgent|CriticAgent)$/,
    keyword: "tools",
  },
  {
    id: "agno",
    hint: "agno",
    agents: /^(agno|phi)(\.\w+)*\.(Agent|Team)$/,
    keyword: "tools",
    hiddenNames: ["agent", "team", "run_context", "session_state", "dependencies"],
  },
  {
    id: "microsoft-agent-framework",
    hint: "agent_framework",
    agents: /^agent_framework(\.\w+)*\.(ChatAgent|Agent)$/,
    keyword: "tools",
    methods: chat(/^agent_framework(\.|$)/, /^(create_agent|as_agent)$/),
  },
  { id: "praisonai", hint: "praisonaiagents", agents: /^praisonaiagents(\.\w+)*\.Agent$/, keyword: "tools" },
  { id: "swarms", hint: "swarms", agents: /^swarms(\.\w+)*\.Agent$/, keyword: "tools" },
  {
    id: "vertexai-agents",
    hint: "vertexai",
    agents: /^vertexai(\.\w+)*\.(LangchainAgent|LanggraphAgent|AG2Agent)$/,
    keyword: "tools",
  },
  { id: "mirascope", hint: "mirascope", agents: /^mirascope(\.\w+)*\.call$/, keyword: "tools" },
  { id: "ell", hint: "ell", agents: /^ell(\.\w+)*\.complex$/, keyword: "tools" },
  {
    id: "llm",
    hint: "llm",
    agents: /^llm(\.\w+)*\.Toolbox$/,
    keyword: "tools",
    methods: chat(/^llm$/, /^(prompt|chain|conversation)$/),
  },
  {
    id: "transformers",
    hint: "transformers",
    agents: /^transformers(\.\w+)*\.apply_chat_template$/,
    keyword: "tools",
    methods: chat(/^transformers(\.|$)/, /^apply_chat_template$/),
  },
];

/** One format per framework of the table. */
export const pythonAgentFormats: readonly CodeFormat[] = frameworks.map(
  ({ id, hint, methods, ...listed }) => ({
    kind: "code",
    id: `${id}-agents`,
    languages: ["python"],
    hints: [new RegExp(`\\b${hint}\\b`)],
    needs: [/\b(?:tools|functions)\b/],
    find: (document) => [
      ...listedFunctions(document, { framework: id, ...listed }),
      ...(methods === undefined ? [] : byMethods(document, { ...listed, framework: id, ...methods })),
    ],
  }),
);

/** Functions given to a method by its name: `client.chat(model, tools=[search])`. */
function byMethods(
  document: CodeDocument,
  { names, modules, ...listed }: Omit<ListedFunctions, "agents"> & { names: RegExp; modules: RegExp },
): FoundTool[] {
  if (!importsModule(document, modules)) {
    return [];
  }
  return document.nodes("call").flatMap((call) => {
    const parts = attributeParts(document, calleeOf(call));
    return parts !== undefined && names.test(parts.attribute) ? functionsGiven(document, call, listed) : [];
  });
}
