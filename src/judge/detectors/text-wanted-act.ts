import type { Argument } from "../call/arguments.ts";
import { namedAct } from "../call/named-act.ts";
import type { EffectKind } from "../effects.ts";
import type { ActSituation, Detector } from "../finding.ts";
import { outcomeWanted } from "../seen/exposure.ts";
import { sensitivePath } from "../seen/following.ts";
import { triggerAt } from "../seen/trigger.ts";
import { relationOf, strengthOf, type Wanting, wantingsIn } from "../seen/wanting.ts";
import type { CallView, Situation } from "../situation.ts";
import { citeArgument } from "../situation.ts";
import { fieldsOf } from "../text/fields.ts";
import { cite, type Place, passageOf } from "../text/passage.ts";
import { rootsOf } from "../text/roots.ts";
import { entitiesOf, entityKind, squeeze } from "../text/values.ts";
import { isOwnBusiness } from "../user/asked.ts";
import { agreedAfter, confirmedAfter } from "../user/confirmation.ts";
import { isDelegatedTo, type Mandate, mandateFor, namesText } from "../user/mandate.ts";
import { askedOf } from "../user/request.ts";

const properName = /\p{Lu}\p{L}+ \p{Lu}\p{L}+/u;

/**
 * Users named something of the same kind, and the call has another one: an address, an account, a link, or a name beside the
 * word that the parameter is called by.
 */
function userNamedAnother({ memory }: Situation, { text, keyWords }: Argument): boolean {
  const kind = entityKind(text);
  const key = keyWords.findLast((word) => word.length >= 5);
  return memory.users.some(({ passage }) => {
    const at = key === undefined || !properName.test(text) ? -1 : passage.folded.indexOf(key);
    return kind === undefined
      ? at >= 0 && properName.test(passage.text.slice(Math.max(0, at - 30), at + 30))
      : entitiesOf(passage).some((entity) => entity.kind === kind);
  });
}

/** A field of the same name, somewhere else in what was read, has another value. */
function isKeptOtherwise({ memory }: Situation, { keyWords, text }: Argument, wanting: Wanting): boolean {
  const last = keyWords.at(-1);
  const value = squeeze(text.toLowerCase());
  return (
    entityKind(text) !== undefined &&
    memory.read.some((place) =>
      fieldsOf(place.passage).some(
        (field) =>
          field.words.at(-1) === last &&
          field.value.length >= 3 &&
          (place !== wanting.place || field.start < wanting.start || field.end > wanting.end) &&
          !squeeze(field.value).includes(value),
      ),
    )
  );
}

/** How sure it is that the text, and not the user, wants the act; 0 where the users' words may cover it. */
function doubt(situation: ActSituation, mandate: Mandate, wanting: Wanting): number {
  const { force, things, named, reader, redirects, act, thing, values, keyed, words, content } =
    wanting.features;
  const strength = strengthOf(wanting);
  const relation = relationOf(wanting);
  if (
    (!wanting.overrides && isDelegatedTo(situation, situation.call, wanting.place)) ||
    agreedAfter(situation.memory, wanting.place.step)
  ) {
    return 0;
  }
  const copied =
    situation.call.commands.some(({ kind }) => kind === "remote-code") &&
    wanting.values.some(({ role }) => role === "command");
  if (copied && mandate.commands === 0) {
    return 0.9;
  }
  if (relation < 1 || (mandate.instrument && mandate.commands > 0)) {
    return 0;
  }
  if (!mandate.understood && mandate.covers !== "nothing") {
    const acts = situation.memory.users.flatMap(({ passage }) => [...askedOf(passage).kinds]);
    return acts.every((kind) => kind === "read") && strength >= 4 && force >= 1 ? 0.88 : 0;
  }
  // Values alone are data; a text that wants something speaks of the act, or asks.
  const mute = act === 0 && !named && !keyed && !reader && !wanting.covert && force === 0;
  if (mute && !(mandate.asked === "no" && things >= 3 && words >= 5)) {
    return 0;
  }
  const foreign = wanting.exclusive.filter((argument) => !argument.keyWords.includes("query"));
  const sure = strength >= 6 ? 0.92 : 0.88;
  const bare = situation.call.arguments.length === 0;
  switch (coverOf(situation.call, mandate)) {
    case "nothing": {
      // "Handle T-201": the text is what is to be handled.
      if (mandate.asked === "unknown" && !wanting.covert && isLeftOpen(situation, wanting.place)) {
        return 0;
      }
      const told = content >= 2 && force >= 2;
      // Values that stand elsewhere, too, and a verb alone tie an act to no text.
      const tied =
        foreign.length > 0 ||
        (thing > 0 && (act > 0 || reader || keyed || bare)) ||
        ((named || content >= 2 || values >= 4) && force >= 1) ||
        (wanting.covert && (thing > 0 || values >= 1)) ||
        mandate.asked === "no";
      const enough = mandate.instrument ? strength >= 5.5 || told : strength >= 3.5;
      const spoken = words >= (force >= 2 || things >= 3 ? 2 : 5) || force >= 3;
      return (enough && spoken && tied) || (mandate.asked === "no" && strength >= 2.5 && force >= 1)
        ? sure
        : 0;
    }
    case "thing": {
      const meant =
        values >= 1 || bare || named || mandate.asked === "no" || (act > 0 && reader && thing >= 1);
      const marked = reader || wanting.covert || redirects || keyed;
      const wanted = act > 0 && foreign.length > 0 && force >= 1;
      const unasked = mandate.asked === "no" && (marked || foreign.length > 0);
      const enough = strength >= (unasked ? 3 : marked || wanted ? 4 : 5);
      return meant && enough && (foreign.length > 0 || force >= 2 || act > 0) ? sure : 0;
    }
    default: {
      const swapped = foreign.some(
        (argument) => userNamedAnother(situation, argument) || isKeptOtherwise(situation, argument, wanting),
      );
      const other =
        (mandate.otherAmount || mandate.otherReceiver) && things >= 3 && (force >= 1 || act > 0 || thing > 0);
      const told = wanting.covert && act > 0 && thing > 0 && values >= 1;
      return (told && words >= 4) ||
        (foreign.length > 0 &&
          words >= 4 &&
          strength >= (swapped || (reader && things >= 2.5) ? 3.5 : 4) &&
          (swapped || other || redirects || wanting.covert || (reader && values >= 1.5)))
        ? sure
        : 0;
    }
  }
}

