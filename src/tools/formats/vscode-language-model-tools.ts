import { parseJson } from "../../syntax/json.ts";
import { dataTool, nameIn, objectIn, schemaFrom, stringIn } from "../data-shapes.ts";
import type { DataFormat } from "../format.ts";

/** Language-model tools that a VS Code extension contributes in its `package.json`. */
export const vscodeToolsFormat: DataFormat = {
  kind: "data",
  id: "vscode-language-model-tools",
  hints: ["languageModelTools"],
  find(document) {
    const texts = document.related?.("package.nls.json");
    const table = texts === undefined ? undefined : parseJson("json", texts).root;
    /** `%key%` stands for a text of package.nls.json, which is either the text or an object with it. */
    const localized = (text: string): string | undefined => {
      const entry = /^%[^%]+%$/.test(text) ? table?.get(text.slice(1, -1)) : undefined;
      const found = entry?.kind === "string" ? String(entry.value) : stringIn(entry, "message");
      return /^%[^%]+%$/.test(text) ? found : text;
    };
    const contributed = objectIn(document.root, "contributes")?.get("languageModelTools");
    return (contributed?.items() ?? []).flatMap((node) => {
      const key = stringIn(node, "name");
      const name = nameIn(node) ?? (key?.startsWith("%") === true ? node.get("name") : undefined);
      const nameText = key === undefined ? undefined : localized(key);
      if (name === undefined || nameText === undefined) {
        return [];
      }
      const description = ["modelDescription", "userDescription", "displayName"].flatMap(
        (member) => localized(stringIn(node, member) ?? "") || stringIn(node, member) || [],
      )[0];
      return [
        dataTool(document, {
          framework: "vscode-language-model-tools",
          node,
          name,
          nameText,
          description,
          schema: schemaFrom(document, node.get("inputSchema")),
        }),
      ];
    });
  },
};
