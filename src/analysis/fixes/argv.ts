import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";

/** Programs that take `--` as the end of their options wherever a value may stand. */
const takesSeparator = /^(.*[\\/])?(git|grep|rm|cp|mv|ls|cat|tar|curl|npm|docker)(\.exe)?$/;

/** `--` before the value. */
export function argvFixes({ detail = "", place, what }: Hit): Fix[] {
  const { document, file } = place.unit;
  const parent = document.root.descendantForIndex(place.start, place.end)?.parent;
  const isListed = parent?.type === "list" || parent?.type === "array";
  // `git log -- x` makes x a path: only commands that take nothing else there are safe to change.
  const command = document.text.slice(parent?.startIndex ?? 0, place.start);
  if (!isListed || !takesSeparator.test(detail) || /["'](log|diff|show|checkout)["']/.test(command)) {
    return [];
  }
  const separator = place.unit.isPython || /"/.test(command) ? '"--", ' : "'--', ";
  return [
    {
      title: `Put -- before the value, so that ${what} takes no options from it`,
      kind: "safe",
      edits: [{ file, range: document.rangeAt(place.start, place.start), newText: separator }],
    },
  ];
}
