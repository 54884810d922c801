import type { Approval } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { approvalFrom, codeTool, descriptionFrom, nameFrom, withApproval } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { inputSchemaOf } from "../input-schema.ts";
import { listedElsewhere } from "../listed-elsewhere.ts";
import { isImported, scriptCalls } from "../script/calls.ts";
import { extendingClasses } from "../script/classes.ts";
import { scriptCode } from "../script/code.ts";
import { configTool } from "../script/config-tool.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "langchain-js";
const modules = /^(@langchain\/[\w-]+|langchain)(\/|$)/;
const schemaKeys = ["schema"];

/** LangChain for JavaScript: `tool(fn, {…})`, `new DynamicStructuredTool({…})`, `StructuredTool` subclasses. */
export const langchainJsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: ["langchain"],
  needs: [/\btool\b|Tool\b/],
  find(document) {
    const approvals = interruptions(document);
    const elsewhere = listedElsewhere(document, new Set(approvals.keys()), defined);
    return [...defined(document), ...elsewhere].map((tool) => {
      const approval = approvals.get(tool.name);
      return approval === undefined ? tool : withApproval(document, tool, approval);
    });
  },
};

/** What `DynamicTool` and `Tool` take: one text. */
const textInput = inputSchemaOf({
  type: "object",
  properties: { input: { type: "string" } },
  required: ["input"],
});

function defined(document: CodeDocument): FoundTool[] {
  return [...made(document), ...classes(document)];
}

function made(document: CodeDocument): FoundTool[] {
  return scriptCalls(document).flatMap(({ node, callee, arguments: list }) => {
    const imported = (...names: string[]) => isImported(document, callee, modules, names);
    const config = imported("tool") ? list[1] : list[0];
    if (config === undefined) {
      return [];
    }
    if (imported("tool", "DynamicStructuredTool")) {
      const handler = imported("tool") ? list[0] : undefined;
      return configTool(document, { framework, node, config, schemaKeys, handler }) ?? [];
    }
    return imported("DynamicTool")
      ? (configTool(document, { framework, node, config, schema: textInput }) ?? [])
      : [];
  });
}

function classes(document: CodeDocument): FoundTool[] {
  const isBase = (node: Node) => isImported(document, node, modules, ["StructuredTool", "Tool", "ToolBase"]);
  return extendingClasses(document, isBase).flatMap(({ definition, base, setting, method }) => {
    const named = nameFrom(document, setting("name"));
    const isText = isImported(document, base, modules, ["Tool"]);
    return named === undefined
      ? []
      : codeTool(document, {
          framework,
          node: definition,
          named,
          description: descriptionFrom(document, setting("description")),
          schema: isText ? textInput : schemaFrom(document, setting("schema")),
          code: scriptCode(document, {
            nameNode: named.node,
            description: setting("description"),
            handler: method("_call") ?? method("_callRaw"),
            schema: isText ? undefined : setting("schema"),
          }),
        });
  });
}

/** What a human-in-the-loop middleware of the file says of tools by name. */
function interruptions(document: CodeDocument): Map<string, Approval> {
  const found = new Map<string, Approval>();
  for (const pair of document.nodes("pair")) {
    const key = field(pair, "key");
    const rules = field(pair, "value");
    if (key === undefined || rules === undefined || document.textOf(key) !== "interruptOn") {
      continue;
    }
    for (const { key: name, keyNode, value } of document.values.members(rules)?.entries ?? []) {
      const approval = approvalFrom(document, { start: keyNode, value });
      if (approval !== undefined) {
        const asks = document.values.members(value) !== undefined;
        found.set(name, asks ? { ...approval, required: "always" } : approval);
      }
    }
  }
  return found;
}
