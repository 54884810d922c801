import { type EffectKind, effectKinds } from "../effects.ts";
import { actsOf, sentenceAround } from "../text/acts.ts";
import { perObject } from "../text/memo.ts";
import type { Passage } from "../text/passage.ts";
import { sieved } from "../text/sieve.ts";

/** Something that a user or policy says must not be done. */
export interface Prohibition {
  start: number;
  end: number;
  kinds: ReadonlySet<EffectKind>;
  /** The verb that is forbidden; empty where something is to be kept. */
  verb: string;
  /** Words of what it is about; empty when it is about everything of that kind. */
  objects: readonly string[];
  /** "without asking", "unless", "until": not a plain no. */
  conditional: boolean;
}

const pattern = sieved(
  /(?<!\b(?:i|we|they|it|he|she|that|which|who|still) )\b(?:do not|don't|dont|must not|mustn't|never|should not|shouldn't|not allowed to|avoid|refrain from|without)\s{1,3}(?:ever |actually |yet |any |please )?([a-z]{3,14}?)(?:ing)?\b([^.!?\n;]{0,80})|(?:\bbut|\band|\bwhile|,)\s(?:please )?keep((?: \w+){0,4} (?:files?|originals?|copies|copy|backups?|records?|photos?|pictures?|mails?|messages?|folders?|data|rest|others?|history|logs?|versions?|recordings?|drafts?|ones?))\b(?! (?:up to date|private|safe|secret|between|below|above|under|at|in mind))|\b(?:leave|keep)\b([^.!?\n;]{1,60})\b(?:untouched|alone|intact|unchanged|as (?:it is|they are|is)|in place)\b|\b(?:make sure|ensure|see to it|be sure|take care)\b([^.!?\n;]{1,60})\b(?:stays?|remains?|(?:is|are) (?:kept|left)|(?:is|are) not (?:deleted|removed|changed|touched)|survives?)\b|(?:^|[.!?;,\n]\s{0,2}|\b(?:and|but|while)\s)((?:the|my|our|everything|all)\b[^.!?\n;,]{1,50}?)\s(?:must |should |is to |are to |has to |have to )?(?:stays?|remains?)\b(?=\s{0,2}(?:[.!;,\n]|$|as\b|where\b|in place|put|untouched|unchanged|active))|\bnicht (?:löschen|ändern|senden|anfassen)\b/,
);
/** "Any money", "nothing": no object that tells one act from another. */
const general = /^(?:money|funds|cash|payments?|nothing)$/;
const leftovers = /^(?:rest|remaining|remainder|checks?|everything|all|way)$/;
const conditionals = /\b(?:until|unless|before|without|if|except|first|when|more than)\b/;
const filler: ReadonlySet<string> = new Set(
  "any anything anyone the a an of my our your it them this that these those other others else to from with in on at for as and or yet please ever else's i we you legal need needs because them".split(
    " ",
  ),
);

function kindsOfVerb(verb: string): ReadonlySet<EffectKind> {
  if (/^(?:touch|alter|modif|chang|edit)/.test(verb)) {
    return new Set<EffectKind>(["change", "delete"]);
  }
  const acts = actsOf(verb).concat(verb.length > 3 ? actsOf(`${verb}e`) : []);
  return new Set(
    effectKinds.filter(
      (kind) =>
        kind !== "read" && acts.some((act) => act.kinds.includes(kind) && (act.certain || act.ordered)),
    ),
  );
}

function contentWords(text: string): string[] {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}._@/-]*/gu) ?? [])
    .map((word) => word.replace(/[.]+$/, ""))
    .filter((word) => word.length >= 3 && !filler.has(word))
    .slice(0, 8);
}

/** What a text forbids, 20 at most, from its first 8,000 units. */
export const prohibitionsOf: (passage: Passage) => readonly Prohibition[] = perObject((passage) => {
  const folded = passage.folded.slice(0, 8_000);
  const found: Prohibition[] = [];
  for (const match of pattern.all(folded)) {
    const [whole, verb = "", rest = ""] = match;
    const kept = match[3] ?? match[4] ?? match[5] ?? match[6];
    const kinds: ReadonlySet<EffectKind> =
      kept === undefined ? kindsOfVerb(verb) : new Set(["delete", "change"]);
    // "The rest stays as it is" names nothing that could be acted on.
    const nothingNamed =
      match[6] !== undefined && contentWords(match[6]).every((word) => leftovers.test(word));
    if (kinds.size > 0 && !nothingNamed) {
      const { end } = sentenceAround(folded, match.index);
      found.push({
        start: match.index,
        end: Math.min(end, match.index + whole.length),
        kinds,
        verb: kept === undefined ? verb : "",
        objects: contentWords(kept ?? rest.split(conditionals, 1)[0] ?? "").filter(
          (word) => !general.test(word),
        ),
        conditional: conditionals.test(rest),
      });
    }
    if (found.length >= 20) {
      break;
    }
  }
  return found;
});
