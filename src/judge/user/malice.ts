import { harmOutcomes } from "../lexicon/harm-outcomes.ts";
import { harmBias, harmWeights } from "../lexicon/harm-weights.ts";
import { sentenceAround } from "../text/acts.ts";
import { perObject } from "../text/memo.ts";
import type { Passage } from "../text/passage.ts";
import { analysedRequest, dilution, type Term, termsOf } from "../text/terms.ts";

/** Harm that a request wants, by what its words weigh together. */
export interface Malice {
  /** Id of an outcome of the built-in threat model. */
  outcome: string;
  /** The sentences that are about the harm, the heaviest first. */
  signs: readonly Sign[];
}

interface Sign {
  weight: number;
  start: number;
  end: number;
}

/**
 * How far the weights have to speak for harm. Of requests left out while learning three in ten of the harmful ones weigh more,
 * one in a hundred and fifty everyday ones and one in thirty of those written to look harmful (`npm run harm-weights -- --test`).
 */
const enough = 0.8;
const mostSigns = 4;
/** A sentence with less than this share of what the heaviest weighs is another matter. */
const sameMatter = 0.5;

/** Lines of a table: a number, then the terms that have it. */
function byTerm(table: readonly string[], unit: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of table) {
    const space = line.indexOf(" ");
    const weight = Number(line.slice(0, space)) * unit;
    for (const term of line.slice(space + 1).split("|")) {
      found.set(term, weight);
    }
  }
  return found;
}

let weights: Map<string, number> | undefined;
/** Made when the first request is weighed. */
const weightsOf = () => (weights ??= byTerm(harmWeights, 0.05));

let outcomes: { outcome: string; prior: number; words: Map<string, number> }[] | undefined;
const outcomesOf = () =>
  (outcomes ??= harmOutcomes.map(({ outcome, prior, words }) => ({
    outcome,
    prior: prior / 5,
    words: byTerm(words, 0.2),
  })));

/** What the different terms of a text weigh together. */
function weightOf(keys: ReadonlySet<string>): number {
  const known = weightsOf();
  let sum = 0;
  for (const key of keys) {
    sum += known.get(key) ?? 0;
  }
  return harmBias + dilution(keys.size) * sum;
}

function outcomeOf(keys: ReadonlySet<string>): string {
  let best = { outcome: "legal-breach", sum: Number.NEGATIVE_INFINITY };
  for (const { outcome, prior, words } of outcomesOf()) {
    let sum = prior;
    for (const key of keys) {
      sum += words.get(key) ?? 0;
    }
    best = sum > best.sum ? { outcome, sum } : best;
  }
  return best.outcome;
}

/** The sentences whose words weigh most. */
function signsOf({ folded }: Passage, terms: readonly Term[]): Sign[] {
  const known = weightsOf();
  const sentences = new Map<number, Sign>();
  for (const { key, start } of terms) {
    const around = sentenceAround(folded, start);
    const sentence = sentences.get(around.start) ?? { weight: 0, ...around };
    sentence.weight += known.get(key) ?? 0;
    sentences.set(around.start, sentence);
  }
  const sorted = [...sentences.values()].toSorted((a, b) => b.weight - a.weight);
  const heaviest = sorted[0]?.weight ?? 0;
  return sorted.filter(({ weight }) => weight > 0 && weight >= heaviest * sameMatter).slice(0, mostSigns);
}

/** Whether the words in the first 1,500 units of a user text together want harm, and which. */
export const maliceIn: (passage: Passage) => { malice: Malice | undefined } = perObject((passage) => {
  const terms = termsOf(passage, analysedRequest);
  const keys = new Set(terms.map(({ key }) => key));
  if (weightOf(keys) < enough) {
    return { malice: undefined };
  }
  const signs = signsOf(passage, terms);
  return { malice: signs.length === 0 ? undefined : { outcome: outcomeOf(keys), signs } };
});
