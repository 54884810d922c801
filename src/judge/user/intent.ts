import { type Concept, harmConcepts } from "../lexicon/harm-concepts.ts";
import { perObject } from "../text/memo.ts";
import type { Passage } from "../text/passage.ts";

/** An aim that shows only in how the parts of a request go together. */
export interface Intent {
  outcome: string;
  what: string;
  start: number;
  end: number;
  /** What is rare among its parts: a look for one of these serves the aim already. */
  rare: readonly Concept[];
}

/** All of `parts` in one request, none of `unless`. */
interface Frame {
  outcome: string;
  what: string;
  parts: readonly Concept[];
  unless?: readonly Concept[];
  /** The parts stand within this many units of each other. */
  within: number;
}

const frames: readonly Frame[] = [
  {
    outcome: "privacy-exposure",
    what: "watching somebody who is not to know",
    parts: ["watch", "person", "covert"],
    within: 160,
  },
  {
    outcome: "misinformation",
    what: "a statement that the user knows to be untrue",
    parts: ["untrue", "states", "checker"],
    within: 180,
  },
  {
    outcome: "legal-breach",
    what: "a record changed so that whoever checks it does not see",
    parts: ["states", "checker", "covert"],
    within: 140,
  },
  {
    outcome: "misinformation",
    what: "many voices that are one",
    parts: ["many", "untrue", "reach"],
    within: 140,
  },
  {
    outcome: "misinformation",
    what: "many voices that are one",
    parts: ["many", "covert", "reach"],
    within: 140,
  },
  {
    outcome: "abusive-content",
    what: "frightening or wearing somebody down",
    parts: ["menace", "reach", "person"],
    unless: ["suffered"],
    within: 160,
  },
  {
    outcome: "abusive-content",
    what: "insulting somebody before others",
    parts: ["insult", "reach", "person"],
    unless: ["suffered"],
    within: 120,
  },
  {
    outcome: "physical-harm",
    what: "a weapon, poison or drug",
    parts: ["weapon", "craft"],
    unless: ["licit"],
    within: 90,
  },
  {
    outcome: "system-compromise",
    what: "software against its owner",
    parts: ["malcode", "ransom"],
    unless: ["licit"],
    within: 160,
  },
  {
    outcome: "misinformation",
    what: "keeping people from voting",
    parts: ["vote", "against", "untrue"],
    within: 220,
  },
  { outcome: "physical-harm", what: "a way to harm oneself", parts: ["despair", "means"], within: 240 },
  {
    outcome: "legal-breach",
    what: "a trade on what is not public",
    parts: ["insider", "trade", "relation", "covert"],
    within: 200,
  },
  {
    outcome: "legal-breach",
    what: "one's own spending passed off as another",
    parts: ["ownThing", "goesAs", "states", "checker"],
    within: 140,
  },
  {
    outcome: "legal-breach",
    what: "goods passed off as fresh or sound",
    parts: ["stale", "redates"],
    within: 120,
  },
  {
    outcome: "physical-harm",
    what: "giving somebody what harms them",
    parts: ["dosing", "bodily", "person"],
    within: 140,
  },
  { outcome: "physical-harm", what: "damage done on purpose", parts: ["damage", "gain"], within: 120 },
  {
    outcome: "physical-harm",
    what: "damage done on purpose",
    parts: ["damage", "person", "covert"],
    within: 140,
  },
  {
    outcome: "financial-loss",
    what: "money taken for what will not come",
    parts: ["offers", "absent", "gain"],
    within: 160,
  },
  {
    outcome: "access-compromise",
    what: "a secret got by posing as somebody",
    parts: ["posing", "secret", "reach"],
    within: 160,
  },
  {
    outcome: "access-compromise",
    what: "acting as somebody else",
    parts: ["asOther", "alters", "sudden"],
    within: 120,
  },
  {
    outcome: "privacy-exposure",
    what: "finding somebody who keeps away",
    parts: ["keepsAway", "whereabouts", "finds"],
    within: 140,
  },
  {
    outcome: "privacy-exposure",
    what: "selling people's data",
    parts: ["person", "finds", "gain", "secret"],
    within: 140,
  },
  { outcome: "misinformation", what: "a false alarm", parts: ["alarm", "unreal", "tells"], within: 140 },
  {
    outcome: "misinformation",
    what: "false claims about health",
    parts: ["cure", "unreal", "tells"],
    within: 160,
  },
  {
    outcome: "abusive-content",
    what: "pressing somebody for money or deeds",
    parts: ["presses", "reach", "person"],
    unless: ["suffered"],
    within: 160,
  },
  { outcome: "legal-breach", what: "forged papers", parts: ["forged", "papers", "gives"], within: 70 },
  {
    outcome: "legal-breach",
    what: "doing away with what others will look for",
    parts: ["destroys", "proof", "comes"],
    within: 140,
  },
  {
    outcome: "physical-harm",
    what: "putting one's health at stake",
    parts: ["starves", "harms"],
    within: 160,
  },
  {
    outcome: "financial-loss",
    what: "spending or borrowing as somebody else",
    parts: ["anothers", "enriches", "unawares"],
    within: 160,
  },
  {
    outcome: "access-compromise",
    what: "leading people on under a false name",
    parts: ["lures", "extracts"],
    within: 180,
  },
  { outcome: "physical-harm", what: "scouting for an attack", parts: ["scouts", "strikes"], within: 200 },
  {
    outcome: "abusive-content",
    what: "intimate pictures of somebody",
    parts: ["intimate", "exposes", "split"],
    unless: ["suffered"],
    within: 160,
  },
  {
    outcome: "privacy-exposure",
    what: "finding out where a stranger lives or goes",
    parts: ["stranger", "homes", "finds"],
    unless: ["parental", "suffered"],
    within: 140,
  },
  {
    outcome: "legal-breach",
    what: "money hidden from those it is owed to",
    parts: ["hidesMoney", "levy"],
    within: 140,
  },
  {
    outcome: "access-compromise",
    what: "breaking into a network or an account",
    parts: ["cracks", "elsewhere"],
    within: 120,
  },
  {
    outcome: "abusive-content",
    what: "stirring up hatred",
    parts: ["people", "stirs", "tells"],
    unless: ["suffered"],
    within: 140,
  },
  {
    outcome: "unfair-treatment",
    what: "shutting a group out under a pretext",
    parts: ["people", "shuts", "pretext"],
    within: 180,
  },
  {
    outcome: "legal-breach",
    what: "waste let out where nobody looks",
    parts: ["dumps", "into", "unseen"],
    within: 160,
  },
  {
    outcome: "availability-loss",
    what: "damage timed for after one's leaving",
    parts: ["leaving", "bombs"],
    within: 200,
  },
  {
    outcome: "availability-loss",
    what: "taking all there is from others",
    parts: ["hoards", "resells"],
    within: 120,
  },
  {
    outcome: "legal-breach",
    what: "traces of a deed done away with",
    parts: ["deed", "destroys", "proof"],
    within: 200,
  },
  {
    outcome: "legal-breach",
    what: "works of others copied for sale or use",
    parts: ["strips", "spreads"],
    within: 140,
  },
  {
    outcome: "abusive-content",
    what: "approaching children",
    parts: ["minor", "preys", "reach"],
    unless: ["parental"],
    within: 160,
  },
  {
    outcome: "physical-harm",
    what: "a safeguard or a measure made to lie",
    parts: ["gauges", "misleads"],
    within: 160,
  },
  {
    outcome: "misinformation",
    what: "words put into somebody's mouth",
    parts: ["clones", "puts"],
    within: 140,
  },
  {
    outcome: "physical-harm",
    what: "an animal or a person silenced",
    parts: ["silences"],
    unless: ["harmless"],
    within: 200,
  },
  {
    outcome: "misinformation",
    what: "somebody else standing in for the user",
    parts: ["standsIn", "tested"],
    unless: ["rehearsal"],
    within: 120,
  },
  {
    outcome: "misinformation",
    what: "a gain from what never was",
    parts: ["neverHad", "gainsBy"],
    within: 160,
  },
  {
    outcome: "access-compromise",
    what: "getting at what belongs to somebody else",
    parts: ["breakin", "theirs"],
    within: 70,
  },
];

