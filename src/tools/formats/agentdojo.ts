import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import type { CodeFormat } from "../format.ts";
import { callTool } from "../python/call-tool.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { comesFrom } from "../python/origins.ts";
import { parametersOf } from "../python/signature.ts";
import { typeParts } from "../python/types.ts";

const framework = "agentdojo";
const factory = /^agentdojo(\.\w+)*\.make_function$/;
const dependency = /^agentdojo(\.\w+)*\.Depends$/;

/** AgentDojo: functions with a parameter that depends on the environment, and those given to `make_function`. */
export const agentdojoFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["agentdojo"],
  find(document) {
    const made = callsOf(document, factory).flatMap((call) => {
      const implementation = argument(pythonArguments(document, call), 0, "function");
      return callTool(document, { framework, call, implementation }) ?? [];
    });
    const dependent = document.nodes("function_definition").filter((definition) =>
      parametersOf(document, definition).list.some(({ type }) => {
        const parts = type === undefined ? [] : typeParts(type).parts;
        return parts.some((part) => comesFrom(document, calleeOf(typeParts(part).base), dependency));
      }),
    );
    const functions = dependent.flatMap(
      (definition) => functionTool(document, { framework, node: definition, definition }) ?? [],
    );
    return [...made, ...functions];
  },
};
