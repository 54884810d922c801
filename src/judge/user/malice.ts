import { againstSigns, guards } from "../lexicon/signs/against.ts";
import { deedSigns } from "../lexicon/signs/deed.ts";
import { mannerSigns } from "../lexicon/signs/manner.ts";
import { motiveSigns } from "../lexicon/signs/motive.ts";
import { otherAgainst, otherSigns } from "../lexicon/signs/other-languages.ts";
import { peopleSigns } from "../lexicon/signs/people.ts";
import { reasonSigns } from "../lexicon/signs/reasons.ts";
import { overMarked, type Sign, type SignKind } from "../lexicon/signs/sign.ts";
import { tellSigns } from "../lexicon/signs/tells.ts";
import { topicSigns } from "../lexicon/signs/topics.ts";
import { actsOf, sentenceAround } from "../text/acts.ts";
import { perObject } from "../text/memo.ts";
import type { Passage } from "../text/passage.ts";
import type { Sieved } from "../text/sieve.ts";
import { type Tagged, tagged } from "../text/tagged.ts";

/** Signs of harm that add up: none of them says it alone, together they do. */
export interface Malice {
  /** Id of an outcome of the built-in threat model. */
  outcome: string;
  what: string;
  start: number;
  end: number;
  signs: readonly { kind: string; weight: number; start: number; end: number }[];
  /** To know it is to have it: of a person, or of how something dangerous is made. */
  informs: "always" | "alone" | undefined;
}

const analysed = 1_500;
/** A plain sign and two things beside it: with less, every tenth request that only sounds like one was taken for harm. */
const enough = 4.5;
/** Words that speak against harm weigh no more than this together: a cover story does not whitewash a plain deed. */
const mostAgainst = -4;
const mostAgainstOfTwo = -6;
/** What a sign counts whose words another sign has counted already. */
const repeated = 0.5;
/** Signs below this only add weight. */
const telling = 1.5;

const signs: readonly Sign[] = [
  ...deedSigns,
  ...peopleSigns,
  ...mannerSigns,
  ...motiveSigns,
  ...tellSigns,
  ...reasonSigns,
  ...otherSigns,
];

/** Which sign each way says. */
const signOf: ReadonlyMap<Sieved, Sign> = new Map(
  signs.flatMap((sign) => sign.ways.map((way) => [way, sign] as const)),
);

/**
 * Whether the signs in a marked text can weigh enough. Most texts are told from what they lack: of each kind the sieve says
 * what it may weigh at most, and kinds are only tried while the rest could still be enough.
 */
function mayBeEnough(text: string): boolean {
  const byKind = new Map<string, { weight: number; way: Sieved }[]>();
  for (const way of overMarked.among(text)) {
    const sign = signOf.get(way);
    if (sign) {
      const ways = byKind.get(sign.kind) ?? [];
      ways.push({ weight: sign.weight, way });
      byKind.set(sign.kind, ways);
    }
  }
  const open = [...byKind.values()]
    .map((ways) => ways.toSorted((a, b) => b.weight - a.weight))
    .sort((a, b) => (b[0]?.weight ?? 0) - (a[0]?.weight ?? 0));
  let most = open.reduce((sum, [first]) => sum + (first?.weight ?? 0), 0);
  for (const ways of open) {
    if (most < enough) {
      return false;
    }
    const found = ways.find(({ way }) => way.test(text))?.weight ?? 0;
    most -= (ways[0]?.weight ?? 0) - found;
  }
  return most >= enough;
}

interface Span {
  start: number;
  end: number;
}

interface Hit extends Pick<Sign, "kind" | "weight" | "outcomes">, Span {}

/** Every place where a sign stands; of one sign the first three. */
export function hitsIn(
  passage: Passage,
  marked: Tagged = tagged(passage, analysed),
): { hits: Hit[]; against: () => Hit[]; topics: () => Hit[] } {
  const spans = (pattern: Sieved, most: number) =>
    pattern.all(marked.text, most).map(({ index, 0: words }) => marked.span(index, index + words.length));
  const find = (some: readonly Sign[]) =>
    some.flatMap(({ kind, weight, outcomes, ways }) =>
      ways.flatMap((way) => spans(way, 3).map((span) => ({ kind, weight, outcomes, ...span }))),
    );
  const found = find(signs);
  const guarded = found.length > 0 ? spans(guards, 8) : [];
  const hits = guarded.length === 0 ? found : found.filter((hit) => !isGuarded(passage.folded, guarded, hit));
  return { hits, against: () => find([...againstSigns, ...otherAgainst]), topics: () => find(topicSigns) };
}

/** The sign stands in a sentence that asks for protection, or in one that only says against what. */
function isGuarded(folded: string, guarded: readonly Span[], hit: Hit): boolean {
  const { start, end } = sentenceAround(folded, hit.start);
  return (
    guarded.some((guard) => sameSentence(folded, guard, hit)) ||
    !actsOf(folded.slice(start, end)).some(({ ordered, negated }) => ordered && !negated)
  );
}

function strongest(hits: readonly Hit[]): Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const known = best.get(hit.kind);
    if (!known || Math.abs(hit.weight) > Math.abs(known.weight)) {
      best.set(hit.kind, hit);
    }
  }
  return [...best.values()];
}

/** What is said of the whole; other words only spare the sentence they stand in. */
const wide: ReadonlySet<string> = new Set(["not-told", "not-victim", "not-agreed"]);

