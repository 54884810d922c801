import { type CommandEffect, commandEffects } from "../text/command.ts";
import { perText } from "../text/memo.ts";
import type { CodeEffect } from "../toolbelt/code/effect.ts";
import { programs } from "../toolbelt/code/programs.ts";
import { shellEffects } from "../toolbelt/code/shell-effects.ts";

const same: Readonly<Partial<Record<CodeEffect["kind"], CommandEffect["kind"]>>> = {
  delete: "delete",
  send: "send",
  stop: "delete",
};

/** A shell line begins with a program that is known. */
function isShell(text: string): boolean {
  const first = /^\s*(?:sudo\s+)?([\w./-]{1,60})/.exec(text)?.[1]?.split("/").at(-1)?.toLowerCase() ?? "";
  return (
    programs.has(first) &&
    !/^\s*(?:import|from|def|const|let|var|select|insert|update|delete|with)\b/i.test(text)
  );
}

/**
 * What a command would do: by its words, set right by the shell reader, which knows quotes and pipes. Words inside what a
 * plainly reading command was given (`grep 'rm -rf'`) do nothing; what stands in nested or encoded commands does.
 */
export const effectsOfCommand: (command: string) => readonly CommandEffect[] = perText((command) => {
  const byWords = commandEffects(command);
  if (!isShell(command) || command.length > 10_000) {
    return byWords;
  }
  const read = shellEffects(command);
  const looking = read.filter(
    (effect) =>
      effect.kind === "read" &&
      !read.some((other) => other.kind !== "read" && other.start < effect.end && effect.start < other.end),
  );
  const kept = byWords.filter(
    ({ start, end, kind }) =>
      kind === "guard" ||
      kind === "grant" ||
      !looking.some((effect) => effect.start <= start && end <= effect.end),
  );
  const added = read.flatMap((effect): CommandEffect[] => {
    const kind = same[effect.kind];
    return kind === undefined ||
      kept.some((known) => known.kind === kind && known.start < effect.end && effect.start < known.end)
      ? []
      : [{ kind, what: effect.what, start: effect.start, end: effect.end, wide: effect.wide }];
  });
  return [...kept, ...added];
});
