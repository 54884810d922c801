import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { callParts } from "./parts.ts";

/** The loader's own safe form. */
export function deserialiseFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const parts = callParts(hit);
  if (parts === undefined || !unit.isPython) {
    return [];
  }
  const argument = document.text.slice(parts.argument.start, parts.argument.end);
  const call = document.rangeAt(parts.call.startIndex, parts.call.endIndex);
  const callee = document.text.slice(parts.callee.start, parts.callee.end);
  if (/^yaml\.(load|unsafe_load|full_load)$/.test(hit.what)) {
    const safe = callee.replace(/(unsafe_|full_)?load$/, "safe_load");
    return safe === callee || !callee.includes(".")
      ? []
      : [
          {
            title: "Load plain data only",
            kind: "safe",
            edits: [{ file, range: call, newText: `${safe}(${argument})` }],
          },
        ];
  }
  if (hit.what === "torch.load") {
    const { value } = parts.keywords.get("weights_only") ?? {};
    const end = parts.call.endIndex - 1;
    return value === undefined
      ? [
          {
            title: "Load weights only",
            kind: "safe",
            edits: [{ file, range: document.rangeAt(end, end), newText: ", weights_only=True" }],
          },
        ]
      : [
          {
            title: "Load weights only",
            kind: "safe",
            edits: [{ file, range: document.rangeAt(value.startIndex, value.endIndex), newText: "True" }],
          },
        ];
  }
  return [];
}
