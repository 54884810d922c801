import type { Approval } from "../../ots/tool.ts";
import type { DataDocument, DataEntry, DataNode } from "../../syntax/data-node.ts";
import { ParsedNode } from "../../syntax/data-node.ts";
import { dataTool, isOpenApi, nameIn, stringIn } from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { operationSchema } from "./openapi-parameters.ts";
import { createReferences } from "./openapi-references.ts";

const verbs = new Set(["get", "put", "post", "delete", "patch"]);

/** Operations of OpenAPI 3 descriptions, in JSON or YAML; each is one tool, as GPT actions and toolkits make of it. */
export const openapiFormat: DataFormat = {
  kind: "data",
  id: "openapi",
  hints: ["openapi"],
  find(document) {
    return document
      .places()
      .filter((place) => place.node.kind === "object" && isOpenApi(place.node))
      .flatMap(({ node }) => operationsOf(document, node));
  },
};

function operationsOf(document: DataDocument, root: DataNode): FoundTool[] {
  const tools: FoundTool[] = [];
  for (const path of root.get("paths")?.entries() ?? []) {
    const item = createReferences(document, root).follow(path.value);
    for (const entry of item?.entries() ?? []) {
      if (item !== undefined && verbs.has(entry.key) && entry.value.kind === "object") {
        tools.push(operation(document, root, { path: path.key, item, entry }));
      }
    }
  }
  return tools;
}

function operation(
  document: DataDocument,
  root: DataNode,
  at: { path: string; item: DataNode; entry: DataEntry },
): FoundTool {
  const { value: node, key: verb } = at.entry;
  const operationId = nameIn(node, "operationId");
  const summary = stringIn(node, "summary")?.trim() ?? "";
  const description = stringIn(node, "description")?.trim() ?? "";
  return dataTool(document, {
    framework: "openapi",
    node,
    name: operationId ?? verbNode(document, at.entry),
    nameText: operationId === undefined ? `${verb}${pathWords(at.path)}` : String(operationId.value),
    description: description.startsWith(summary)
      ? description
      : [summary, description].filter(Boolean).join("\n\n"),
    schema: operationSchema(at.item, node, createReferences(document, root)),
    approval: statedApproval(document, node),
    httpVerb: verb.toUpperCase(),
  });
}

/** Where an operation has no id, its verb stands for the name. */
function verbNode(document: DataDocument, entry: DataEntry): DataNode {
  const quoted = /["']/.test(document.text[entry.keyOffset] ?? "") ? 1 : 0;
  return new ParsedNode("string", entry.keyOffset + quoted, entry.keyLength - 2 * quoted, entry.key);
}

/** `/users/{id}/keys` to `_users_id_keys`. */
function pathWords(path: string): string {
  const words = path.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words
    .map((word) => `_${word}`)
    .join("")
    .slice(0, 120);
}

/** OpenAI's and Amazon's marks for operations that a person must agree to. */
function statedApproval(document: DataDocument, node: DataNode): Approval | undefined {
  const consequential = node.get("x-openai-isConsequential");
  if (typeof consequential?.value === "boolean") {
    return {
      // Unset, the user may switch asking off for good; set, the user is asked each time.
      required: consequential.value ? "always" : "conditional",
      statedBy: `x-openai-isConsequential: ${consequential.value}`,
      range: document.rangeOf(consequential),
    };
  }
  const confirmation = node.get("x-requireConfirmation");
  if (confirmation?.value === "ENABLED" || confirmation?.value === "DISABLED") {
    return {
      required: confirmation.value === "ENABLED" ? "always" : "never",
      statedBy: `x-requireConfirmation: ${confirmation.value}`,
      range: document.rangeOf(confirmation),
    };
  }
  return undefined;
}
