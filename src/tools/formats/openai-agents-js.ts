import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { type NamedAt, nameOfNode } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { inputSchemaOf } from "../input-schema.ts";
import { importsModule, isImported, methodParts, scriptCalls } from "../script/calls.ts";
import { configTool } from "../script/config-tool.ts";

const framework = "openai-agents-js";
const modules = /^@openai\/agents/;
const approvalKeys = ["needsApproval"];

/** OpenAI Agents SDK for JavaScript: `tool({ name, description, parameters, execute })` and `agent.asTool({…})`. */
export const openaiAgentsJsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: ["@openai/agents"],
  find: (document) => [...made(document), ...(importsModule(document, modules) ? agents(document) : [])],
};

function made(document: CodeDocument): FoundTool[] {
  return scriptCalls(document).flatMap(({ node, callee, arguments: [config] }) => {
    if (config === undefined || !isImported(document, callee, modules, ["tool"])) {
      return [];
    }
    const members = document.values.members(config);
    // Without a name the tool is called like the function that runs it.
    const named =
      members?.get("name") === undefined ? functionName(document, members?.get("execute")) : undefined;
    return (
      configTool(document, { framework, node, config, named, schemaKeys: ["parameters"], approvalKeys }) ?? []
    );
  });
}

function functionName(document: CodeDocument, execute: Node | undefined): NamedAt | undefined {
  const name = execute && field(document.values.resolve(execute), "name");
  return name && document.textOf(name) !== "execute" ? nameOfNode(document, name) : undefined;
}

function agents(document: CodeDocument): FoundTool[] {
  const schema = inputSchemaOf({
    type: "object",
    properties: { input: { type: "string" } },
    required: ["input"],
  });
  return scriptCalls(document).flatMap(({ node, callee, arguments: [config] }) => {
    if (config === undefined || methodParts(document, callee)?.method !== "asTool") {
      return [];
    }
    const members = document.values.members(config);
    const tool = configTool(document, { framework, node, config, nameKey: "toolName", schema, approvalKeys });
    const description = members?.get("toolDescription");
    const text = description && document.values.text(description)?.text;
    return tool === undefined ? [] : { ...tool, description: text ?? "" };
  });
}
