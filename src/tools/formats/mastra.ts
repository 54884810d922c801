import type { CodeFormat } from "../format.ts";
import { isImported, scriptCalls } from "../script/calls.ts";
import { configTool } from "../script/config-tool.ts";

const framework = "mastra";

/** Mastra: `createTool({ id, description, inputSchema, execute })`; the id is the name. */
export const mastraFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: ["@mastra/"],
  find: (document) =>
    scriptCalls(document).flatMap(({ node, callee, arguments: [config] }) =>
      config !== undefined && isImported(document, callee, /^@mastra\//, ["createTool"])
        ? (configTool(document, {
            framework,
            node,
            config,
            nameKey: "id",
            schemaKeys: ["inputSchema"],
            approvalKeys: ["requireApproval"],
          }) ?? [])
        : [],
    ),
};