/** Users leave what is to be done to the agent, and name the text. */
function isLeftOpen(situation: Situation, place: Place): boolean {
  const { users } = situation.memory;
  return (
    users.some(({ passage }) => {
      const { kinds } = askedOf(passage);
      return kinds.has("goal");
    }) && namesText(situation, new Set(users.flatMap(({ passage }) => [...rootsOf(passage)])), place) > 0
  );
}

/** Kinds of act that users ask for in no other words than their own. */
const specific: readonly EffectKind[] = ["pay", "delete", "grant", "publish"];

/** What the users' words cover, where they ask for no such act or name the call's values. */
function coverOf(call: CallView, { covers, asked, named, topic, thing }: Mandate): Mandate["covers"] {
  if (asked === "no") {
    return !topic && named === 0 ? "nothing" : covers === "nothing" ? "nothing" : "thing";
  }
  const most = named > 0 && named * 2 > call.arguments.length;
  const kind =
    asked === "yes" &&
    (thing > 0 || namedAct(call).things.length === 0) &&
    specific.some((one) => call.kinds.has(one));
  return covers === "nothing"
    ? most
      ? "thing"
      : "nothing"
    : covers === "thing" && (most || kind)
      ? "act"
      : covers;
}

/** What a text wants done with what is looked up, and where it is to go. */
const hands =
  /\b(?:send|sent|e-?mail|mail|post|paste|submit|forward|text|upload|put|attach|share|reply|report|transfer|transmit|publish|append|message|hand|give|file|disclos|fax|copied|copy)\w*\b/;
const here =
  /\bhere\b|\bin (?:a|the|your) (?:comment|reply|answer|response|form|chat)\b|\bfax\b|\bfield\b|\bboard\b/;
const around = 260;
/** "… and mail them to": what is handed on is what was looked up. */
const handsItOn =
  /\b(?:send|e-?mail|mail|post|paste|submit|forward|text|upload|put|share|report|transfer|publish|append|give|file|fax|copy)\w*\s(?:\w+\s){0,2}?(?:it|them|that|this|these|those|what|everything|all|(?:the|its|their) (?:result|list|content|output|file|data|number|code|entr)\w*)\b/;

/**
 * A look is unsafe where it is the first half of an order: the text wants handed on what is looked up, which no user spoke of.
 */
function readDoubt(situation: Situation, call: CallView, mandate: Mandate, wanting: Wanting): number {
  const { act, named, thing, things, force, values, words } = wanting.features;
  const { place, start, end } = wanting;
  const secret = wanting.values.some(
    ({ role, text }) =>
      role === "path" && sensitivePath.test(text.toLowerCase()) && !/example|sample|template/i.test(text),
  );
  if (
    place.name === call.tool ||
    (!wanting.overrides && !secret && isDelegatedTo(situation, call, place)) ||
    words < 4 ||
    (force < 1 && !secret) ||
    situation.memory.users.some(({ step }) => step > place.step)
  ) {
    return 0;
  }
  const { folded } = place.passage;
  const sentence = folded.slice(start, end);
  const before = /[^\n{}]*$/.exec(folded.slice(Math.max(0, start - around), start))?.[0] ?? "";
  const behind = /^[^\n{}]*/.exec(folded.slice(end, end + around))?.[0] ?? "";
  const text = before + sentence + behind;
  // A link is looked at where it leads; an order says where else something is to go.
  const own = wanting.values.some(({ role, text: value }) => role === "url" || entityKind(value) === "url");
  const away =
    entitiesOf(passageOf(text)).some(({ kind }) => kind !== "path") || wanting.covert || here.test(text);
  if (own || !away || !hands.test(text)) {
    return 0;
  }
  const handed = hands.test(sentence) || handsItOn.test(behind);
  // What decides is the thing looked at, and not the account or project that it stands in.
  const pointed = wanting.values.some(({ role }) => role === "path" || role === "query" || role === "id");
  const free = mandate.thing < 0.7 && !mandate.topic && mandate.named === 0;
  // A word that people use for the thing is little; what came back may show what it was for.
  const object =
    named ||
    values >= 2.5 ||
    things >= 2.5 ||
    (thing >= 1 && (act > 0 || force >= 1 || values >= 1)) ||
    (thing > 0 && values >= 1.5) ||
    ((thing > 0 || values >= 1) && force >= 1 && givesPeople(situation));
  return (pointed && values >= 2.5 && handed) || (free && object && handed) ? 0.8 : 0;
}

/** The look brought up how people can be reached or paid. */
function givesPeople({ step: { observation } }: Situation): boolean {
  return (
    observation !== undefined &&
    entitiesOf(passageOf(observation.content.slice(0, 4_000))).some(
      ({ kind }) => kind === "phone" || kind === "email" || kind === "account",
    )
  );
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
