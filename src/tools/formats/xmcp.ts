import type { CodeDocument } from "../../syntax/code-document.ts";
import { field } from "../../syntax/tree.ts";
import { annotationsIn, codeTool, descriptionFrom, nameFrom, nameOfNode } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { importsModule } from "../script/calls.ts";
import { scriptCode } from "../script/code.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "xmcp";

/**
 * xmcp: a module is a tool. It exports `metadata` with the name and description, `schema` with a shape of zod schemas, and as its
 * default the function that runs.
 */
export const xmcpFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: ["xmcp"],
  needs: ["metadata"],
  find: (document) => (importsModule(document, /^xmcp(\/|$)/) ? (moduleTool(document) ?? []) : []),
};

function moduleTool(document: CodeDocument): FoundTool[] | undefined {
  const exportNamed = (name: string) =>
    document.names.exported(name).find(({ value }) => value !== undefined);
  const metadata = exportNamed("metadata");
  const members = metadata?.value === undefined ? undefined : document.values.members(metadata.value);
  const handler = exportNamed("default");
  const description = members?.get("description");
  if (metadata?.value === undefined || members === undefined || handler === undefined || !description) {
    return undefined;
  }
  // Without a name of its own it goes by its file's.
  const file = /([^/]+?)(?:\.[cm]?[jt]sx?)?$/.exec(document.file)?.[1] ?? "";
  const place = nameOfNode(document, metadata.node);
  const stated = members.get("name");
  const named =
    stated === undefined ? place && file !== "" && { ...place, name: file } : nameFrom(document, stated);
  const schema = exportNamed("schema")?.value;
  return named
    ? [
        codeTool(document, {
          framework,
          node: metadata.node.parent ?? metadata.value,
          named,
          description: descriptionFrom(document, description),
          schema: schemaFrom(document, schema),
          annotations: annotationsIn(document, members),
          code: scriptCode(document, {
            nameNode: named.node,
            description,
            handler: handler.value && (field(handler.value, "body") ? handler.value : handler.node),
            schema,
          }),
        }),
      ]
    : undefined;
}
