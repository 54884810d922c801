import type { CodeFormat } from "../format.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { comesFrom } from "../python/origins.ts";

const framework = "semantic-kernel";
const decoratorName = /^semantic_kernel(\.\w+)*\.kernel_function$/;
const hiddenNames = ["kernel", "service", "execution_settings", "arguments"];

/** Semantic Kernel for Python: functions and methods marked `@kernel_function`. */
export const semanticKernelFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["semantic_kernel"],
  find: (document) =>
    decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
      const name = argument(given, 0, "name");
      const description = argument(given, 1, "description");
      return comesFrom(document, decorator, decoratorName)
        ? (functionTool(document, { framework, node, definition, name, description, hiddenNames }) ?? [])
        : [];
    }),
};
