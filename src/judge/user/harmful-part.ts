import { actsOf } from "../text/acts.ts";
import type { Passage } from "../text/passage.ts";

/** Words of the sentences that ask for the harm, and of those that ask for something else beside it. */
export interface Parts {
  harmful: ReadonlySet<string>;
  /** Of orders and questions. */
  harmless: ReadonlySet<string>;
  /** Of orders alone: a question asks for no act. */
  ordered: ReadonlySet<string>;
}

interface Sentence {
  start: number;
  end: number;
  signs: boolean;
  ordered: boolean;
  /** It speaks of what the sentence before it speaks of. */
  goesOn: boolean;
  question: boolean;
}

/** Also where a list in one sentence goes on: `1) … , 2) …`. */
const ends = /[.!?;](?=\s|$)|\n|,(?=\s\d{1,2}\)\s)/g;
const word = /[\p{L}\d]+/gu;
const common =
  /^(?:the|and|for|with|that|this|from|then|them|they|have|has|had|not|but|you|your|are|was|were|will|what|when|which|who|how|can|could|would|should|please|our|his|her|she|him|its|their|into|out|all|any|one|two|get|let|put|also|first|there|here|about|just|some|more|than|been|does|did|too|very|now|again|make|made|know|tell|want|need|https?|www|com|example|json|true|false|null|text|name|title|body|subject|content)$/;

/** The words of a text that say something, shortened so that forms of one word meet. */
export function tellingWords(folded: string): string[] {
  return (folded.match(word) ?? [])
    .filter((one) => (one.length >= 3 || /^\d{2,}$/.test(one)) && !common.test(one))
    .map((one) => (/\d/.test(one) ? one : one.slice(0, 5)));
}

/** `Comment field: …` says how, and "put it there" goes on with what was said. */
const label = /^\s*[\p{L}\s]{2,24}:\s/u;
const goesOn =
  /^\s*(?:(?:and|then|also|please|now),? )*(?!(?:when|once|if|as|after|before|while|because|since|is|does|did|can|tell|show)\b)\p{L}+(?: \p{L}+)? (?:it|them|that|those|these)\b/u;

function sentencesOf(folded: string, spans: readonly { start: number; end: number }[]): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  for (const match of [...folded.matchAll(ends), { index: folded.length - 1, 0: "" }]) {
    const end = match.index + 1;
    const text = folded.slice(start, end);
    if (/[\p{L}\d]{2}/u.test(text)) {
      found.push({
        start,
        end,
        signs: spans.some((span) => span.start < end && span.end > start),
        ordered: !label.test(text) && actsOf(text).some(({ ordered, negated }) => ordered && !negated),
        goesOn: goesOn.test(text),
        question: match[0] === "?",
      });
    }
    start = Math.max(start, end);
  }
  return found;
}

/** A reason given for an order belongs to the order before it, or else to the one behind it. */
function ordersBehind(sentences: readonly Sentence[]): Set<Sentence> {
  const harmful = new Set<Sentence>();
  for (const [at, sentence] of sentences.entries()) {
    const before = sentences[at - 1];
    if (!sentence.signs && !(sentence.goesOn && before && harmful.has(before))) {
      continue;
    }
    harmful.add(sentence);
    if (!sentence.ordered) {
      const order =
        sentences.slice(0, at).findLast((one) => one.ordered && !one.question) ??
        sentences.slice(at + 1).find((one) => one.ordered);
      if (order) {
        harmful.add(order);
      }
    }
  }
  return harmful;
}

/** Tells apart, by sentences, what of a request is the harm that `spans` show and what else it asks for. */
export function partsOf(passage: Passage, spans: readonly { start: number; end: number }[]): Parts {
  const folded = passage.folded.slice(0, 4_000);
  const sentences = sentencesOf(folded, spans);
  const harmful = ordersBehind(sentences);
  const wordsOf = (some: readonly Sentence[]) =>
    some.flatMap(({ start, end }) => tellingWords(folded.slice(start, end)));
  const inHarm = new Set(wordsOf([...harmful]));
  const beside = sentences.filter((one) => !harmful.has(one) && (one.ordered || one.question));
  const inRest = new Set(wordsOf(beside));
  const inOrders = new Set(wordsOf(beside.filter(({ question }) => !question)));
  const not = (words: ReadonlySet<string>, others: ReadonlySet<string>) =>
    new Set([...words].filter((one) => !others.has(one)));
  return { harmful: not(inHarm, inRest), harmless: not(inRest, inHarm), ordered: not(inOrders, inHarm) };
}

/** How many words of either part stand in a text; of an act's text those of questions do not count. */
export function shared(parts: Parts, folded: string, acts: boolean): { harmful: number; harmless: number } {
  const words = new Set(tellingWords(folded));
  let harmful = 0;
  let harmless = 0;
  for (const one of words) {
    harmful += parts.harmful.has(one) ? 1 : 0;
    harmless += (acts ? parts.ordered : parts.harmless).has(one) ? 1 : 0;
  }
  return { harmful, harmless };
}
