import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { isImported, methodParts, type ScriptCall, scriptCalls } from "../script/calls.ts";
import { configTool } from "../script/config-tool.ts";

const framework = "mastra";
const names = ["createTool"];

/** Mastra: `createTool({ id, description, inputSchema, execute })`; the id is the name. */
export const mastraFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: ["createTool"],
  find: (document) => scriptCalls(document).flatMap((call) => created(document, call) ?? []),
};

function created(
  document: CodeDocument,
  { node, callee, arguments: list }: ScriptCall,
): FoundTool | undefined {
  const [config] = list;
  const members = config && document.values.members(config);
  if (config === undefined || members?.get("id") === undefined) {
    return undefined;
  }
  const isMastra = isImported(document, callee, /^@mastra\//, names);
  // A project may hand the function on from a file of its own; then the object must look like Mastra's.
  // Bundlers rename what a file exports, so here the name in this file counts.
  const isHandedOn =
    !isMastra &&
    nameIn(document, callee) === "createTool" &&
    document.names.origins(callee).some(({ module }) => /^(\.|@\/|~|#)/.test(module));
  const looksRight = ["description", "inputSchema", "execute"].every((key) => members.get(key) !== undefined);
  return !(isMastra || (isHandedOn && looksRight))
    ? undefined
    : configTool(document, {
        framework,
        node,
        config,
        nameKey: "id",
        schemaKeys: ["inputSchema"],
        approvalKeys: ["requireApproval"],
      });
}

function nameIn(document: CodeDocument, callee: Node): string | undefined {
  return callee.type === "identifier" ? document.textOf(callee) : methodParts(document, callee)?.method;
}
