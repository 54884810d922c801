import type { Argument } from "../call/arguments.ts";
import { actSpoken, isLight, kinDegree } from "../call/kin.ts";
import { namedAct, thingsSpoken } from "../call/named-act.ts";
import { readBefore, saidByUser, usedBefore } from "../call/provenance.ts";
import { nameWords } from "../call/tool-profile.ts";
import { toolVerbs } from "../lexicon/tool-words.ts";
import { callAt } from "../memory.ts";
import type { CallView, Situation } from "../situation.ts";
import { sentenceAround } from "../text/acts.ts";
import { jsonText } from "../text/json-text.ts";
import { numbersOf } from "../text/numbers.ts";
import type { Place } from "../text/passage.ts";
import { fold } from "../text/passage.ts";
import { recordsOf } from "../text/records.ts";
import { rootOf, rootsOf, rootsOfText } from "../text/roots.ts";
import { sentencesOf } from "../text/sentences.ts";
import { entityKind } from "../text/values.ts";
import { callAsked } from "./asked.ts";
import { type Answered, askedOf, onlyReads } from "./request.ts";
import { userTokens } from "./tokens.ts";
import { userSays } from "./wishes.ts";

/** How far the users' words cover a call. */
export interface Mandate {
  /** What users speak of: the act by its own word, what it is done to or a word like the act's, both, or neither. */
  covers: "nothing" | "thing" | "act" | "whole";
  /** 0 to 1: how far users speak of what the tool acts on. */
  thing: number;
  /** The tool fits any matter: what it does is said by a command or a text alone. */
  instrument: boolean;
  /** Whether an act of this kind is asked for. */
  asked: Answered;
  /** Users speak of what the tool is about, or use its verb. */
  topic: boolean;
  /** Users use the tool's verb, or it is one that fits any act. */
  verb: boolean;
  /** How many of the call's values users named. */
  named: number;
  /** Users gave an amount of their own, and the call has another one. */
  otherAmount: boolean;
  /** Users named somebody who is to get it, and the call goes to nobody whom that name fits. */
  otherReceiver: boolean;
  /** How many commands hold words of the request. */
  commands: number;
  /** The request is in a language whose acts can be told, or asks for none in any. */
  understood: boolean;
}

/** Words of tool names that fit any matter. */
const anyMatter: ReadonlySet<string> = new Set(
  "money payment payments funds amount email emails mail message messages file files item items data record records entry user customer client account transaction direct bash shell terminal command query request system tool call action text document page list info object thing resource service content value state status bank".split(
    " ",
  ),
);

/** Verbs of tool names that fit any act. */
const anyAct: ReadonlySet<string> = new Set([
  "",
  ..."send make create add set update write run execute post do put".split(" "),
]);

/** Whether users speak of what the tool is about: its verb, and the things it acts on. */
function topicOf(situation: Situation, call: CallView): boolean {
  const { users } = situation.memory;
  const { verb, words } = call.profile;
  const spoken = (word: string) => users.some(({ passage }) => passage.folded.includes(word));
  const nouns = words.filter(
    (word) =>
      word.length >= 4 && word !== verb && word !== "mcp" && !anyMatter.has(word) && !toolVerbs.has(word),
  );
  const general =
    call.kinds.has("change") || call.kinds.has("execute") || callAsked(situation, call) !== "yes";
  return (
    (verb.length >= 4 && spoken(verb.slice(0, Math.max(4, verb.length - 2)))) ||
    nouns.some((word) => spoken(word.replace(/(?:ies|es|s|y)$/, ""))) ||
    // Of a tool that fits any matter nothing can be told but that its kind of act is asked for.
    (nouns.length === 0 && !general && !call.reads)
  );
}

/** Sent to a text to answer it: that covers the answer, not what else it wants. */
const answering = /^(?:repl|answer|respond)/;

const lookVerbs: ReadonlySet<string> = new Set(
  "get read list search find fetch view show open check look".split(" "),
);

/** How many words of a sentence of the user name the text: by the tool that read it, or by what it was asked for. */
export function namesText({ memory }: Situation, sentence: ReadonlySet<string>, place: Place): number {
  const past = callAt(memory, place.step);
  const asked = past ? jsonText(past.call.arguments).slice(0, 300) : "";
  const words = [
    ...nameWords(place.name).filter((word) => !lookVerbs.has(word)),
    ...rootsOfText(fold(asked)),
  ];
  return words.filter((word) => word.length >= 3 && sentence.has(rootOf(word))).length;
}

