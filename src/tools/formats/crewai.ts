import type { CodeFormat } from "../format.ts";
import { classTool } from "../python/class-tool.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { comesFrom } from "../python/origins.ts";
import { toolClasses } from "../python/tool-classes.ts";

const framework = "crewai";
const decoratorName = /^crewai(_tools)?(\.\w+)*\.tool$/;
const baseClass = /^crewai(_tools)?(\.\w+)*\.(BaseTool|StructuredTool|\w*RagTool)$/;

/** CrewAI: `@tool("Name")` and `BaseTool` subclasses with `_run`. */
export const crewaiFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["crewai"],
  needs: [/\btool\b|Tool\b/],
  find(document) {
    const functions = decoratedFunctions(document).flatMap(
      ({ node, definition, decorator, arguments: given }) =>
        comesFrom(document, decorator, decoratorName)
          ? (functionTool(document, { framework, node, definition, name: argument(given, 0, "name") }) ?? [])
          : [],
    );
    const shape = { framework, schemaAttribute: "args_schema", methods: ["_run", "_arun"] };
    const classes = toolClasses(document, baseClass).flatMap(
      (tool) => classTool(document, tool, shape) ?? [],
    );
    return [...functions, ...classes];
  },
};
