import type { ChatBody, ChatMessage } from "../chat.ts";
import type { BadRequest } from "../failures.ts";
import { type Rung, rungBelow, rungs } from "./rungs.ts";

/** What has been learned of one model on one server. It starts with the best and comes down as the server objects. */
export interface Traits {
  rung: Rung;
  /** A valid answer came back at this rung: an objection later on is about the one request. */
  proven: boolean;
  /** Field that limits the length of answers, if the server takes one. */
  limit: "max_completion_tokens" | "max_tokens" | undefined;
  /** Whether a system message may be sent; some chat templates have none. */
  system: boolean;
}

/** Traits by server and model. Keep it for as long as the endpoint is in use, so that nothing is learned twice. */
export class TraitsMemory {
  readonly #known = new Map<string, Traits>();
  readonly #first: Traits;

  /** @param first what is known of every model beforehand. */
  constructor(first: Partial<Traits> = {}) {
    this.#first = { rung: rungs[0], proven: false, limit: "max_completion_tokens", system: true, ...first };
  }

  of(baseUrl: string, model: string): Traits {
    const key = JSON.stringify([baseUrl, model]);
    let traits = this.#known.get(key);
    if (!traits) {
      traits = { ...this.#first };
      this.#known.set(key, traits);
    }
    return traits;
  }
}

const structureWords =
  /response_format|json.?schema|json.?object|\bstrict\b|grammar|guided|structured|\btools?\b|tool.?choice|function.?call|additionalproperties|xgrammar|outlines/i;
const limitWords =
  /max_completion_tokens|max_tokens|max_new_tokens|context.?(?:length|window|size)|maximum context|too (?:long|large|many tokens)/i;
const systemWords =
  /system (?:role|message|prompt)|role.{0,12}system|roles must alternate|developer instruction/i;

/**
 * Learns from an objection to a request that was sent with the traits `sent`. True when another form is left to try.
 * Requests run side by side, so what another one has learned since is not learned again, one rung further down.
 */
export function learn(
  traits: Traits,
  sent: Readonly<Traits>,
  { message }: Pick<BadRequest, "message">,
): boolean {
  if (aboutLength({ message })) {
    if (traits.limit === sent.limit) {
      traits.limit = sent.limit === "max_completion_tokens" ? "max_tokens" : undefined;
    }
    return sent.limit !== undefined;
  }
  if (systemWords.test(message) && sent.system) {
    traits.system = false;
    return true;
  }
  if (traits.rung !== sent.rung) {
    return true;
  }
  return (structureWords.test(message) || !sent.proven) && stepDown(traits, sent.rung);
}

/** Whether an objection is about the length of the request or of its answer. */
export function aboutLength({ message }: Pick<BadRequest, "message">): boolean {
  return limitWords.test(message);
}

/** One rung down from `rung`, unless somebody was there before. False at the foot of the ladder. */
export function stepDown(traits: Traits, rung: Rung): boolean {
  if (traits.rung === rung) {
    const below = rungBelow(rung);
    if (!below) {
      return false;
    }
    traits.rung = below;
    traits.proven = false;
  }
  return true;
}

/** The body's length limit, in the field this server takes. */
export function limitOf(
  traits: Readonly<Traits>,
  tokens: number,
): Pick<ChatBody, "max_completion_tokens" | "max_tokens"> {
  return traits.limit === undefined ? {} : { [traits.limit]: tokens };
}

/** Messages in the roles this server takes: without a system role, its words open the first message of the user. */
export function rolesOf(traits: Readonly<Traits>, messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const [system, first, ...rest] = messages;
  return traits.system || system?.role !== "system" || first?.role !== "user"
    ? messages
    : [{ role: "user", content: `${system.content}\n\n${first.content}` }, ...rest];
}
