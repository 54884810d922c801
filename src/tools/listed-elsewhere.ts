import type { CodeDocument } from "../syntax/code-document.ts";
import { ownerOf } from "../syntax/owner.ts";
import { field } from "../syntax/tree.ts";
import type { FoundTool } from "./format.ts";

const maxDocuments = 20;

/** The other files of the project in which what an agent of this file lists is defined: `tools=[send_mail]`, `tools: [sendMail]`. */
function documentsOfListed(document: CodeDocument): CodeDocument[] {
  const found = new Set<CodeDocument>();
  for (const node of document.nodes(document.language === "python" ? "keyword_argument" : "pair")) {
    const name = field(node, "name") ?? field(node, "key");
    const value = field(node, "value");
    if (name === undefined || value === undefined || document.textOf(name) !== "tools") {
      continue;
    }
    for (const item of document.values.items(value)?.items ?? []) {
      // The list may itself be imported; then its items stand in the other file.
      const owner = ownerOf(document, item);
      for (const other of [
        owner,
        ...document.names.linked(item).map((linked) => ownerOf(document, linked.node)),
      ]) {
        if (other !== document && found.size < maxDocuments) {
          found.add(other);
        }
      }
    }
  }
  return [...found];
}

/** Tools of other files that an agent of this one lists, of the names it says something about. */
export function listedElsewhere(
  document: CodeDocument,
  names: ReadonlySet<string>,
  find: (other: CodeDocument) => readonly FoundTool[],
): FoundTool[] {
  return names.size === 0
    ? []
    : documentsOfListed(document).flatMap((other) =>
        find(other)
          .filter(({ name }) => names.has(name))
          .map((tool) => ({ ...tool, file: tool.file ?? other.file })),
      );
}
