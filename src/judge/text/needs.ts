import { perObject } from "./memo.ts";
import { edge, gap, type PatternTree, treeOf } from "./pattern-tree.ts";

/**
 * What a text must hold for a pattern to match in it: some of these, all of these, or a run of characters. A run is in small
 * letters, with every digit as `0` and `edge` where a word begins or ends.
 */
export type Need = { some: readonly Need[] } | { all: readonly Need[] } | { run: string };

/** Nothing is known to be needed: the pattern has to be tried. */
const nothing: Need = { all: [] };

/** So many texts are made of parts that stand side by side; one part alone may have more. */
const mostTexts = 48;
const mostOfOne = 1_000;
const mostRepeats = 4;
/** So much of what stands beside a part is said together with it. */
const mostBeside = 12;

/** What every text must hold in which the pattern matches. Patterns it cannot read need nothing. */
export function needOf(pattern: RegExp): Need {
  return needIn(treeOf(pattern), "", "");
}

/** How many texts there are that the part may match; Infinity where they are not told one by one. */
const countOf: (tree: PatternTree) => number = perObject((tree) => {
  switch (tree.kind) {
    case "texts":
      return tree.texts.length;
    case "unknown":
      return Number.POSITIVE_INFINITY;
    case "choice": {
      const sum = tree.parts.reduce((before, part) => before + countOf(part), 0);
      return sum <= mostOfOne ? sum : Number.POSITIVE_INFINITY;
    }
    case "sequence":
      return tree.parts.reduce((before, part) => joined(before, countOf(part)), 1);
    case "repeated": {
      const count = countOf(tree.part);
      if (tree.least === 0) {
        return tree.most === 1 && count < mostTexts ? count + 1 : Number.POSITIVE_INFINITY;
      }
      return tree.least === tree.most && (tree.least === 1 || (tree.least <= mostRepeats && count === 1))
        ? count
        : Number.POSITIVE_INFINITY;
    }
  }
});

/** How many texts two parts make that stand side by side. */
function joined(one: number, other: number): number {
  return one * other <= Math.max(mostTexts, one, other) ? one * other : Number.POSITIVE_INFINITY;
}

/** All texts that a part of few texts may match. */
function textsOf(tree: PatternTree): readonly string[] {
  switch (tree.kind) {
    case "texts":
      return tree.texts;
    case "unknown":
      return [];
    case "choice":
      return [...new Set(tree.parts.flatMap(textsOf))];
    case "sequence":
      return tree.parts.reduce<readonly string[]>((before, part) => side(before, textsOf(part)), [""]);
    case "repeated": {
      const texts = textsOf(tree.part);
      return tree.least === 0
        ? [...new Set(["", ...texts])]
        : texts.map((text) => (tree.least === 1 ? text : text.repeat(tree.least)));
    }
  }
}

function side(before: readonly string[], behind: readonly string[]): readonly string[] {
  const [only] = behind;
  if (behind.length === 1 && only !== undefined) {
    return only === "" ? before : before.map((text) => text + only);
  }
  return before.flatMap((text) => behind.map((more) => text + more));
}

/** What is needed of a part that stands between `left` and `right`. */
function needIn(tree: PatternTree, left: string, right: string): Need {
  if (countOf(tree) < Number.POSITIVE_INFINITY) {
    return anyRun(textsOf(tree).map((text) => left + text + right));
  }
  switch (tree.kind) {
    case "choice":
      return anyOf(tree.parts.map((part) => needIn(part, left, right)));
    case "sequence":
      return ofSequence(tree.parts, left, right);
    case "repeated":
      return tree.least === 0 ? nothing : needIn(tree.part, left, tree.most === 1 ? right : "");
    default:
      return nothing;
  }
}

