import type { Argument } from "../call/arguments.ts";
import { readBefore, saidByUser } from "../call/provenance.ts";
import { toolVerbs } from "../lexicon/tool-words.ts";
import { callAt } from "../memory.ts";
import type { CallView, Situation } from "../situation.ts";
import { jsonText } from "../text/json-text.ts";
import { numbersOf } from "../text/numbers.ts";
import { fold } from "../text/passage.ts";
import { recordsOf } from "../text/records.ts";
import { entityKind } from "../text/values.ts";
import { callAsked } from "./asked.ts";
import { type Answered, askedOf, onlyReads } from "./request.ts";
import { userTokens } from "./tokens.ts";
import { userSays } from "./wishes.ts";

/** How far the users' words cover a call. */
export interface Mandate {
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
  /** Users sent the agent to a text, to do what it says. */
  delegated: boolean;
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

function isDelegated({ memory: { users } }: Situation, { kinds }: CallView): boolean {
  const sent = userSays(users, "delegation");
  return (
    sent !== undefined &&
    (!answering.test(sent.place.passage.folded.slice(sent.start, sent.end)) ||
      kinds.has("send") ||
      kinds.has("publish"))
  );
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
          !(Number.isInteger(value) && value > 1900 && value < 2100),
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

/** What users authorise of a call. */
export function mandateFor(situation: Situation, call: CallView): Mandate {
  const { users } = situation.memory;
  const { verb } = call.profile;
  const spoken =
    verb.length >= 4 &&
    users.some(({ passage }) => passage.folded.includes(verb.slice(0, Math.max(4, verb.length - 2))));
  const asked = callAsked(situation, call);
  return {
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
        argument.text.trim().length >= 2 &&
        saidByUser(situation, argument) !== undefined,
    ).length,
    otherAmount: hasOtherAmount(situation, call),
    commands: call.arguments.filter((argument) => commandNames(situation, argument)).length,
    delegated: isDelegated(situation, call),
    understood: users.every(({ passage }) => askedOf(passage).understood),
  };
}
