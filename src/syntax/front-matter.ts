import type { DataDocument } from "./data-node.ts";
import { parseYaml } from "./yaml.ts";

const maxCharacters = 64_000;
const opening = /^\uFEFF?---[ \t]*\r?\n/;

/**
 * The YAML between the `---` lines at the top of a Markdown file, with offsets into the whole text. Undefined when the
 * file does not begin with such a block or the block does not end within 64,000 characters.
 */
export function parseFrontMatter(text: string): DataDocument | undefined {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) {
    return undefined;
  }
  const head = text.slice(start - 1, maxCharacters);
  const end = /\n---[ \t]*(?:\r?\n|$)/.exec(head)?.index;
  // YAML takes the first line for the mark of a document's beginning, so the offsets stay what they are.
  return end === undefined ? undefined : parseYaml(text.slice(0, start + end));
}
