import type { evidenceKinds } from "../../ots/tool.ts";
import { type Concept, conceptsOf, genericHeads, harmlessHeads } from "./nouns.ts";
import { toEnglish, wordsInUnspacedText } from "./other-languages.ts";
import type { ToolShape } from "./shape.ts";
import { normalize, splitIdentifier, splitText, words } from "./tokens.ts";
import { type Act, actOf, baseVerb, describedAct, mayBeNoun, verbPosition } from "./verbs.ts";

export type EvidenceKind = (typeof evidenceKinds)[number];

/** What one piece of a definition says that the tool does: a verb and what it is done to. */
export interface Intent {
  kind: EvidenceKind;
  verb: string;
  act: Act;
  /** The phrase the verb governs, head last; several when joined by "and". */
  objects: readonly (readonly string[])[];
  /** Every noun of the text that is not a mere condition (`by_id`, `for_user`). */
  nouns: readonly string[];
  /** Where the words stand, to follow the quoted words: `in the name`. */
  where: string;
}

const conditions = words("by for using with via per as when while if where without");
const prepositions = words("of to from in on into onto at through about within across over between against");
const joints = words("and or plus");
const fillers =
  words(`a an the this that these those all any some your my our their its his her new current one more
  single multiple several existing given specified specific certain list set details detail information info data
  contents content full complete entire raw copy based on`);

