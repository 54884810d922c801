import type { CallView } from "../situation.ts";
import { perObject } from "../text/memo.ts";
import { fold } from "../text/passage.ts";
import { programs } from "../toolbelt/code/programs.ts";

/** The tool's name as it is written and as it is spoken. */
export const toolNames: (call: CallView) => readonly [string, string] = perObject((call) => [
  fold(call.tool),
  call.profile.words.filter((word) => word !== "mcp").join(" "),
]);

/** Whether a folded text has the tool's name, as it is written or spoken. */
export function toolNamed(call: CallView, zone: string): boolean {
  const [name, spoken] = toolNames(call);
  // A program's name stands wherever somebody speaks of the program.
  return (
    (name.length >= 6 && !programs.has(name) && zone.includes(name)) ||
    (spoken.length >= 8 && spoken.includes(" ") && zone.includes(spoken)) ||
    spokenApart(call, zone)
  );
}

/** Verb and noun of the tool's name, with other words between: "export the member list" for `export_members`. */
function spokenApart({ profile }: CallView, zone: string): boolean {
  const words = profile.words.filter((word) => word !== "mcp");
  const at =
    words.length === 2 && words.every((word) => word.length >= 5)
      ? words.map((word) => zone.indexOf(word.replace(/e?s$/, "")))
      : [];
  const [first = -1, second = -1] = at;
  return first >= 0 && second > first && second - first <= 30;
}
