import type { CodeDocument } from "../../syntax/code-document.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { callTool } from "../python/call-tool.ts";
import { attributeParts, decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { callsOf, listedFunctions } from "../python/listed-functions.ts";
import { modelSchema } from "../python/model-schema.ts";
import { isInstance } from "../python/receivers.ts";
import { argumentsThrough } from "../python/wrappers.ts";

const framework = "pydantic-ai";
const owner = {
  classes: /^pydantic_ai(\.\w+)*\.(Agent|FunctionToolset|\w+Toolset)$/,
  modules: /^pydantic_ai(\.|$)/,
};

/** Pydantic AI: `@agent.tool`, `@agent.tool_plain`, `@toolset.tool`, `Tool(f, …)` and plain functions in `tools=[…]`. */
export const pydanticAiFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["pydantic_ai"],
  find: (document) => [...decorated(document), ...added(document), ...built(document), ...listed(document)],
};

function decorated(document: CodeDocument): FoundTool[] {
  return decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
    const parts = attributeParts(document, decorator);
    const isTool = parts?.attribute === "tool" || parts?.attribute === "tool_plain";
    if (!isTool || !isInstance(document, parts.receiver, owner)) {
      return [];
    }
    const name = given.named.get("name");
    const description = given.named.get("description");
    const approval = approvalArgument(document, given, "requires_approval");
    return functionTool(document, { framework, node, definition, name, description, approval }) ?? [];
  });
}

/** `toolset.add_function(f, name=…)` and `agent.tool_plain(f)`. */
function added(document: CodeDocument): FoundTool[] {
  return document.nodes("call").flatMap((call) => {
    const parts = attributeParts(document, calleeOf(call));
    if (parts === undefined || !/^(add_function|tool|tool_plain)$/.test(parts.attribute)) {
      return [];
    }
    const given = argumentsThrough(document, call);
    const implementation = argument(given, 0, "func");
    const isFunction = implementation?.type === "identifier" || implementation?.type === "attribute";
    if (!isFunction || !isInstance(document, parts.receiver, owner)) {
      return [];
    }
    const name = given.named.get("name");
    const description = given.named.get("description");
    const approval = approvalArgument(document, given, "requires_approval");
    return callTool(document, { framework, call, implementation, name, description, approval }) ?? [];
  });
}

function built(document: CodeDocument): FoundTool[] {
  return callsOf(document, /^pydantic_ai(\.\w+)*\.Tool(\.from_schema)?$/).flatMap((call) => {
    const given = argumentsThrough(document, call);
    const implementation = argument(given, 0, "function");
    const name = given.named.get("name");
    const description = given.named.get("description");
    const schemaNode = given.named.get("json_schema");
    const schema = schemaNode && modelSchema(document, schemaNode);
    const approval = approvalArgument(document, given, "requires_approval");
    return callTool(document, { framework, call, implementation, name, description, schema, approval }) ?? [];
  });
}

function listed(document: CodeDocument): FoundTool[] {
  return listedFunctions(document, {
    framework,
    agents: /^pydantic_ai(\.\w+)*\.(Agent|FunctionToolset)$/,
    keyword: "tools",
  });
}
