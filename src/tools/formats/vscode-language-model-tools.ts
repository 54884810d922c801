import { dataTool, nameIn, objectIn, schemaFrom, stringIn } from "../data-shapes.ts";
import type { DataFormat } from "../format.ts";

/** Language-model tools that a VS Code extension contributes in its `package.json`. */
export const vscodeToolsFormat: DataFormat = {
  kind: "data",
  id: "vscode-language-model-tools",
  hints: ["languageModelTools"],
  find(document) {
    const contributed = objectIn(document.root, "contributes")?.get("languageModelTools");
    return (contributed?.items() ?? []).flatMap((node) => {
      const name = nameIn(node);
      if (name === undefined) {
        return [];
      }
      const description =
        stringIn(node, "modelDescription") ??
        stringIn(node, "userDescription") ??
        stringIn(node, "displayName");
      return [
        dataTool(document, {
          framework: "vscode-language-model-tools",
          node,
          name,
          description,
          schema: schemaFrom(node.get("inputSchema")),
        }),
      ];
    });
  },
};
