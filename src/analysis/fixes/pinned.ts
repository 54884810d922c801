import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Call } from "../calls.ts";
import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { wrapped } from "./helper.ts";

/** A fetched document is only used when it is the one that somebody has read; a person fills in its hash. */
export function pinned(document: CodeDocument, file: string, fetch: Call): Fix[] {
  const callee = document.textOf(fetch.callee);
  if (document.language !== "python" || !/^(?:httpx|requests)\.(?:get|request)$/.test(callee)) {
    return [];
  }
  const { startIndex: start, endIndex: end } = fetch.node;
  return wrapped(
    { place: { unit: { document, file, isPython: true }, start, end } },
    {
      name: "reviewed",
      imports: [{ statement: "import hashlib", module: "hashlib" }],
      text: [
        "",
        "def reviewed(response):",
        '    """Gives the response back when it is the document that was reviewed."""',
        '    if hashlib.sha256(response.content).hexdigest() != "SHA256":',
        '        raise ValueError("the document has changed since it was reviewed")',
        "    return response",
      ],
    },
    { title: "Use only the document that was reviewed", placeholder: "SHA256" },
  );
}

/** A description that stands in the program; a person writes it. */
export function writtenOut({ place: { unit, start, end } }: Hit): Fix[] {
  return [
    {
      title: "Write the description here",
      kind: "alternative",
      edits: [
        { file: unit.file, range: unit.document.rangeAt(start, end), newText: '"What this tool does"' },
      ],
      placeholder: "What this tool does",
    },
  ];
}
