import type { DataDocument } from "./data-node.ts";
import { parseJson } from "./json.ts";
import { parseToml } from "./toml.ts";
import { parseYaml } from "./yaml.ts";

/** Parses JSON, JSONC, YAML or TOML into one positioned model. Never throws; see the document's `problems`. */
export function parseData(language: DataDocument["language"], text: string): DataDocument {
  switch (language) {
    case "yaml":
      return parseYaml(text);
    case "toml":
      return parseToml(text);
    default:
      return parseJson(language, text);
  }
}
