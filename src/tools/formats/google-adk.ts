import type { CodeDocument } from "../../syntax/code-document.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { inputSchemaOf } from "../input-schema.ts";
import { callTool } from "../python/call-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { callsOf, listedFunctions } from "../python/listed-functions.ts";
import { modelSchema } from "../python/model-schema.ts";
import { argumentsThrough } from "../python/wrappers.ts";

const framework = "google-adk";
const toolClass = /^google\.adk(\.\w+)*\.(FunctionTool|LongRunningFunctionTool)$/;
const agents = /^google\.adk(\.\w+)*\.(Agent|LlmAgent)$/;
const agentTool = /^google\.adk(\.\w+)*\.AgentTool$/;
const hiddenNames = ["tool_context", "input_stream"];

/**
 * Google's Agent Development Kit: `FunctionTool(f, …)`, `LongRunningFunctionTool(f)`, `AgentTool(agent)`, plain functions in
 * `tools=[…]`.
 */
export const googleAdkFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["google.adk"],
  find(document) {
    const built = callsOf(document, toolClass).flatMap((call) => {
      const given = argumentsThrough(document, call);
      const implementation = argument(given, 0, "func");
      const approval = approvalArgument(document, given, "require_confirmation");
      return callTool(document, { framework, call, implementation, approval, hiddenNames }) ?? [];
    });
    return [
      ...built,
      ...agentsAsTools(document),
      ...listedFunctions(document, { framework, agents, keyword: "tools", hiddenNames }),
    ];
  },
};

/** An agent another one may call: it goes by its own name and takes a request in words, or what its `input_schema` says. */
function agentsAsTools(document: CodeDocument): FoundTool[] {
  return callsOf(document, agentTool).flatMap((call) => {
    const agent = argument(argumentsThrough(document, call), 0, "agent");
    const made = agent && document.values.resolve(agent);
    if (made === undefined || made.type !== "call") {
      return [];
    }
    const { named } = argumentsThrough(document, made);
    const model = named.get("input_schema");
    const schema = model === undefined ? request : modelSchema(document, model);
    const name = named.get("name");
    return callTool(document, { framework, call, name, description: named.get("description"), schema }) ?? [];
  });
}

const request = inputSchemaOf({
  type: "object",
  properties: { request: { type: "string" } },
  required: ["request"],
});
