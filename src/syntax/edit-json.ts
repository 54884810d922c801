import { applyEdits, modify } from "jsonc-parser";

/**
 * The text of a JSON file with the value at the path set, or removed when undefined. Comments and everything else stay;
 * what is new is indented like the rest.
 */
export function editJson(text: string, path: (string | number)[], value: unknown): string {
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: 2,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return applyEdits(text, modify(text, path, value, { formattingOptions }));
}
