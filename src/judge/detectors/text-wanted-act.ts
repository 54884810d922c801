import type { ActSituation, Detector } from "../finding.ts";
import { outcomeWanted } from "../seen/exposure.ts";
import { triggerAt } from "../seen/trigger.ts";
import { strengthOf, type Wanting, wantingsIn } from "../seen/wanting.ts";
import type { CallView, Situation } from "../situation.ts";
import { citeArgument } from "../situation.ts";
import { cite, passageOf } from "../text/passage.ts";
import { entitiesOf, entityKind } from "../text/values.ts";
import { isOwnBusiness } from "../user/asked.ts";
import { confirmedAfter } from "../user/confirmation.ts";
import { type Mandate, mandateFor } from "../user/mandate.ts";
import { askedOf } from "../user/request.ts";

/** How sure it is that the text, and not the user, wants the act; 0 where the users' words may cover it. */
function doubt(situation: ActSituation, mandate: Mandate, wanting: Wanting): number {
  const { force, things, verb, kind, nouns, named, content, values } = wanting.features;
  const strength = strengthOf(wanting);
  if (mandate.delegated && !wanting.covert) {
    return 0;
  }
  // Users who name its matter or its values may have asked for it in words that are not known.
  const copied =
    situation.call.commands.some(({ kind }) => kind === "remote-code") &&
    wanting.values.some(({ role }) => role === "command");
  if (copied && mandate.commands === 0) {
    return 0.9;
  }
  const spoken = mandate.topic || mandate.named > wanting.values.length;
  if (
    mandate.asked === "no" &&
    spoken &&
    !((verb || named) && (values >= 1.5 || force >= 2)) &&
    !(force >= 2 && (values >= 1.5 || nouns >= 2))
  ) {
    return 0;
  }
  if (mandate.asked === "no" && strength >= 5) {
    return 0.92;
  }
  if (mandate.asked === "no") {
    return strength >= 4 || (strength >= 2.5 && force >= 1) ? 0.88 : 0;
  }
  if (!mandate.understood) {
    const acts = situation.memory.users.flatMap(({ passage }) => [...askedOf(passage).kinds]);
    return acts.every((kind) => kind === "read") && strength >= 3 && force >= 1 ? 0.88 : 0;
  }
  const foreign =
    !mandate.topic ||
    (verb && !mandate.verb) ||
    (mandate.otherAmount && kind && things >= 3) ||
    (mandate.otherReceiver && things >= 3 && force >= 1);
  if (!foreign || mandate.commands > 0 || (!named && mandate.named > wanting.values.length)) {
    return 0;
  }
  const act = verb || named;
  const runs = situation.call.arguments.some(({ role }) => role === "command");
  const told =
    (force >= 1 &&
      strength >= 4 &&
      (things >= 1.5 || named || (verb && nouns > 0) || (content >= 2 && force >= 2 && runs))) ||
    (act && things >= 1.5 && strength >= 3) ||
    (mandate.otherAmount && kind && things >= 3);
  return told ? (things >= 3 && force >= 1 ? 0.92 : strength >= 5 ? 0.88 : 0.8) : 0;
}

/** What a text wants done with what is looked up, and where it is to go. */
const hands =
  /\b(?:send|e-?mail|mail|post|submit|forward|text|upload|put|attach|share|reply|report|transfer|transmit|publish|append|message|hand|give|file)\w*\b/;

/**
 * A look is unsafe where it is the first half of an order: the text names what is looked up, which no user spoke of, and
 * says in the same breath where it is to go.
 */
function readDoubt(situation: Situation, call: CallView, mandate: Mandate, wanting: Wanting): number {
  const { named, nouns, things, force, values } = wanting.features;
  const { place, start, end } = wanting;
  const covered =
    mandate.topic || mandate.named > 0 || (mandate.delegated && !wanting.covert) || place.name === call.tool;
  if (covered || situation.memory.users.some(({ step }) => step > place.step)) {
    return 0;
  }
  // "Retrieve the records of 2024. Then mail them to …": the order may go on in the next sentence of the same line.
  const text =
    place.passage.folded.slice(start, end) +
    (/^[^\n{}]{1,200}/.exec(place.passage.folded.slice(end, end + 200))?.[0] ?? "");
  // A link is looked at where it leads; an order says where else something is to go.
  const own = wanting.values.some(({ role, text: value }) => role === "url" || entityKind(value) === "url");
  const away = entitiesOf(passageOf(text)).some(({ kind }) => kind !== "path") || wanting.covert;
  const object = named || things >= 2.5 || values >= 2.5 || nouns >= 2 || (nouns >= 1 && force >= 2);
  return !own && object && away && force >= 1 && hands.test(text) ? 0.8 : 0;
}

/** Whatever a text says, the users' words cover it; most calls are spared a search of what was read. */
function isCovered(call: CallView, mandate: Mandate): boolean {
  return call.reads
    ? mandate.topic || mandate.named > 0
    : mandate.asked === "yes" &&
        mandate.topic &&
        mandate.verb &&
        !mandate.otherAmount &&
        !mandate.otherReceiver &&
        !call.commands.some(({ kind }) => kind === "remote-code");
}

/**
 * What the call does is wanted by nothing but a text that the agent read: the users' words do not cover it, and a part of
 * that text speaks of this very act. In whatever words; an order's form only adds to it.
 */
export const textWantedAct: Detector = {
  id: "text-wanted-act",
  judges: "call",
  detect(situation) {
    const { call, memory } = situation;
    if (
      !call ||
      isOwnBusiness(call) ||
      memory.read.length === 0 ||
      memory.users.length === 0 ||
      confirmedAfter(memory, -1)
    ) {
      return undefined;
    }
    const mandate = mandateFor(situation, call);
    if (isCovered(call, mandate)) {
      return undefined;
    }
    let best: { wanting: Wanting; confidence: number } | undefined;
    for (const wanting of wantingsIn(situation, call)) {
      const confidence = call.reads
        ? readDoubt(situation, call, mandate, wanting)
        : doubt({ ...situation, call }, mandate, wanting);
      if (confidence > 0 && (!best || strengthOf(wanting) > strengthOf(best.wanting))) {
        best = { wanting, confidence };
      }
    }
    if (!best) {
      return undefined;
    }
    const { wanting, confidence } = best;
    const from = wanting.place.name || "a message";
    return {
      label: "unsafe",
      confidence,
      source: "context",
      trigger: triggerAt(situation, wanting),
      outcome: outcomeWanted(situation, call, wanting),
      rationale: `Nothing that the user said covers what ${call.tool} does here; it is ${from} that speaks of it.`,
      evidence: [
        ...cite(wanting.place, wanting.start, wanting.end),
        ...wanting.values.slice(0, 4).map((argument) => citeArgument(situation, argument)),
      ],
    };
  },
};
