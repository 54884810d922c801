import { type Fix, offsetsOf, rangeBetween, type TextEdit } from "../fix.ts";
import type { Suppression } from "./suppression.ts";

/** Takes rules out of a suppression; the whole comment, and a line that holds nothing else, when none is left. */
export function removeRules(
  file: string,
  text: string,
  suppression: Suppression,
  unused: readonly string[],
): Fix {
  const left = suppression.ruleIds.filter((id) => !unused.includes(id));
  const title =
    left.length === 0 ? "Remove the unused suppression" : `Remove ${unused.join(", ")} from the suppression`;
  const { start, end } = offsetsOf(text, suppression.range);
  if (left.length > 0) {
    const comment = text.slice(start, end);
    const [first = "", last = ""] = [suppression.ruleIds[0], suppression.ruleIds.at(-1)];
    const from = start + comment.indexOf(first);
    const to =
      start + comment.indexOf(last, from - start + (first === last ? 0 : first.length)) + last.length;
    return fix(title, [{ file, range: rangeBetween(text, from, to), newText: left.join(", ") }]);
  }
  const ends = suppression.end === undefined ? [] : [offsetsOf(text, suppression.end)];
  return fix(
    title,
    [{ start, end }, ...ends].map((place) => removal(file, text, place)),
  );
}

function fix(title: string, edits: readonly TextEdit[]): Fix {
  return { title, kind: "safe", edits };
}

function removal(file: string, text: string, { start, end }: { start: number; end: number }): TextEdit {
  // Braces around a comment in JSX belong to it.
  const [open, close] = text[start - 1] === "{" && text[end] === "}" ? [start - 1, end + 1] : [start, end];
  const before = /[ \t]*$/.exec(text.slice(0, open))?.[0].length ?? 0;
  const after = /^[ \t]*(\r\n|\n|\r|$)/.exec(text.slice(close));
  const lineStart = open - before;
  const isAlone = after !== null && (lineStart === 0 || /[\n\r]/.test(text[lineStart - 1] ?? ""));
  return {
    file,
    range: rangeBetween(
      text,
      after === null ? open : lineStart,
      isAlone && after !== null ? close + after[0].length : close,
    ),
    newText: "",
  };
}

/** Asks for the reason where it belongs. */
export function giveReason(file: string, { ruleIds, idsEnd }: Suppression): Fix {
  const placeholder = "reason";
  return {
    title: `Give the reason for ignoring ${ruleIds.join(", ")}`,
    kind: "alternative",
    edits: [{ file, range: idsEnd, newText: ` -- ${placeholder}` }],
    placeholder,
  };
}
