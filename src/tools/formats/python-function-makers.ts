import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import type { CodeFormat } from "../format.ts";
import { callTool } from "../python/call-tool.ts";
import { attributeParts } from "../python/decorated-functions.ts";
import { functionOf } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { comesFrom, importsModule } from "../python/origins.ts";
import type { SignatureOptions } from "../python/signature.ts";
import { argumentsThrough } from "../python/wrappers.ts";

/** A framework in which a call makes a tool of a function: `FunctionTool(search)`, `toolkit.register(search)`. */
interface MakerFramework extends SignatureOptions {
  id: string;
  /** A word that every program names which uses it. */
  hint: string;
  needs: RegExp;
  /** What makes it, by the dotted name it is imported under. */
  maker: RegExp;
  /** A method that does so as well, in a program that imports one of the modules. */
  method?: { name: RegExp; modules: RegExp };
  /** Keywords of the function, of its name and of its description. */
  function: readonly string[];
  name: readonly string[];
  description: readonly string[];
}

const frameworks: readonly MakerFramework[] = [
  {
    id: "camel",
    hint: "camel",
    needs: /\bFunctionTool\b/,
    maker: /^camel(\.\w+)*\.FunctionTool$/,
    function: ["func"],
    name: [],
    description: [],
  },
  {
    id: "dspy",
    hint: "dspy",
    needs: /\bTool\b/,
    maker: /^dspy(\.\w+)*\.Tool$/,
    function: ["func"],
    name: ["name"],
    description: ["desc"],
  },
  {
    id: "agentscope",
    hint: "agentscope",
    needs: /\bregister_tool_function\b|\bServiceToolkit\b/,
    maker: /^agentscope(\.\w+)*\.FunctionTool$/,
    method: { name: /^register_tool_function$/, modules: /^agentscope(\.|$)/ },
    function: ["tool_func"],
    name: ["func_name"],
    description: ["func_description"],
  },
  {
    id: "gemini-functions",
    hint: "FunctionDeclaration",
    needs: /\bfrom_(?:func|callable|function)\b/,
    maker: /^(google|vertexai)(\.\w+)*\.FunctionDeclaration\.from_(func|callable|function)$/,
    function: ["func", "callable"],
    name: [],
    description: [],
  },
  {
    id: "microsoft-agent-framework",
    hint: "agent_framework",
    needs: /\b(?:AIFunction|FunctionTool)\b/,
    maker: /^agent_framework(\.\w+)*\.(AIFunction|FunctionTool)$/,
    function: ["func"],
    name: ["name"],
    description: ["description"],
  },
];

/** One format per framework of the table. */
export const pythonFunctionMakerFormats: readonly CodeFormat[] = frameworks.map((framework) => ({
  kind: "code",
  id: `${framework.id}-functions`,
  languages: ["python"],
  hints: [new RegExp(`\\b${framework.hint}\\b`)],
  needs: [framework.needs],
  find: (document) =>
    document.nodes("call").flatMap((call) => {
      if (!makes(document, call, framework)) {
        return [];
      }
      const given = argumentsThrough(document, call);
      const implementation = argument(given, 0, ...framework.function);
      return functionOf(document, implementation) === undefined
        ? []
        : (callTool(document, {
            framework: framework.id,
            call,
            implementation,
            name: argument(given, undefined, ...framework.name),
            description: argument(given, undefined, ...framework.description),
          }) ?? []);
    }),
}));

function makes(document: CodeDocument, call: Node, { maker, method }: MakerFramework): boolean {
  const callee = calleeOf(call);
  const parts = method && attributeParts(document, callee);
  const isMethod =
    parts !== undefined &&
    method?.name.test(parts.attribute) === true &&
    importsModule(document, method.modules);
  return isMethod || comesFrom(document, callee, maker);
}