/** Splits tokens into the phrases after a verb: up to the first preposition, in parts at every "and". */
function phrasesOf(tokens: readonly string[]): string[][] {
  const phrases: string[][] = [[]];
  for (const token of tokens) {
    if (conditions.has(token) || prepositions.has(token)) {
      break;
    }
    if (joints.has(token)) {
      phrases.push([]);
    } else {
      phrases.at(-1)?.push(token);
    }
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

/** Tokens up to what only says which: `by_id`, `for_user`. */
export function beforeCondition(tokens: readonly string[], from: number): readonly string[] {
  const end = tokens.findIndex((token, t) => t > from && conditions.has(token));
  return end === -1 ? tokens : tokens.slice(0, end);
}

/** How much at once, before what is done: `bulk_import`. */
const manners = words("bulk batch mass");

/** The verb and nouns of an identifier; `act` is undefined when it holds no verb we know. */
export function readIdentifier(
  identifier: string,
): { verb: string; act: Act | undefined } & Pick<Intent, "objects" | "nouns"> {
  const all = normalize(splitIdentifier(identifier).map(toEnglish));
  const tokens = all.length > 1 && manners.has(all[0] ?? "") ? all.slice(1) : all;
  const at = verbPosition(tokens);
  const verb = tokens[at] ?? "";
  const after = phrasesOf(tokens.slice(at + 1));
  const nouns = beforeCondition(tokens, at).filter((_, t) => t !== at);
  return {
    verb,
    act: at === -1 ? undefined : actOf(verb),
    objects: after.length > 0 ? after : phrasesOf(tokens.slice(0, Math.max(at, 0))),
    nouns,
  };
}

const preamble =
  /^(?:(?:this|the) (?:\w+ )?(?:tool|function|endpoint|api|operation|method|action)s? (?:is used to |is for |will |can |allows? (?:\w+ to |(?=\w+ing\b))|lets? \w+ |helps? \w+ (?:to )?)?|a(?:n)? (?:\w+ )?(?:tool|function|wrapper|interface|utility) (?:to|for|that(?: can)?|which|around) |(?:tool|function) (?:to|for|that) |use (?:this|it)(?: tool| function)? (?:when you (?:need|want) to |whenever you (?:need|want) to |to |for )|useful (?:for|when you (?:need|want) to) |used (?:to|for) |(?:it )?(?:allows?|lets?|enables?|helps?) (?:you |users |the (?:user|agent|model|caller|llm) |agents )?(?:to )?|can be used to |[\w-]{1,40} uses? this (?:tool|function) to |(?:please|will|can|to|helper to|helper for|call this to|ability to) )+/i;

/** The verb a description starts with, and the phrases after it. */
export function readDescription(
  shape: ToolShape,
): Pick<Intent, "objects" | "nouns"> & { verb: string; act: Act | undefined } {
  const [text = ""] = shape.firstSentence
    .replace(/\([^)]*\)/g, " ")
    .replace(preamble, "")
    .replace(portion, "")
    .replace(/,\s+(?=\p{L})/gu, " and ")
    .split(/\s[—–]\s|[:;]\s/);
  const foreign = wordsInUnspacedText(shape.firstSentence);
  const { first, rest } = delegated(verbFirst(foreign.length > 0 ? foreign : splitText(text).map(toEnglish)));
  const all = normalize(rest.flatMap((word) => word.split(/[-_]/)).filter(Boolean));
  // "Searches PubMed for articles" names both: where one looks and what comes back.
  const tokens =
    first !== undefined && searching.has(first) ? all.map((word) => (word === "for" ? "and" : word)) : all;
  return {
    verb: first ?? "",
    act: first === undefined ? undefined : describedAct(first),
    objects: describedPhrases(beforeClause(tokens)),
    nouns: beforeCondition(tokens, -1).slice(0, 14),
  };
}

/** A page of something is a part of it, not a page of the web. */
const portion = /\b(?:(?:a|one|each|the (?:next|first|last)) )?pages? of (?:the )?(?=[a-z])/gi;

const handingOver = words("ask tell instruct delegate");

/** "Ask the news agent to search the web" searches the web. */
function delegated(said: ReturnType<typeof verbFirst>): ReturnType<typeof verbFirst> {
  const to = handingOver.has(said.first ?? "") ? said.rest.slice(0, 8).indexOf("to") : -1;
  const inner = to === -1 ? undefined : verbFirst(said.rest.slice(to + 1));
  return inner?.first === undefined ? said : inner;
}

const searching = words("search scan look check ask query");
const adverb = /^\w{3,}ly$/;

/** The verb that words begin with, of `permanently delete` and `log out` the one that is meant, and what follows it. */
function verbFirst(all: readonly string[]): { first: string | undefined; rest: readonly string[] } {
  const [head, next] = all;
  if (head === undefined) {
    return { first: undefined, rest: all };
  }
  const verb = baseVerb(head);
  if (verb === undefined) {
    // "Recently confirmed planets" are planets.
    const acts = adverb.test(head) && !/ed$/.test(next ?? "");
    return acts ? verbFirst(all.slice(1)) : { first: undefined, rest: all };
  }
  const second = next === "and" || next === "or" ? secondVerb(verb, all[2]) : undefined;
  if (second !== undefined) {
    return { first: second, rest: all.slice(3) };
  }
  const [joined = "", ...others] = next === undefined ? [] : normalize([verb, next]);
  return others.length === 0 && joined !== ""
    ? { first: baseVerb(joined), rest: all.slice(2) }
    : { first: verb, rest: all.slice(1) };
}

const observing: readonly (Act | undefined)[] = ["read", "digest", "compute"];

/** "Finds and replaces" replaces: of two verbs the one that acts, when the first only looks. */
function secondVerb(first: string, word: string | undefined): string | undefined {
  const verb = word === undefined ? undefined : baseVerb(word);
  const act = verb === undefined ? undefined : describedAct(verb);
  const acts = act !== undefined && act !== "light" && !observing.includes(act);
  return verb !== undefined && acts && !mayBeNoun(verb) && observing.includes(describedAct(first))
    ? verb
    : undefined;
}

const clauseStarts = words(
  "including is are was were be been has have can may will that which who whose where you we it they",
);
const determiners = words("the a an this these those your their our his her its");

/** Up to where a clause starts: "all spaces the user is a member of" is about spaces. */
function beforeClause(tokens: readonly string[]): readonly string[] {
  const end = tokens.findIndex(
    (token, t) =>
      clauseStarts.has(token) ||
      (determiners.has(token) && t > 0 && !fillers.has(tokens[t - 1] ?? "") && !isLink(tokens[t - 1] ?? "")),
  );
  return end === -1 ? tokens : tokens.slice(0, end);
}

function isLink(token: string): boolean {
  return conditions.has(token) || prepositions.has(token) || joints.has(token);
}

/** As `phrasesOf`, but "the details of a customer's order" is about the order. */
function describedPhrases(tokens: readonly string[]): string[][] {
  const content = (phrase: readonly string[]) => phrase.filter((token) => !fillers.has(token));
  const phrases = phrasesOf(tokens).map(content);
  if (phrases.some((phrase) => phrase.length > 0)) {
    return phrases.filter((phrase) => phrase.length > 0);
  }
  const of = tokens.findIndex((token) => token === "for" || prepositions.has(token));
  return of === -1
    ? []
    : phrasesOf(tokens.slice(of + 1))
        .map(content)
        .filter((phrase) => phrase.length > 0);
}

/** The first noun with one of the concepts, wherever it stands. */
export function mentions(intent: Pick<Intent, "nouns">, ...concepts: readonly Concept[]): string | undefined {
  return intent.nouns.find((noun) => conceptsOf(noun).some((concept) => concepts.includes(concept)));
}

/** The first noun that is one of these. */
export function names(intent: Pick<Intent, "nouns">, nouns: ReadonlySet<string>): string | undefined {
  return intent.nouns.find((noun) => nouns.has(noun));
}

const relations = words("child parent");

/**
 * The noun that says what the verb's object is, when it has one of the concepts: the head of the phrase, or what stands
 * before a head that only says how much of it (`file_contents`, `patient_record`). A harmless head (`message_count`)
 * makes all of it harmless.
 */
export function objectIs(intent: Intent, ...concepts: readonly Concept[]): string | undefined {
  for (const phrase of intent.objects) {
    for (let p = phrase.length - 1; p >= 0; p--) {
      const noun = phrase[p] ?? "";
      // A child page is a page below another one.
      if (relations.has(noun) && p < phrase.length - 1) {
        break;
      }
      if (conceptsOf(noun).some((concept) => concepts.includes(concept))) {
        return noun;
      }
      if (harmlessHeads.has(noun) || !genericHeads.has(noun)) {
        break;
      }
    }
  }
  return undefined;
}

/** The noun a phrase is about, when it is one of these: of `deploy_key_application` it is the application. */
export function headed(intent: Pick<Intent, "objects">, nouns: ReadonlySet<string>): string | undefined {
  return intent.objects
    .map((phrase) => phrase.findLast((noun) => !genericHeads.has(noun)) ?? "")
    .find((noun) => nouns.has(noun));
}

const figures = words("count statistic stat total metric");

/** True when the object is a harmless fact such as a count or a schema. */
export function isHarmless(intent: Intent): boolean {
  // "Product, member and payment counts" are counts, all of them.
  const last = intent.objects.at(-1) ?? [];
  if (intent.objects.length > 1 && last.length > 1 && figures.has(last.at(-1) ?? "")) {
    return true;
  }
  return (
    intent.objects.length > 0 &&
    intent.objects.every((phrase) => {
      const head = phrase.at(-1) ?? "";
      return harmlessHeads.has(head) && (phrase.length > 1 || conceptsOf(head).length === 0);
    })
  );
}

const question =
  /^(?:checks?|verif(?:y|ies)|determines?|tests?|validates?|tells?|finds? out|sees?) (?:if|whether|that)\b/i;

/** "Checks whether a name is taken": nothing but yes or no comes back. */
export function answersYesOrNo(shape: ToolShape): boolean {
  return question.test(shape.firstSentence.replace(preamble, ""));
}

const secretStore =
  /\b(?:1password|bitwarden|lastpass|keepass|hashicorp vault|password manager|secrets? manager|key vault)\b/i;

/** True where a "vault" holds passwords rather than notes. */
export function keepsSecrets(shape: ToolShape): boolean {
  return secretStore.test(shape.tool.description);
}
