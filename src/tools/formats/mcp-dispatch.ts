import { memberName } from "../../syntax/script/names.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { keyPattern, objectsWith } from "../literal-objects.ts";
import { scriptCalls } from "../script/calls.ts";
import { scriptCode } from "../script/code.ts";
import { schemaFrom } from "../script/schemas.ts";
import { isZod } from "../script/zod.ts";
import { zodConstant } from "../script/zod-constants.ts";
import { mcpLiteralsFormat } from "./mcp-literals.ts";

const framework = "mcp-literals";
const argumentKeys = ["arguments", "args"];

/**
 * MCP tools of which a low-level server only writes down what a call looks like: `z.object({ name: z.literal("move"),
 * arguments: z.object({…}) })`. What the file also lists as a tool is left to the list.
 */
export const mcpDispatchFormat: CodeFormat = {
  kind: "code",
  id: "mcp-dispatch",
  languages: ["typescript", "tsx", "javascript"],
  hints: [/\bliteral\(/],
  needs: ["setRequestHandler", "arguments"],
  find(document) {
    const shapes = objectsWith(
      document,
      keyPattern(["name"], "[\\w$.]*literal\\("),
      keyPattern(argumentKeys),
    );
    if (shapes.length === 0) {
      return [];
    }
    const listed = new Set(mcpLiteralsFormat.find(document).map(({ name }) => name));
    return shapes.flatMap(({ node, members }): FoundTool[] => {
      const nameNode = members.get("name");
      const schema = argumentKeys.flatMap((key) => members.get(key) ?? [])[0];
      const literal = scriptCalls(document).find((call) => call.node.id === nameNode?.id)?.arguments[0];
      const named = nameFrom(document, literal);
      const isShape = nameNode !== undefined && zodConstant(document, nameNode) === named?.name;
      if (named === undefined || schema === undefined || !isShape || listed.has(named.name)) {
        return [];
      }
      if (!isZod(document, schema)) {
        return [];
      }
      // `z.object({…}).describe("…")`
      const method = node.parent?.parent?.parent;
      const describes =
        method !== undefined && method !== null && memberName(document, method) === "describe";
      const list = describes && method.parent !== null ? field(method.parent, "arguments") : undefined;
      const description = list && namedChildren(list)[0];
      return [
        codeTool(document, {
          framework,
          node,
          named,
          description: descriptionFrom(document, description),
          schema: schemaFrom(document, schema),
          code: scriptCode(document, { nameNode: named.node, description, schema }),
        }),
      ];
    });
  },
};
