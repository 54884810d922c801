import type { ToolAnnotations } from "../../ots/tool.ts";
import type { DataDocument, Place } from "../../syntax/data-node.ts";
import {
  annotationsFrom,
  candidateObjects,
  dataTool,
  isObjectSchema,
  nameIn,
  schemaFrom,
  stringIn,
} from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";

/**
 * Tools as an MCP server lists them (`tools/list`, protocol versions 2024-11-05 to 2026-07-28): the bare result, the
 * JSON-RPC response around it, or single entries `{"name","title","description","inputSchema","annotations"}`.
 */
export const mcpFormat: DataFormat = {
  kind: "data",
  id: "mcp",
  hints: ["inputSchema"],
  find(document) {
    return candidateObjects(document).flatMap((place) => listedTool(document, place) ?? []);
  },
};

function listedTool(document: DataDocument, place: Place): FoundTool | undefined {
  const { node } = place;
  const name = nameIn(node);
  const schema = node.get("inputSchema");
  if (name === undefined || !isObjectSchema(schema)) {
    return undefined;
  }
  return dataTool(document, {
    framework: "mcp",
    node,
    name,
    description: stringIn(node, "description") ?? stringIn(node, "title"),
    schema: schemaFrom(document, schema),
    annotations: titled(annotationsFrom(node.get("annotations")), stringIn(node, "title")),
  });
}

/** A title stands beside the annotations since protocol version 2025-06-18, in them before. */
function titled(
  annotations: ToolAnnotations | undefined,
  title: string | undefined,
): ToolAnnotations | undefined {
  return title === undefined ? annotations : { title, ...annotations };
}
