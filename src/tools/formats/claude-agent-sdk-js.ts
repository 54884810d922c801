import { annotationsFrom, codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat } from "../format.ts";
import { isImported, scriptCalls } from "../script/calls.ts";
import { scriptCode } from "../script/code.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "claude-agent-sdk-js";
const modules = /^@anthropic-ai\/(claude-agent-sdk|claude-code)(\/|$)/;

/** Claude Agent SDK for JavaScript: `tool(name, description, shape, handler, { annotations })`. */
export const claudeAgentSdkJsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: ["@anthropic-ai/claude-"],
  find: (document) =>
    scriptCalls(document).flatMap(
      ({ node, callee, arguments: [name, description, shape, handler, extras] }) => {
        const named = isImported(document, callee, modules, ["tool"]) ? nameFrom(document, name) : undefined;
        const settings = extras && document.values.members(extras)?.get("annotations");
        const hints = settings && document.values.members(settings);
        return named === undefined
          ? []
          : codeTool(document, {
              framework,
              node,
              named,
              description: descriptionFrom(document, description),
              schema: schemaFrom(document, shape),
              annotations: annotationsFrom(document, (key) => hints?.get(key)),
              code: scriptCode(document, { nameNode: named.node, description, handler, schema: shape }),
            });
      },
    ),
};
