import type { CodeDocument } from "../../syntax/code-document.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { unknownArguments } from "../input-schema.ts";
import { callTool } from "../python/call-tool.ts";
import { attributeParts, decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { listedFunctions } from "../python/listed-functions.ts";
import { modelSchema } from "../python/model-schema.ts";
import { comesFrom, importsModule } from "../python/origins.ts";
import { toolClasses } from "../python/tool-classes.ts";
import { argumentsThrough } from "../python/wrappers.ts";

const framework = "autogen";
const own = "(autogen|autogen_core|autogen_agentchat|autogen_ext|ag2|pyautogen)(\\.\\w+)*";
const functionToolClass = new RegExp(`^${own}\\.FunctionTool$`);
const baseClass = new RegExp(`^${own}\\.(BaseTool|BaseStreamTool|BaseToolWithState)$`);
const wrappingClass = new RegExp(`^${own}\\.Tool$`);
/** The library's own folders, in which its name need not be imported. */
const inside = /(?:^|\/)(?:autogen|ag2)\w*\//;
const registration = new RegExp(`^${own}\\.register_function$`);
const plainDecorator = new RegExp(`^${own}\\.tool$`);
const agents = new RegExp(`^${own}\\.(AssistantAgent|ConversableAgent|SocietyOfMindAgent)$`);
const hiddenNames = ["cancellation_token"];

/** AutoGen 0.2 and 0.4: `FunctionTool(f, …)`, `BaseTool` subclasses, `register_function`, `@agent.register_for_llm`. */
export const autogenFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["autogen", "ag2"],
  find: (document) =>
    importsModule(document, new RegExp(`^${own}$`)) || inside.test(document.file)
      ? [
          ...distinct([...decorated(document), ...built(document)]),
          ...classes(document),
          ...wrapping(document),
          ...listedFunctions(document, { framework, agents, keyword: "tools", hiddenNames }),
        ]
      : [],
};

/** A function is registered once for each agent that may ask for it, and with more than one call: one tool all the same. */
function distinct(tools: readonly FoundTool[]): FoundTool[] {
  const seen = new Set<string>();
  return tools.filter(({ name, inputSchema }) => {
    const key = `${name}\n${JSON.stringify(inputSchema)}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function decorated(document: CodeDocument): FoundTool[] {
  return decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
    const forModel = attributeParts(document, decorator)?.attribute === "register_for_llm";
    if (!forModel && !comesFrom(document, decorator, plainDecorator)) {
      return [];
    }
    const name = given.named.get("name");
    const description = given.named.get("description");
    return functionTool(document, { framework, node, definition, name, description, hiddenNames }) ?? [];
  });
}

/** `FunctionTool(f, description=…)`, `register_function(f, …)` and `agent.register_for_llm(…)(f)`. */
function built(document: CodeDocument): FoundTool[] {
  return document.nodes("call").flatMap((call) => {
    const callee = calleeOf(call);
    const inner = callee.type === "call" ? attributeParts(document, calleeOf(callee)) : undefined;
    const forModel = inner?.attribute === "register_for_llm";
    const isTool = comesFrom(document, callee, functionToolClass);
    if (!forModel && !isTool && !comesFrom(document, callee, registration)) {
      return [];
    }
    const given = pythonArguments(document, forModel ? callee : call);
    const implementation = forModel
      ? argumentsThrough(document, call).positional[0]
      : argument(given, 0, "func", "f", "func_or_tool");
    const name = argument(given, isTool ? 2 : undefined, "name");
    const description = argument(given, isTool ? 1 : undefined, "description");
    return callTool(document, { framework, call, implementation, name, description, hiddenNames }) ?? [];
  });
}

/** `super().__init__(name=…, description=…, func_or_tool=search)`, with a function of the constructor. */
function wrapping(document: CodeDocument): FoundTool[] {
  return toolClasses(document, wrappingClass).flatMap((tool) => {
    const call = tool
      .method("__init__")
      ?.descendantsOfType("call")
      .find((node) => node !== null && /\.__init__$/.test(document.textOf(calleeOf(node))));
    if (call === null || call === undefined) {
      return [];
    }
    const given = argumentsThrough(document, call);
    const implementation = argument(given, 2, "func_or_tool");
    const name = argument(given, 0, "name");
    const description = argument(given, 1, "description");
    return callTool(document, { framework, call, implementation, name, description, hiddenNames }) ?? [];
  });
}

/** The name stands in the call of `super().__init__(Arguments, Result, name, description)`. */
function classes(document: CodeDocument): FoundTool[] {
  return toolClasses(document, baseClass).flatMap((tool) => {
    const setUp = tool.method("__init__");
    const call = setUp
      ?.descendantsOfType("call")
      .find((node) => node !== null && /__init__$/.test(document.textOf(calleeOf(node))));
    if (call === null || call === undefined) {
      return [];
    }
    const given = argumentsThrough(document, call);
    const model = argument(given, 0, "args_type");
    const named = nameFrom(document, argument(given, 2, "name"));
    return named === undefined
      ? []
      : codeTool(document, {
          framework,
          node: tool.node,
          named,
          description: descriptionFrom(document, argument(given, 3, "description")) || tool.documentation,
          schema:
            model === undefined
              ? unknownArguments("no arguments type is given")
              : modelSchema(document, model),
        });
  });
}
