import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import type { CodeFormat } from "../format.ts";
import { callTool } from "../python/call-tool.ts";
import { classTool } from "../python/class-tool.ts";
import { attributeParts } from "../python/decorated-functions.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { importsModule } from "../python/origins.ts";
import { toolClasses } from "../python/tool-classes.ts";

const framework = "letta";
const own = /^letta(_client)?(\.|$)/;
const baseClass = /^letta(_client)?(\.\w+)*\.BaseTool$/;
const registration = /^(upsert|create)_from_function$/;

/** Letta: `BaseTool` subclasses with `run`, and functions given to `client.tools.upsert_from_function(func=…)`. */
export const lettaFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: [/\bletta(_client)?\b/],
  find(document) {
    if (!importsModule(document, own)) {
      return [];
    }
    const shape = { framework, schemaAttribute: "args_schema", methods: ["run"] };
    const classes = toolClasses(document, baseClass).flatMap(
      (tool) => classTool(document, tool, shape) ?? [],
    );
    const registered = document.nodes("call").flatMap((call) => {
      const parts = attributeParts(document, calleeOf(call));
      if (parts === undefined || !registration.test(parts.attribute)) {
        return [];
      }
      const given = pythonArguments(document, call);
      return (
        callTool(document, {
          framework,
          call,
          implementation: argument(given, 0, "func"),
          model: given.named.get("args_schema"),
          approval: approvalArgument(document, given, "default_requires_approval"),
          hiddenNames: ["agent_state"],
        }) ?? []
      );
    });
    return [...classes, ...registered];
  },
};
