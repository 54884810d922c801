import type { DataDocument } from "./data-node.ts";
import { parseJson } from "./json.ts";
import { parseYaml } from "./yaml.ts";

/** Parses JSON, JSONC or YAML into one positioned model. Never throws; see the document's `problems`. */
export function parseData(language: DataDocument["language"], text: string): DataDocument {
  return language === "yaml" ? parseYaml(text) : parseJson(language, text);
}
