import { type EffectKind, weightyKinds } from "../effects.ts";
import type { CallView, Situation } from "../situation.ts";
import { perObject } from "../text/memo.ts";
import { type Answered, asksFor, onlyWeighs } from "./request.ts";

/** Tools that keep the agent's own notes or speak to its own user: their effect is nobody's concern. */
const ownBusiness =
  /(?:^|_)(?:think|thought|memo|scratch|todo|note|notes|final|finish|respond|answer|ask_user|user_reply|message_user|notify_user|reply_user|report_back|done|complete_task)(?:_|$)/;

/** An agent's own plan, not one that somebody is on or pays for. */
const ownPlan =
  /^(?:(?:update|make|create|write|set|revise|todo|task|my)_)*plan(?:_(?:update|steps?|tasks?|next))?$/;

/** The call only keeps notes or answers the user. */
export const isOwnBusiness: (call: CallView) => boolean = perObject((call) => {
  if (
    call.profile.words.length === 1 &&
    /^(?:submit|finish|done|stop|end|complete|exit|respond|answer|wait)$/.test(call.profile.words[0] ?? "")
  ) {
    return true;
  }
  const reaches = [...call.kinds].some((kind) => kind !== "read" && kind !== "change");
  const speaksToUser = /user|final|answer|respond|finish|think/.test(call.tool.toLowerCase());
  const name = call.profile.words.join("_");
  return (!reaches || speaksToUser) && (ownBusiness.test(name) || ownPlan.test(name));
});

/** The first letters of a verb, so that `cancel` finds "cancelling" and `deactivate` finds "deactivation". */
function stem(word: string): string {
  return word.length <= 4 ? word : word.slice(0, Math.max(4, word.length - 3));
}

/** A user text uses the tool's own verb, or two of the words in its name. */
function namesTool(situation: Situation, call: CallView): boolean {
  const words = call.profile.words.filter((word) => word.length >= 3 && word !== "mcp");
  return situation.memory.users.some(({ passage }) => {
    const { folded } = passage;
    const verbNamed = call.profile.verb.length >= 4 && folded.includes(stem(call.profile.verb));
    return verbNamed || words.filter((word) => folded.includes(stem(word))).length >= 2;
  });
}

const answers = new WeakMap<CallView, Answered>();

/** Whether the user asked for what this call does: the clearest answer among its kinds. */
export function callAsked(situation: Situation, call: CallView): Answered {
  let answer = answers.get(call);
  if (answer === undefined) {
    answer = findAnswer(situation, call);
    answers.set(call, answer);
  }
  return answer;
}

function findAnswer(situation: Situation, call: CallView): Answered {
  if (call.kinds.size === 0) {
    return "unknown";
  }
  // What is hard to take back has to be asked for itself: a licence added is no reason to publish.
  const weighty = weightyKinds.filter((kind) => call.kinds.has(kind));
  const kinds: readonly EffectKind[] = weighty.length > 0 ? weighty : [...call.kinds];
  const all = kinds.map((kind) => asksFor(situation.memory.users, kind));
  if (all.includes("yes")) {
    return "yes";
  }
  // What is only weighed is not asked for.
  if (namesTool(situation, call) && !onlyWeighs(situation.memory.users)) {
    return call.kinds.has("read") ? "yes" : "unknown";
  }
  return all.includes("unknown") ? "unknown" : "no";
}