function sameSentence(folded: string, one: Span, other: Span): boolean {
  const from = Math.min(one.end, other.end);
  const to = Math.max(one.start, other.start);
  return from >= to || !/[.!?;](?:\s|$)|\n/.test(folded.slice(from, to));
}

/** The weights summed; what the same words say again counts for half. */
function weigh(hits: readonly Hit[]): number {
  const counted: Hit[] = [];
  let sum = 0;
  for (const hit of hits.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))) {
    const again = counted.some(
      ({ start, end }) => Math.min(end, hit.end) - Math.max(start, hit.start) > 0.7 * (hit.end - hit.start),
    );
    sum += Math.abs(hit.weight) * (again ? repeated : 1);
    counted.push(hit);
  }
  return sum;
}

/** How much a kind of sign says of the outcome: that something is untrue or hidden says little. */
const says: Readonly<Record<string, number>> = {
  untrue: 0.4,
  identity: 0.3,
  evasion: 0.4,
  gain: 0.4,
  record: 0.2,
  private: 0.6,
  topic: 0.8,
};

/** The outcome that most signs speak for, those of topics only near the harm. */
function outcomeOf(passage: Passage, hits: readonly Hit[], topics: readonly Hit[]): string {
  const votes = new Map<string, number>();
  const seen = new Set<string>();
  const near = topics.filter((topic) =>
    hits.some((hit) => hit.weight >= telling && sameSentence(passage.folded, hit, topic)),
  );
  for (const { kind, outcomes, weight } of [...hits, ...near]) {
    for (const outcome of outcomes) {
      const key = `${kind} ${outcome}`;
      const vote = (weight * (says[kind] ?? 1)) / Math.sqrt(outcomes.length);
      votes.set(outcome, (votes.get(outcome) ?? 0) + (seen.has(key) ? vote / 3 : vote));
      seen.add(key);
    }
  }
  return [...votes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "legal-breach";
}

/** What the kinds of signs mean, in the words of a rationale; kinds that only add weight have none. */
const said: Readonly<Partial<Record<SignKind, string>>> = {
  covert: "somebody is not to notice",
  untrue: "what is said is not so",
  identity: "it is done in another's name",
  evasion: "a rule or a check is got round",
  spite: "it is meant to hit somebody",
  gain: "somebody gains who should not",
  weak: "it is done to somebody who cannot resist",
  hurt: "somebody may come to harm",
  danger: "something made to hurt is made or got",
  program: "a program works against those it runs for",
  private: "it reaches into somebody's private life",
  prey: "somebody is to be found or followed",
  intrusion: "somebody gets in or listens without a right to",
  ruin: "something is broken or falsified",
  group: "people are treated worse for what they are",
  abuse: "somebody is threatened, shamed or accused",
  flood: "a service is used up or blocked",
  crime: "the law forbids it",
  guard: "a safeguard is put out of action",
  public: "the public is misled",
  minor: "a child is put at risk",
  self: "one's own life is at stake",
};

const none = { malice: undefined };

/** Whether a tale is to be told, and no more than told. */
const operational =
  /\b(?:real|realistic|working|works|exact(?:ly)?|actual|step[- ]by[- ]step|doses?|amounts?|yields?|send it|test it|to (?:the|my|his|her) (?:numbers?|contacts|list|address)|quantities|temperatures?|source code|script|how (?:to|he|she|they) (?:makes?|builds?|mix\w*))\b/;

/** Whether the signs in the first 1,500 units of a user text add up to harm that is wanted, and to which. */
export const maliceIn: (passage: Passage) => { malice: Malice | undefined } = perObject((passage) => {
  const marked = tagged(passage, analysed);
  if (!mayBeEnough(marked.text)) {
    return none;
  }
  const { hits, against: all, topics } = hitsIn(passage, marked);
  const found = strongest(hits);
  const sumFor = weigh(found);
  const against = all().filter(
    (hit) =>
      wide.has(hit.kind) ||
      found.some((one) => one.weight >= telling && sameSentence(passage.folded, one, hit)),
  );
  const told = against.some(({ kind }) => kind === "not-told") && !operational.test(passage.folded);
  const spared = strongest(against);
  const most = spared.length > 1 ? mostAgainstOfTwo : mostAgainst;
  const sum = sumFor + Math.max(most, -weigh(spared)) + (told ? mostAgainst : 0);
  if (sum < enough) {
    return none;
  }
  const outcome = outcomeOf(passage, hits, topics());
  const strong = new Set(found.filter(({ weight }) => weight >= telling).map(({ kind }) => kind));
  const spans = found.toSorted((a, b) => b.weight - a.weight);
  return {
    malice: {
      outcome,
      what: `something harmful (${spans
        .flatMap(({ kind }) => said[kind as SignKind] ?? [])
        .slice(0, 3)
        .join("; ")})`,
      start: Math.min(...spans.map(({ start }) => start)),
      end: Math.max(...spans.map(({ end }) => end)),
      signs: spans.filter(({ weight }) => weight >= telling),
      informs:
        strong.has("danger") || strong.has("self") || strong.has("prey")
          ? "always"
          : outcome === "privacy-exposure"
            ? "alone"
            : undefined,
    },
  };
});

/** Whether the words around `span` ask for protection, make-believe or the like, so that nothing harmful is meant by it. */
export function isSpared(passage: Passage, span: { start: number; end: number }): boolean {
  return hitsIn(passage)
    .against()
    .some(
      (hit) =>
        (hit.weight <= mostAgainst || hit.kind === "not-told") &&
        (wide.has(hit.kind) || sameSentence(passage.folded, span, hit)),
    );
}
