import type { Observation } from "../../ots/step.ts";
import type { EffectKind } from "../effects.ts";
import { toolVerbs } from "../lexicon/tool-words.ts";
import { fold } from "../text/passage.ts";

/** A short result that begins with what was done: `{"purged": 212}`, `{"status": "booked"}`, `Released.` */
const beginning =
  /^\W{0,4}(?:"?(?:ok|success|result|status|state|message)"?\s?:\s?(?:true\s?,\s?)?"?)?(?:successfully )?"?(?:\w+_)?([a-z]{3,14}(?:ed|sent|paid|sold|bought|set|drawn|given|shut|withdrawn|written|taken))(?:_\w+)?\b/;
/** `88 cleared items purged`: a count and a noun before it. */
const counted = /^\W{0,4}\d[\d.,]{0,12} (?:[a-z]{2,16} ){0,3}?([a-z]{3,14}(?:ed|sent|paid|sold))\b/;
const settled = /^\W{0,4}"?(?:ok|success|done)"?\s?(?::\s?true|\W{0,3}$)/;
const longest = 200;

/**
 * What a call did by the words of its own short result, for tools whose names say nothing. Undefined where the result is
 * data, an error, or long.
 */
export function toldEffect(observation: Observation | undefined): EffectKind | undefined {
  if (observation === undefined || observation.isError || observation.content.length > longest) {
    return undefined;
  }
  const folded = fold(observation.content.trim());
  for (const word of [beginning.exec(folded)?.[1], ...countedWords(folded)]) {
    for (const base of word === undefined ? [] : basesOf(word)) {
      const kind = toolVerbs.get(base);
      if (kind !== undefined && kind !== "read") {
        return kind;
      }
    }
  }
  return settled.test(folded) ? "change" : undefined;
}

/** "88 cleared items purged": which of the participles tells what was done cannot be told by the first alone. */
function countedWords(folded: string): string[] {
  return counted.test(folded)
    ? (/^[^.!?\n]{0,80}/.exec(folded)?.[0].match(/[a-z]{3,14}(?:ed|sent|paid|sold)\b/g) ?? []).toReversed()
    : [];
}

const irregular: Readonly<Record<string, string>> = {
  sent: "send",
  paid: "pay",
  sold: "sell",
  bought: "buy",
  set: "set",
  withdrawn: "withdraw",
  given: "grant",
  shut: "stop",
  written: "write",
};

function basesOf(word: string): string[] {
  const known = irregular[word];
  if (known !== undefined) {
    return [known];
  }
  const stem = word.replace(/ed$/, "");
  // purged, deleted, cancelled, applied
  return [stem, `${stem}e`, stem.replace(/(.)\1$/, "$1"), stem.replace(/i$/, "y")];
}
