import type { DataDocument } from "../../syntax/data-node.ts";
import { nameIn, objectIn } from "../data-shapes.ts";
import { serverIn, serversIn } from "./entry.ts";
import type { ConfigFormat, FoundServer } from "./format.ts";

/** Continue: a list of named entries under `mcpServers`, in `config.yaml` or in one file a server. */
export const continueFormat: ConfigFormat = {
  id: "continue",
  files: /(?:^|\/)\.continue\/(?:.*\/)?[^/]+\.(?:ya?ml|json)$/,
  hints: ["mcpServers"],
  find(document) {
    // JSON files in the folder are those of other clients, copied.
    const map = objectIn(document.root, "mcpServers");
    return { servers: map === undefined ? listed(document) : serversIn(document, map) };
  },
};

function listed(document: DataDocument): FoundServer[] {
  return (document.root?.get("mcpServers")?.items() ?? []).flatMap((node) => {
    const name = nameIn(node);
    const place = name && {
      name: String(name.value),
      range: document.rangeOf(node),
      nameRange: document.contentRangeOf(name),
    };
    return (place && serverIn(document, node, place)) ?? [];
  });
}