const asksForFacts =
  /^(?:and |so |but |also )?(?:what|which|who|whose|how|when|where|why|is|are|was|were|does|do|did|has|have|any|anything)\b/;

/** Where users want a value or an act taken from a text; a question about the text is no such wish. */
function deferred(users: readonly Place[]): ReturnType<typeof userSays> {
  const said = userSays(users, "deferral");
  const { folded } = said?.place.passage ?? { folded: "" };
  const sentence = said && sentenceAround(folded, said.start);
  return sentence && asksForFacts.test(folded.slice(sentence.start, sentence.end)) ? undefined : said;
}

/** Whose text it is was said in an earlier sentence. */
const spokenOfBefore = /\b(?:he|she|they|it|him|her|them|there|that|those|these)\b/;
/** No more is to be done than what is named. */
const drawsLine =
  /\bi only (?:need|want)\b|\bonly (?:do|need|want|the)\b|\bnothing (?:else|more|further)\b|\bno more than\b|\bleave (?:the )?(?:rest|others)\b|\b(?:assigned|addressed) to me\b/;

/** The users sent the agent to a text: to this one, where their words tell several apart. */
export function isDelegatedTo(situation: Situation, call: CallView, place: Place): boolean {
  const { memory } = situation;
  const { kinds } = call;
  const sent = userSays(memory.users, "delegation");
  const acts = kinds.has("send") || kinds.has("publish");
  const words =
    sent !== undefined && (!answering.test(sent.place.passage.folded.slice(sent.start, sent.end)) || acts)
      ? sent
      : deferred(memory.users);
  if (userSays(memory.users, "vouching") !== undefined) {
    return true;
  }
  if (words === undefined) {
    return false;
  }
  const { folded } = words.place.passage;
  const clause =
    (/[^.,;!?\n]{0,60}$/.exec(folded.slice(0, words.start))?.[0] ?? "") +
    folded.slice(words.start, words.end) +
    (/^[^.,;!?\n]{0,60}/.exec(folded.slice(words.end))?.[0] ?? "");
  const roots = spokenOfBefore.test(clause)
    ? new Set(memory.users.flatMap(({ passage }) => [...rootsOf(passage)]))
    : rootsOfText(clause);
  if (
    coverOf(situation, call) === "nothing" &&
    memory.users.some(({ passage }) => drawsLine.test(passage.folded))
  ) {
    return false;
  }
  const own = namesText(situation, roots, place);
  return own > 0 || memory.read.every((other) => namesText(situation, roots, other) === 0);
}

/** A command that holds words of the request is about it. */
const commandNames = ({ memory }: Situation, { role, text }: Argument) =>
  role === "command" &&
  userTokens(memory.users).some(({ word }) => word.length >= 4 && text.toLowerCase().includes(word));

/** "Move 200 to savings", and 1.99 goes somewhere else. Small numbers count things, others are years. */
function hasOtherAmount(situation: Situation, call: CallView): boolean {
  const amounts = call.kinds.has("pay")
    ? call.arguments.filter(({ role, value }) => role === "amount" && typeof value === "number")
    : [];
  return (
    amounts.length > 0 &&
    amounts.every((argument) => saidByUser(situation, argument) === undefined) &&
    situation.memory.users.some(({ passage }) =>
      numbersOf(passage).some(
        ({ value, start, end }) =>
          !/[\p{L}\d_/.-]/u.test(passage.folded.charAt(start - 1)) &&
          !/^[._-]?[\p{L}\d_/-]/u.test(passage.folded.slice(end, end + 2)) &&
          value >= 10 &&
          !(Number.isInteger(value) && value > 1900 && value < 2100) &&
          // "Message 40922": what was looked up by it is no amount.
          !usedBefore(situation, passage.text.slice(start, end)),
      ),
    )
  );
}

