import type { CallView } from "../situation.ts";
import { fold } from "../text/passage.ts";
import type { Argument } from "./arguments.ts";

const targetRoles: ReadonlySet<Argument["role"]> = new Set([
  "recipient",
  "account",
  "path",
  "url",
  "id",
  "other",
  "environment",
]);

/** Arguments that say what or whom the call acts on. */
export function targetsOf(call: CallView): readonly Argument[] {
  return call.arguments.filter(
    (argument) =>
      (targetRoles.has(argument.role) && (String(argument.value).length >= 2 || argument.role === "id")) ||
      (argument.role === "amount" &&
        /(?:^|_)(?:[a-z]?id|number|no|num|nr)$/.test(argument.keyWords.join("_"))),
  );
}

/** Names a command acts on: words with a slash, a dot, an underscore or a digit, without options. */
export function commandTargets(call: CallView): string[] {
  return call.arguments
    .filter((argument) => argument.role === "command")
    .flatMap(
      (argument) =>
        fold(argument.text)
          .slice(0, 2_000)
          .match(/[\w./~@-]{3,200}/g) ?? [],
    )
    .filter((word) => !word.startsWith("-") && /[._/\d]/.test(word) && !/^[\d.]+$/.test(word))
    .slice(0, 40);
}

/** Whether the text names something the call acts on. */
export function namesTarget(call: CallView, folded: string): boolean {
  return (
    targetsOf(call).some((argument) => {
      const value = fold(argument.text.trim());
      return value.length >= 2 && value.length <= 200 && containsWord(folded, value);
    }) ||
    commandTargets(call).some((word) => {
      const last =
        word
          .split("/")
          .filter((part) => part !== "" && part !== "*")
          .at(-1) ?? word;
      return last.length >= 3 && containsWord(folded, last);
    })
  );
}

function containsWord(folded: string, value: string): boolean {
  for (
    let at = folded.indexOf(value), tries = 0;
    at >= 0 && tries < 20;
    at = folded.indexOf(value, at + 1), tries++
  ) {
    const before = folded.charAt(at - 1);
    const after = folded.charAt(at + value.length);
    if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) {
      return true;
    }
  }
  return false;
}