/** Texts that stand one behind the other are joined as long as there are few; what comes between cuts them. */
function ofSequence(parts: readonly PatternTree[], left: string, right: string): Need {
  const needs: Need[] = [];
  let runs: readonly string[] = [left];
  for (const [at, part] of parts.entries()) {
    const count = countOf(part);
    if (joined(runs.length, count) < Number.POSITIVE_INFINITY) {
      runs = side(runs, textsOf(part));
      continue;
    }
    needs.push(anyRun(runs));
    const beside = endOf(runs);
    if (count < Number.POSITIVE_INFINITY) {
      runs = side([beside], textsOf(part));
    } else {
      const next = parts[at + 1];
      needs.push(needIn(part, beside, next === undefined ? right : startOf(next)));
      runs = [endsAtGap(part, endsInGap(beside)) ? gap : ""];
    }
  }
  needs.push(anyRun(side(runs, [right])));
  return allOf(needs);
}

/** What stands at the end of all of some runs, as far as it is worth saying again. */
function endOf(runs: readonly string[]): string {
  const [run = "", ...others] = runs;
  if (others.length === 0 && run.length <= mostBeside) {
    return run;
  }
  return runs.every(endsInGap) ? gap : "";
}

/** What stands at the beginning of all texts of a part. */
function startOf(tree: PatternTree): string {
  const [text = "", ...others] = tree.kind === "texts" ? tree.texts : [];
  if (others.length === 0 && text.length <= mostBeside) {
    return text;
  }
  return [text, ...others].every(startsInGap) ? gap : "";
}

/** Whether all that a part matches ends where no word goes on, as what stands before it does or does not. */
function endsAtGap(tree: PatternTree, before: boolean): boolean {
  switch (tree.kind) {
    case "texts":
      return tree.texts.every((text) => (text === "" ? before : endsInGap(text)));
    case "unknown":
      return false;
    case "choice":
      return tree.parts.every((part) => endsAtGap(part, before));
    case "sequence":
      return tree.parts.reduce((ended, part) => endsAtGap(part, ended), before);
    case "repeated":
      return endsAtGap(tree.part, before) && (tree.least > 0 || before);
  }
}

const wordUnit = /[a-z0_]/;
const isGap = (character: string) => character !== "" && character <= "\u007f" && !wordUnit.test(character);
const endsInGap = (text: string) => isGap(text.slice(-1));
const startsInGap = (text: string) => isGap(text.slice(0, 1));

/** A run in which gaps are edges where a word begins or ends at them, and elsewhere nothing. */
function settled(run: string): string {
  if (!run.includes(gap)) {
    return run;
  }
  return [...run]
    .map((character, at) => {
      if (character !== gap) {
        return character;
      }
      const before = wordUnit.test(run.charAt(at - 1));
      const behind = wordUnit.test(run.charAt(at + 1));
      return before === behind ? "" : edge;
    })
    .join("");
}

function anyRun(runs: readonly string[]): Need {
  return anyOf([...new Set(runs.map(settled))].map((run) => ({ run })));
}

function anyOf(needs: readonly Need[]): Need {
  return needs.some(isNothing) ? nothing : needs.length === 1 ? (needs[0] ?? nothing) : { some: needs };
}

function allOf(needs: readonly Need[]): Need {
  const all = needs.flatMap((need) => ("all" in need ? need.all : isNothing(need) ? [] : [need]));
  return all.length === 1 ? (all[0] ?? nothing) : { all };
}

/** A run that says less than three characters do would let nearly every text through. */
const isNothing = (need: Need) =>
  "run" in need ? saysLittle(need.run) : "all" in need && need.all.length === 0;

/** The characters of a run, without the edges. */
export function letters(run: string): string {
  return run.replaceAll(edge, "");
}

/**
 * A run of fewer than three characters, or of two that stand at no edge of a word, would let nearly every text through. In scripts
 * that write whole words as one or two characters two say enough.
 */
export function saysLittle(run: string): boolean {
  const { length } = letters(run);
  return length < 2 || (length === 2 && run.length === 2 && !/[\u2e80-\uffff]/.test(run));
}
