import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { CodeFormat } from "../format.ts";
import { isFunction, isImported, methodParts, scriptCalls } from "../script/calls.ts";
import { type ConfigShape, configTool } from "../script/config-tool.ts";
import { receiverOf } from "../script/receivers.ts";

/** A framework whose tools are one object given to a function or method. */
interface FactoryFramework extends Omit<ConfigShape, "framework"> {
  id: string;
  hint: string;
  modules: RegExp;
  /** Functions and classes of the module. */
  functions?: readonly string[];
  /** Methods of objects the module's classes or functions make. */
  methods?: readonly string[];
}

const frameworks: readonly FactoryFramework[] = [
  {
    id: "fastmcp-typescript",
    hint: "fastmcp",
    modules: /^(@[\w-]+\/)?(\w+-)?fastmcp(\/|$)/,
    methods: ["addTool"],
    schemaKeys: ["parameters"],
  },
  {
    id: "llamaindex-js",
    hint: "llamaindex",
    modules: /^(llamaindex|@llamaindex\/\w+)(\/|$)/,
    functions: ["tool", "FunctionTool", "FunctionTool.from"],
    schemaKeys: ["parameters"],
  },
  {
    id: "genkit",
    hint: "genkit",
    modules: /^(genkit|@genkit-ai\/[\w-]+)(\/|$)/,
    functions: ["defineTool"],
    methods: ["defineTool"],
    schemaKeys: ["inputSchema", "inputJsonSchema"],
  },
  {
    id: "strands-agents-js",
    hint: "@strands-agents/",
    modules: /^@strands-agents\//,
    functions: ["tool"],
    schemaKeys: ["inputSchema"],
  },
  {
    id: "anthropic-js",
    hint: "@anthropic-ai/sdk",
    modules: /^@anthropic-ai\/sdk(\/|$)/,
    functions: ["betaZodTool", "betaTool"],
    schemaKeys: ["inputSchema"],
  },
  {
    id: "openai-js",
    hint: "openai/helpers/zod",
    modules: /^openai\/helpers\/zod/,
    functions: ["zodFunction", "zodResponsesFunction"],
    schemaKeys: ["parameters"],
  },
  {
    id: "voltagent",
    hint: "@voltagent/",
    modules: /^@voltagent\//,
    functions: ["createTool"],
    schemaKeys: ["parameters"],
    approvalKeys: ["needsApproval"],
  },
  {
    id: "inngest-agent-kit",
    hint: "@inngest/agent-kit",
    modules: /^@inngest\/agent-kit/,
    functions: ["createTool"],
    schemaKeys: ["parameters"],
  },
];

/** The function that runs the tool, where it is given beside the object. */
function functionIn(document: CodeDocument, list: readonly Node[]): Node | undefined {
  return list.find((argument) => isFunction(document, argument));
}

/** One format per framework of the table. */
export const scriptFactoryFormats: readonly CodeFormat[] = frameworks.map(
  ({ id, hint, modules, functions = [], methods = [], ...shape }) => ({
    kind: "code",
    id,
    languages: ["typescript", "tsx", "javascript"],
    hints: [hint],
    find: (document) =>
      scriptCalls(document).flatMap(({ node, callee, arguments: list }) => {
        // Some take the function first, some the object.
        const config = list.find((node) => document.values.members(node) !== undefined);
        const parts = methodParts(document, callee);
        const isMethod =
          parts !== undefined &&
          methods.includes(parts.method) &&
          receiverOf(document, parts.receiver).origins.some((origin) => modules.test(origin.module));
        return config !== undefined && (isMethod || isImported(document, callee, modules, functions))
          ? (configTool(document, {
              framework: id,
              node,
              config,
              handler: functionIn(document, list),
              ...shape,
            }) ?? [])
          : [];
      }),
  }),
);
