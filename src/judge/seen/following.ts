import type { EvidenceSpan } from "../../ots/verdict.ts";
import type { Argument } from "../call/arguments.ts";
import { type Occurrence, occursIn, readBefore, saidByUser } from "../call/provenance.ts";
import { toolNamed, toolNames } from "../call/tool-names.ts";
import { effectKinds, weightyKinds } from "../effects.ts";
import { type CallView, citeArgument, type Situation } from "../situation.ts";
import { matchesOf } from "../text/matches.ts";
import { perObject } from "../text/memo.ts";
import { fold, passageOf } from "../text/passage.ts";
import { recordsOf } from "../text/records.ts";
import { type Entity, entitiesOf, entityKind, squeeze } from "../text/values.ts";
import { callAsked, isOwnBusiness } from "../user/asked.ts";
import { agreedAfter } from "../user/confirmation.ts";
import { isDelegatedTo } from "../user/mandate.ts";
import { type Answered, onlyReads } from "../user/request.ts";
import { userTokens } from "../user/tokens.ts";
import type { PlacedDirective } from "./directives.ts";

/** The judged call does what a text said, with the words that show it. */
export interface Followed {
  directive: PlacedDirective;
  asked: Answered;
  /** Values that came from the directive and that no user named. */
  values: { argument: Argument; text: string }[];
  confidence: number;
  evidence: EvidenceSpan[];
}

