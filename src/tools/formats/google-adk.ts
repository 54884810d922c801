import { pythonArguments } from "../../syntax/python/calls.ts";
import type { CodeFormat } from "../format.ts";
import { callTool } from "../python/call-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { callsOf, listedFunctions } from "../python/listed-functions.ts";

const framework = "google-adk";
const toolClass = /^google\.adk(\.\w+)*\.(FunctionTool|LongRunningFunctionTool)$/;
const agents = /^google\.adk(\.\w+)*\.(Agent|LlmAgent)$/;
const hiddenNames = ["tool_context", "input_stream"];

/** Google's Agent Development Kit: `FunctionTool(f, …)`, `LongRunningFunctionTool(f)`, plain functions in `tools=[…]`. */
export const googleAdkFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["google.adk"],
  find(document) {
    const built = callsOf(document, toolClass).flatMap((call) => {
      const given = pythonArguments(document, call);
      const implementation = argument(given, 0, "func");
      const approval = approvalArgument(document, given, "require_confirmation");
      return callTool(document, { framework, call, implementation, approval, hiddenNames }) ?? [];
    });
    return [...built, ...listedFunctions(document, { framework, agents, keyword: "tools", hiddenNames })];
  },
};
