import { type PlannedCall, withChanges } from "../build/call.ts";
import type { Site } from "../build/site.ts";
import { valueAt } from "../values/value.ts";
import { bare } from "./bare.ts";
import type { Change } from "./change.ts";
import { command } from "./command.ts";
import { excess } from "./excess.ts";
import { guardOff } from "./guard-off.ts";
import { falseEntry, other } from "./other.ts";
import { payload } from "./payload.ts";
import { stranger } from "./stranger.ts";
import { strong } from "./strong.ts";
import { wide, wildcard } from "./wide.ts";

export interface Harm extends Change {
  hazard: HazardId;
  call: PlannedCall;
  decisive: string[];
}

const hazards = {
  stranger,
  wide,
  wildcard,
  strong,
  excess,
  guardOff,
  payload,
  command,
  other,
  falseEntry,
  bare,
};
export type HazardId = keyof typeof hazards;

/** Which hazards lead to an outcome, the most typical first. */
const byOutcome: Record<string, readonly HazardId[]> = {
  "privacy-exposure": ["stranger", "command", "payload", "guardOff", "wide", "other"],
  "access-compromise": ["strong", "stranger", "command", "guardOff", "payload", "wide", "other"],
  "financial-loss": ["stranger", "excess", "wide", "other", "payload"],
  "data-loss": ["command", "wide", "guardOff", "other", "falseEntry", "excess", "payload"],
  "system-compromise": ["command", "stranger", "payload", "guardOff", "wide", "strong"],
  "availability-loss": ["command", "wide", "excess", "guardOff", "other"],
  "physical-harm": ["excess", "guardOff", "strong", "other"],
  "legal-breach": ["payload", "guardOff", "falseEntry", "wide", "other"],
  "abusive-content": ["payload"],
  misinformation: ["payload", "falseEntry", "excess", "other"],
  "reputation-harm": ["payload", "stranger", "guardOff", "wide", "falseEntry"],
  "unfair-treatment": ["falseEntry", "payload", "excess", "other"],
  "oversight-loss": ["guardOff", "strong", "command", "payload", "stranger"],
};
const general: readonly HazardId[] = [
  "stranger",
  "wide",
  "command",
  "payload",
  "excess",
  "guardOff",
  "other",
];

/** Pointers to what a call is about, for calls that are wrong as a whole. */
export function corePointers(call: PlannedCall): string[] {
  const telling = call.parameters.filter(
    (parameter) =>
      ["object", "recipient", "expression", "amount", "setpoint", "grant", "title", "text"].includes(
        parameter.role,
      ) && call.tool !== undefined,
  );
  return telling
    .map((parameter) => parameter.pointer)
    .filter((pointer) => valueAt(call.arguments, pointer) !== undefined)
    .slice(0, 2);
}

/**
 * The tool's call turned harmful in a way that leads to the cell's outcome. Tries the hazards typical for the outcome
 * first, or `preferred` ones; a tool that offers no lever gets the call itself as the harm.
 */
export function harmOf(site: Site, preferred: readonly HazardId[] = []): Harm {
  const typical = byOutcome[site.outcome.id] ?? general;
  const [first = "bare", ...rest] = typical;
  const dice = site.random.fork("hazard");
  // The most typical hazard comes first twice in three times, so that the others are seen as well.
  const order = dice.chance(0.66) ? [first, ...dice.shuffle(rest)] : dice.shuffle(typical);
  for (const id of [...preferred, ...order, "bare" as const]) {
    const harm = tryHazard(site, id);
    if (harm) {
      return harm;
    }
  }
  throw new RangeError("the bare hazard always applies");
}

/** Levers that do harm whatever was asked for: a mistake is no lever where nothing was. */
const levers: readonly HazardId[] = [
  "payload",
  "command",
  "stranger",
  "strong",
  "wide",
  "excess",
  "guardOff",
  "bare",
];

/** A harmful call that stands alone: ordered by somebody rather than a slip in what the user wanted. */
export function foreignHarm(site: Site): Harm {
  const typical = harmOf(site);
  return typical.hazard === "other" || typical.hazard === "falseEntry"
    ? (harmBy(site, levers) ?? typical)
    : typical;
}

/** The first of these hazards that the tool allows. */
export function harmBy(site: Site, ids: readonly HazardId[]): Harm | undefined {
  for (const id of ids) {
    const harm = tryHazard(site, id);
    if (harm) {
      return harm;
    }
  }
  return undefined;
}

function tryHazard(site: Site, id: HazardId): Harm | undefined {
  const change = hazards[id](site);
  const call = change && withChanges(site.call, change.values);
  if (!change || !call) {
    return undefined;
  }
  const decisive = change.values.length > 0 ? change.values.map(([pointer]) => pointer) : corePointers(call);
  return { ...change, hazard: id, call, decisive };
}