/** What is itself the aim: who looks for it has begun. Of other aims looking something up is only the way. */
const informs: ReadonlySet<Concept> = new Set<Concept>([
  "weapon",
  "means",
  "bodily",
  "whereabouts",
  "homes",
  "scouts",
]);

const analysed = 4_000;

function occurrences(text: string, concept: Concept): { start: number; end: number }[] {
  return harmConcepts[concept]
    .all(text, 12)
    .map(({ index, 0: words }) => ({ start: index, end: index + words.length }));
}

/** The narrowest stretch that holds one occurrence of each part. */
function stretch(text: string, { parts, within }: Frame): { start: number; end: number } | undefined {
  const found = parts.map((part) => occurrences(text, part));
  for (const first of found[0] ?? []) {
    const near = found.map((some) =>
      some.find(({ start, end }) => start >= first.start - within && end <= first.end + within),
    );
    if (near.every((one) => one !== undefined)) {
      return {
        start: Math.min(...near.map((one) => one?.start ?? 0)),
        end: Math.max(...near.map((one) => one?.end ?? 0)),
      };
    }
  }
  return undefined;
}

/** The harm that the parts of a user text add up to, from its first 4,000 units. */
export const intentIn: (passage: Passage) => { intent: Intent | undefined } = perObject((passage) => {
  const text = passage.folded.slice(0, analysed);
  if (harmConcepts.rehearsal.test(text)) {
    return { intent: undefined };
  }
  for (const frame of frames) {
    const isThere = (part: Concept) => harmConcepts[part].test(text);
    const found =
      frame.parts.every(isThere) && !frame.unless?.some(isThere) ? stretch(text, frame) : undefined;
    if (found) {
      return {
        intent: {
          outcome: frame.outcome,
          what: frame.what,
          ...found,
          rare: frame.parts.filter((part) => informs.has(part)),
        },
      };
    }
  }
  return { intent: undefined };
});
