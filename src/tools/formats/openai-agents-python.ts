import type { CodeDocument } from "../../syntax/code-document.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { inputSchemaOf } from "../input-schema.ts";
import { callTool } from "../python/call-tool.ts";
import { attributeParts, decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { modelSchema } from "../python/model-schema.ts";
import { comesFrom, importsModule } from "../python/origins.ts";
import { argumentsThrough } from "../python/wrappers.ts";

const framework = "openai-agents-python";
const decoratorName = /^agents(\.\w+)*\.function_tool$|^agents\.decorators\.tool$/;
const toolClass = /^agents(\.\w+)*\.FunctionTool$/;

/** OpenAI Agents SDK for Python: `@function_tool`, its alias `@tool`, `FunctionTool(…)` and `agent.as_tool(…)`. */
export const openaiAgentsPythonFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: [/\b(?:from|import)\s+(?:[\w.]+\s*,\s*)*agents\b/],
  find(document) {
    const own = importsModule(document, /^agents(\.|$)/) ? agentsAsTools(document) : [];
    return [...decorated(document), ...called(document), ...built(document), ...own];
  },
};

function decorated(document: CodeDocument): FoundTool[] {
  return decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
    const name = given.named.get("name_override");
    const description = given.named.get("description_override");
    const approval = approvalArgument(document, given, "needs_approval");
    return comesFrom(document, decorator, decoratorName)
      ? (functionTool(document, { framework, node, definition, name, description, approval }) ?? [])
      : [];
  });
}

/** `function_tool(f, name_override=…)` without the decorator's syntax. */
function called(document: CodeDocument): FoundTool[] {
  return callsOf(document, decoratorName).flatMap((call) => {
    const given = argumentsThrough(document, call);
    const implementation = argument(given, 0, "func");
    const name = given.named.get("name_override");
    const description = given.named.get("description_override");
    const approval = approvalArgument(document, given, "needs_approval");
    return implementation === undefined
      ? []
      : (callTool(document, { framework, call, implementation, name, description, approval }) ?? []);
  });
}

function built(document: CodeDocument): FoundTool[] {
  return callsOf(document, toolClass).flatMap((call) => {
    const given = argumentsThrough(document, call);
    const schemaNode = argument(given, 2, "params_json_schema");
    const schema = schemaNode && modelSchema(document, schemaNode);
    const name = argument(given, 0, "name");
    const description = argument(given, 1, "description");
    const approval = approvalArgument(document, given, "needs_approval");
    return callTool(document, { framework, call, name, description, schema, approval }) ?? [];
  });
}

function agentsAsTools(document: CodeDocument): FoundTool[] {
  const text = inputSchemaOf({
    type: "object",
    properties: { input: { type: "string" } },
    required: ["input"],
  });
  return document.nodes("call").flatMap((call) => {
    if (attributeParts(document, calleeOf(call))?.attribute !== "as_tool") {
      return [];
    }
    const given = argumentsThrough(document, call);
    const parameters = given.named.get("parameters");
    const schema = parameters === undefined ? text : modelSchema(document, parameters);
    const name = argument(given, 0, "tool_name");
    const description = argument(given, 1, "tool_description");
    const approval = approvalArgument(document, given, "needs_approval");
    return callTool(document, { framework, call, name, description, schema, approval }) ?? [];
  });
}