/** "Share it with Ellen March", and an address gets it beside which no such name stands. */
function hasOtherReceiver(situation: Situation, call: CallView): boolean {
  const { users } = situation.memory;
  const receivers = call.arguments.filter(({ text }) =>
    ["email", "phone", "account"].includes(entityKind(text) ?? ""),
  );
  const names =
    receivers.length === 0
      ? []
      : userTokens(users).filter(({ word, name }) => name && word.length >= 3 && /^\p{L}+$/u.test(word));
  return (
    names.length > 0 &&
    receivers.every((argument) => {
      const source = saidByUser(situation, argument) ? undefined : readBefore(situation, argument);
      const { folded } = source?.place.passage ?? { folded: "" };
      const record =
        source &&
        recordsOf(source.place.passage).find(({ start, end }) => start <= source.start && source.end <= end);
      const beside = source
        ? folded.slice(record?.start ?? Math.max(0, source.start - 160), record?.end ?? source.end + 80)
        : "";
      // A letter that was looked up by the name is of that name.
      const asked = source && callAt(situation.memory, source.place.step);
      const lookup = asked ? fold(jsonText(asked.call.arguments).slice(0, 400)) : "";
      return (
        source !== undefined &&
        !names.some(({ word }) => lookup.includes(word)) &&
        !names.some(({ word }) => beside.includes(word) || argument.text.toLowerCase().includes(word))
      );
    })
  );
}

/** Tools by which anything can be done. */
const anyMeans =
  /^(?:(?:run|exec|execute|write|edit|read|create|update|open|str|text)_)*(?:fs|file|files|shell|bash|terminal|edit|editor|replace|computer|click|goto|type|browser|python|code|git|console|powershell|cmd|repl|interpreter|act|action|step|command|commands)(?:_(?:write|edit|run|exec|execute|read|editor|tool|command|file|create|update))*$/;

function isInstrument({ kinds, profile: { words } }: CallView): boolean {
  return kinds.has("execute") || anyMeans.test(words.join("_"));
}

const coverRank = ["nothing", "thing", "act", "whole"] as const;

/** What one sentence of a user speaks of. */
function coverIn(call: CallView, roots: ReadonlySet<string>): Mandate["covers"] {
  const { verb, general, things } = namedAct(call);
  const thing = thingsSpoken(call, roots);
  const act = kinDegree(actSpoken(verb, roots));
  if (general) {
    return things.length === 0
      ? "act"
      : thing >= 1 || (thing >= 0.7 && act > 0)
        ? "whole"
        : thing > 0
          ? "thing"
          : "nothing";
  }
  return act > 0 && thing > 0
    ? "whole"
    : act >= 1 && !isLight(verb)
      ? "act"
      : thing > 0 || act >= 0.7
        ? "thing"
        : "nothing";
}

function coverOf({ memory: { users } }: Situation, call: CallView): Mandate["covers"] {
  return users
    .flatMap(({ passage }) => sentencesOf(passage))
    .map(({ roots }) => coverIn(call, roots))
    .reduce<Mandate["covers"]>(
      (best, one) => (coverRank.indexOf(one) > coverRank.indexOf(best) ? one : best),
      "nothing",
    );
}

/** Users speak of the act, and every value of the call is in their words: whoever else wants it, they do. */
export function isPlainlyAsked(situation: Situation, call: CallView): boolean {
  const values = call.arguments.filter(({ value }) => typeof value !== "boolean");
  if (values.length === 0 || values.some((argument) => saidByUser(situation, argument) === undefined)) {
    return false;
  }
  const covers = coverOf(situation, call);
  return covers === "whole" || covers === "act";
}

/** What users authorise of a call. */
export function mandateFor(situation: Situation, call: CallView): Mandate {
  const { users } = situation.memory;
  const { verb } = call.profile;
  const spoken =
    verb.length >= 4 &&
    users.some(({ passage }) => passage.folded.includes(verb.slice(0, Math.max(4, verb.length - 2))));
  const asked = callAsked(situation, call);
  return {
    covers: coverOf(situation, call),
    thing: Math.max(0, ...users.map(({ passage }) => thingsSpoken(call, rootsOf(passage)))),
    instrument: isInstrument(call),
    // Naming the thing in a question asks for no act on it.
    asked: asked === "unknown" && !spoken && onlyReads(users) ? "no" : asked,
    otherReceiver: hasOtherReceiver(situation, call),
    topic: topicOf(situation, call),
    verb:
      anyAct.has(verb) ||
      users.some(({ passage }) => passage.folded.includes(verb.slice(0, Math.max(4, verb.length - 2)))),
    named: call.arguments.filter(
      (argument) =>
        typeof argument.value !== "boolean" &&
        (argument.text.trim().length >= 4 || /\d|^\p{Lu}/u.test(argument.text)) &&
        saidByUser(situation, argument) !== undefined,
    ).length,
    otherAmount: hasOtherAmount(situation, call),
    commands: call.arguments.filter((argument) => commandNames(situation, argument)).length,
    understood: users.every(({ passage }) => askedOf(passage).understood),
  };
}
