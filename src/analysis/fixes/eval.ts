import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { pythonImport } from "./imports.ts";
import { callParts } from "./parts.ts";

/** Reading a literal in place of evaluating an expression. */
export function evalFixes(hit: Hit): Fix[] {
  const parts = callParts(hit);
  const { unit } = hit.place;
  const { document, file } = unit;
  if (parts === undefined || !unit.isPython || hit.what !== "eval") {
    return [];
  }
  const argument = document.text.slice(parts.argument.start, parts.argument.end);
  const imported = pythonImport(document, file, "import ast", "ast");
  const call = document.rangeAt(parts.call.startIndex, parts.call.endIndex);
  return [
    {
      title: "Read a literal with ast.literal_eval",
      kind: "alternative",
      edits: [
        ...(imported === undefined ? [] : [imported]),
        { file, range: call, newText: `ast.literal_eval(${argument})` },
      ],
    },
  ];
}