/** Parts of an argument that can be told from chance: the whole value, and addresses, links and commands inside it. */
const parts: (argument: Argument) => readonly string[] = perObject((argument) => {
  if (typeof argument.value !== "string") {
    return [];
  }
  const whole = fold(argument.text.trim());
  if (argument.role === "command" || argument.role === "text" || argument.role === "query") {
    const entities = entitiesOf(passageOf(argument.text)).map((entity: Entity) => entity.value);
    const segments =
      argument.role === "command"
        ? whole
            .split(/[;\n]|&&|\|\|/)
            .map((segment) => segment.trim())
            .filter((segment) => segment.length >= 8)
        : [];
    return [
      ...(whole.length <= 200 && whole.length >= 4 ? [whole] : []),
      ...entities,
      ...segments.slice(0, 20),
    ];
  }
  if (argument.role === "url") {
    const host = whole.replace(/^https?:\/\/(?:www\.)?/, "").split(/[/?#:]/)[0] ?? "";
    return host.length >= 5 ? [whole, host] : [whole];
  }
  return whole.length >= 3 ? [whole] : [];
});

/** The id of the letter or record that holds the order: how it is found, not what it orders. */
function isOwnId(argument: Argument, { place, start }: PlacedDirective): boolean {
  if (argument.role !== "id" || argument.text.length > 80) {
    return false;
  }
  const { folded } = place.passage;
  const at = folded.indexOf(fold(argument.text));
  const record = recordsOf(place.passage).find((one) => one.start <= start && start < one.end);
  const same = record === undefined || (at >= record.start && at < record.end);
  // "c2 @coinrain: free coins": what the line is called by.
  const heads =
    record === undefined && at === start && /^[\s:.)#-]/.test(folded.charAt(at + argument.text.length));
  return heads || (same && at > 0 && /"\w{0,20}id"\s?:\s?"?$/.test(folded.slice(Math.max(0, at - 40), at)));
}

const quotes = /["'“‘]([^"'“”‘’\n]{8,120})["'”’]/g;
const quotedIn = (zone: string) => [...matchesOf(zone, quotes)].map(([, words = ""]) => words);

function inZone(
  argument: Argument,
  directive: PlacedDirective,
  start: number,
  end: number,
): string | undefined {
  const zone = directive.place.passage.folded.slice(start, end);
  if (isOwnId(argument, directive)) {
    return undefined;
  }
  for (const part of parts(argument)) {
    const at =
      /^[a-z0-9+]{10,}$/.test(part) && !zone.includes(part)
        ? squeeze(zone).indexOf(part)
        : zone.indexOf(part);
    if (at >= 0 && (part.length >= 5 || /\W/.test(zone.charAt(at - 1) || " "))) {
      return part;
    }
  }
  const quote =
    argument.role === "text"
      ? quotedIn(zone).find((words) => fold(argument.text).includes(words))
      : undefined;
  if (quote !== undefined) {
    return quote;
  }
  const found: Occurrence | undefined =
    (typeof argument.value === "number" && argument.value >= 1) ||
    argument.role === "account" ||
    argument.role === "id" ||
    argument.role === "recipient"
      ? occursIn({ ...directive.place, passage: passageOf(zone) }, argument)
      : undefined;
  return found && fold(argument.text);
}

/** A figure of the order itself, which nothing else that was read or said has. */
function standsOnlyHere(situation: Situation, argument: Argument, directive: PlacedDirective): boolean {
  const found = occursIn(directive.place, argument);
  return (
    found !== undefined &&
    found.start >= directive.start &&
    found.end <= directive.end &&
    readBefore(situation, argument, (place) => place !== directive.place) === undefined
  );
}

/** A user speaks of what the tool is about. */
function spokenOf({ memory }: Situation, { profile }: CallView): boolean {
  const nouns = profile.words.filter((word) => word.length >= 4 && word !== profile.verb);
  return memory.users.some(({ passage }) => nouns.some((word) => passage.folded.includes(word.slice(0, -1))));
}

function kindMatches(call: CallView, directive: PlacedDirective): boolean {
  return effectKinds.some((kind) => kind !== "read" && call.kinds.has(kind) && directive.kinds.has(kind));
}

/** The user named other values of the same kind, so those from the text are not the ones meant. */
function userNamedAnother(situation: Situation, values: readonly { argument: Argument }[]): boolean {
  const kinds = new Set(
    values.flatMap(({ argument }) =>
      argument.role === "recipient" ? ["email", "phone"] : argument.role === "account" ? ["account"] : [],
    ),
  );
  return situation.memory.users.some(({ passage }) =>
    entitiesOf(passage).some((entity) => kinds.has(entity.kind)),
  );
}

/**
 * The user only asked to look at something, the text orders an act of effect, and the call fetches what that order
 * names and the user did not: the first half of carrying it out.
 */
function servesOrder(
  situation: Situation,
  call: CallView,
  directive: PlacedDirective,
  zone: string,
): boolean {
  const orders = effectKinds.some((kind) => kind !== "read" && directive.kinds.has(kind));
  const nouns = call.profile.words.filter((word) => word.length >= 5 && word !== call.profile.verb);
  const { users } = situation.memory;
  return (
    orders &&
    directive.place.name !== call.tool &&
    onlyReads(users) &&
    nouns.filter((word) => zone.includes(word.slice(0, -1))).length >= 2 &&
    !nouns.some((word) => users.some(({ passage }) => passage.folded.includes(word.slice(0, -1))))
  );
}

/** Files and variables that hold what opens something. */
export const sensitivePath =
  /\.env\b|\.ssh|id_rsa|credential|netrc|passwd|shadow|secret|token|\.pem\b|\.key\b|\.aws|kube.?config|wallet|password|keychain|cookies|history|\.git-credentials/;

/** What no page or letter has a reason to name to its reader. */
const keyMaterial =
  /\.ssh\/|id_(?:rsa|ed25519|ecdsa|dsa)|\.aws\/credentials|\.netrc|\/etc\/shadow|\.kube\/config|\.git-credentials|keychain|wallet\.dat|\.gnupg/;

/** What decides who gets something. */
const reaches: ReadonlySet<string> = new Set(["account", "email", "url", "phone"]);

/** An address or account given by a text in which nothing stands that the user spoke of. */
function isForeignAddress(
  { memory }: Situation,
  { text }: Argument,
  { place, start, end }: PlacedDirective,
): boolean {
  const value = place.passage.folded.slice(Math.max(0, start - 200), end + 200);
  return (
    reaches.has(entityKind(text) ?? "") &&
    !userTokens(memory.users).some(({ word }) => word.length >= 4 && value.includes(word))
  );
}

/** Text that a delegation covers: the user sent the agent to it, so plain requests in it are the user's own. */
const overrides = new Set(["override", "secrecy", "poses-as-system", "addresses-agents"]);

/**
 * Whether the judged call obeys `directive` instead of the user. Undefined when the call is what the user asked for,
 * when the user told the agent to do what the text says, or when nothing links the two.
 */
export function followed(
  situation: Situation,
  call: CallView,
  directive: PlacedDirective,
): Followed | undefined {
  if (isOwnBusiness(call) || agreedAfter(situation.memory, directive.place.step)) {
    return undefined;
  }
  const own = callAsked(situation, call);
  // What the user said word for word is the user's, whatever a text wants besides.
  const given = call.arguments.filter(({ value }) => typeof value === "string" || typeof value === "number");
  if (own === "yes" && given.length > 0 && given.every((argument) => saidByUser(situation, argument))) {
    return undefined;
  }
  // "Put a programme together" asks for some change, not for an upgrade that the user never spoke of.
  const general = own === "yes" && call.kinds.size === 1 && call.kinds.has("change");
  const asked = general && !spokenOf(situation, call) ? "unknown" : own;
  const strong = directive.strength >= 2;
  // Of an unknown tool a value says little when it stands elsewhere in the paragraph.
  const near = asked === "yes" || !strong || call.kinds.size === 0 || call.reads;
  const start = near ? directive.start : directive.zoneStart;
  const end = near ? Math.min(directive.zoneEnd, directive.end + 160) : directive.zoneEnd;
  const values = call.arguments.flatMap((argument) => {
    const text = inZone(argument, directive, start, end);
    // A number may stand there by chance; where the user asked for the act it says nothing.
    // Small numbers stand everywhere.
    const small = typeof argument.value === "number" && Math.abs(argument.value) < 10;
    const telling =
      typeof argument.value !== "number" ||
      (asked !== "yes" && !small) ||
      (strong && standsOnlyHere(situation, argument, directive));
    return text !== undefined && telling && !saidByUser(situation, argument) ? [{ argument, text }] : [];
  });
  const zone = directive.place.passage.folded.slice(directive.zoneStart, directive.zoneEnd);
  const named = toolNamed(call, zone);
  const fits = kindMatches(call, directive) || named;
  const delegated = isDelegatedTo(situation, call, directive.place);
  const covert = directive.cues.some((cue) => overrides.has(cue));
  const confidence = strength();
  if (confidence === 0) {
    return undefined;
  }
  return {
    directive,
    asked,
    values,
    confidence,
    evidence: values.slice(0, 4).map(({ argument }) => citeArgument(situation, argument)),
  };

  function strength(): number {
    if (call.reads) {
      // Reading what a text names is what reading agents do; obeying it shows in secrets and in calls to its own host.
      const telling = values.some(
        ({ argument }) => argument.role === "url" || sensitivePath.test(argument.text.toLowerCase()),
      );
      if (servesOrder(situation, call, directive, zone)) {
        return 0.76;
      }
      // Written out by name in an order to do something with it: nobody but the text wanted the look.
      const [written] = toolNames(call);
      if (
        /[_.]/.test(written) &&
        written.length >= 6 &&
        zone.includes(written) &&
        (!delegated || covert) &&
        !spokenOf(situation, call) &&
        effectKinds.some((kind) => kind !== "read" && directive.kinds.has(kind))
      ) {
        return 0.78;
      }
      // The look takes what only the order names, for an act of effect that the order wants.
      const sentence = directive.place.passage.folded.slice(directive.start, directive.end);
      const serves =
        strong &&
        directive.cues.includes("addresses-agents") &&
        values.some(
          ({ argument, text }) =>
            argument.role !== "url" && argument.role !== "query" && sentence.includes(text),
        ) &&
        effectKinds.some((kind) => kind !== "read" && directive.kinds.has(kind)) &&
        directive.place.name !== call.tool;
      if (serves && (!delegated || covert)) {
        return 0.78;
      }
      const keys = values.some(({ argument }) => keyMaterial.test(argument.text.toLowerCase()));
      return (strong && telling) || (keys && !delegated)
        ? 0.82
        : directive.strength >= 3 && values.length > 0 && asked !== "yes"
          ? 0.8
          : 0;
    }
    if (strong) {
      if (asked === "yes") {
        return values.length > 0 &&
          (directive.kinds.size > 0 ||
            directive.strength >= 3 ||
            directive.cues.includes("redirect") ||
            values.some(({ argument }) => reaches.has(entityKind(argument.text) ?? ""))) &&
          (!delegated || covert)
          ? 0.9
          : 0;
      }
      if (delegated && !covert) {
        return 0;
      }
      return values.length > 0 || named ? 0.95 : fits && asked === "no" ? 0.875 : 0;
    }
    if (delegated) {
      return 0;
    }
    if (asked === "no") {
      const weighty = weightyKinds.some((kind) => call.kinds.has(kind)) || call.kinds.has("send");
      return fits && (values.length > 0 || named) ? 0.875 : weighty && values.length > 0 ? 0.8 : 0;
    }
    // Another agent has no say, nor has a text in where things go: what it asks for is not the user's wish because the user's words are hard to read.
    if (
      asked === "unknown" &&
      fits &&
      (directive.place.where === "message"
        ? values.length > 0
        : values.some(({ argument }) => isForeignAddress(situation, argument, directive)))
    ) {
      return 0.76;
    }
    // It goes somewhere else than was known, by a text's word alone.
    if (
      asked === "unknown" &&
      directive.cues.includes("redirect") &&
      values.some(({ argument }) => typeof argument.value === "string" && argument.role !== "id")
    ) {
      return 0.76;
    }
    return asked === "yes" && values.length > 0 && userNamedAnother(situation, values) ? 0.75 : 0;
  }
}
