import type { GivenArgument, SinkUse } from "../engine.ts";
import type { Expression } from "../ir.ts";
import { asPart, joinTaints, type Taint, textValue, type Value } from "../value.ts";
import { argvUses, use } from "./sink.ts";

/** Tags that start a program with the words of their template, each hole being one word: a quoted one. */
const quoting = /^(zx|execa|bun|\$Bun)\.\$(\(\))?$/;

interface Word {
  text: string;
  at: Expression;
  taints: readonly Taint[];
  isStatic: boolean;
}

/**
 * What a template of `zx`, `execa` or Bun runs. Quoting keeps a hole one word; that word may still be a script for `sh -c`,
 * an option, or the program itself.
 * @param values of the holes, in their order.
 */
export function shellTagUses(
  paths: readonly string[],
  tag: Expression,
  parts: readonly (string | Expression)[],
  values: readonly Value[],
): SinkUse[] {
  const path = paths.find((one) => quoting.test(one));
  if (path === undefined) {
    return [];
  }
  const name = path.replace("()", "");
  const holes = parts.filter((part) => typeof part !== "string");
  const given = holes.map(
    (at, index): GivenArgument => ({ isSpread: false, value: values[index] ?? textValue(""), at }),
  );
  const isShell = tag.kind === "call" && tag.args.some(({ value }) => asksForShell(value));
  const raw = given.flatMap(({ value, ...rest }) => {
    const inner = isShell ? value : value.fields?.get("raw");
    return use("shell", name, inner && { ...rest, value: inner }) ?? [];
  });
  const [program, ...rest] = wordsOf(tag, parts, values).map(
    ({ text, at, taints, isStatic }): GivenArgument => ({
      isSpread: false,
      at,
      value: isStatic ? textValue(text) : { taints, references: [] },
    }),
  );
  return [...raw, ...argvUses(name, program, rest)].filter((one) => one !== undefined);
}

/** The words of a template, a hole with what stands before it in the same word. */
function wordsOf(tag: Expression, parts: readonly (string | Expression)[], values: readonly Value[]): Word[] {
  const words: Word[] = [];
  let open: Word | undefined;
  let index = 0;
  for (const part of parts) {
    if (typeof part !== "string") {
      const value = values[index++] ?? textValue("");
      const lead: string = open?.text ?? "";
      const taints = lead === "" ? value.taints : asPart(value.taints, lead);
      open = {
        text: lead + (value.text ?? "…"),
        at: part,
        taints: joinTaints([open?.taints ?? [], taints]),
        isStatic: (open?.isStatic ?? true) && value.text !== undefined,
      };
      continue;
    }
    for (const piece of part.match(/\s+|\S+/g) ?? []) {
      if (piece.trim() === "") {
        words.push(...(open === undefined ? [] : [open]));
        open = undefined;
      } else {
        open = { at: tag, taints: [], isStatic: true, ...open, text: (open?.text ?? "") + piece };
      }
    }
  }
  return [...words, ...(open === undefined ? [] : [open])];
}

function asksForShell(options: Expression): boolean {
  return (
    options.kind === "object" &&
    options.entries.some(
      ({ key, value }) => key === "shell" && !(value.kind === "literal" && value.value === false),
    )
  );
}
