import { dataTool, nameIn, objectIn, stringIn } from "../data-shapes.ts";
import type { DataFormat } from "../format.ts";
import { unknownArguments } from "../input-schema.ts";

/**
 * The manifest of a packed MCP server (`.mcpb`, formerly `.dxt`): names and descriptions only, the schemas are in the
 * server.
 */
export const mcpbManifestFormat: DataFormat = {
  kind: "data",
  id: "mcpb-manifest",
  hints: ["manifest_version", "dxt_version"],
  find(document) {
    const { root } = document;
    const versioned = root?.get("manifest_version") ?? root?.get("dxt_version");
    // Browser extensions have a `manifest_version` as well, but no `server`.
    if (root === undefined || versioned === undefined || objectIn(root, "server") === undefined) {
      return [];
    }
    return (root.get("tools")?.items() ?? []).flatMap((node) => {
      const name = nameIn(node);
      return name === undefined
        ? []
        : [
            dataTool(document, {
              framework: "mcpb-manifest",
              node,
              name,
              description: stringIn(node, "description"),
              schema: unknownArguments("the manifest does not state parameters; the server does"),
            }),
          ];
    });
  },
};
