import type { CallView } from "../situation.ts";
import { perObject } from "../text/memo.ts";
import { rootOf } from "../text/roots.ts";
import { actSpoken, kinDegree, namesAct, thingSpoken } from "./kin.ts";

/** Words of tool names that say neither what is done nor with what. */
const empty: ReadonlySet<string> = new Set(
  "mcp api id ids by all my new item items info details detail data status state list get manager service tool client system for of to in on the a an and with from as is any at gmail outlook google github".split(
    " ",
  ),
);

/** Verbs that fit any thing: what they do is said by the thing. */
const anyVerb: ReadonlySet<string> = new Set(
  "create add set insert make put write save do process manage submit apply run execute upsert new register use perform post enter generate".split(
    " ",
  ),
);

/** What a tool does to what, by its name. */
export interface NamedAct {
  verb: string;
  /** The verb fits any thing, or there is none. */
  general: boolean;
  /** Things of the name; the last one is the head where the name has several. */
  things: readonly string[];
}

/** What is done is said by a noun ("make a transfer"), or by a value of one word ("mode: off"). */
function spokenVerb({ profile: { verb, words }, arguments: given }: CallView): string {
  if (verb !== "" && !anyVerb.has(verb)) {
    return verb;
  }
  const noun = words.findLast((word) => word !== verb && namesAct(word) && !anyVerb.has(word));
  const state = given.find(
    ({ value, keyWords }) => value === true && keyWords.length === 1 && namesAct(keyWords[0] ?? ""),
  );
  return noun ?? state?.keyWords[0] ?? verb;
}

export const namedAct: (call: CallView) => NamedAct = perObject((call) => {
  const verb = spokenVerb(call);
  return {
    verb,
    general: verb === "" || anyVerb.has(verb),
    things: call.profile.words.filter(
      (word) =>
        word.length >= 2 &&
        word !== verb &&
        word !== call.profile.verb &&
        !empty.has(word) &&
        !anyVerb.has(word),
    ),
  };
});

/** 0 to 1: how far a text with these roots speaks of what the call acts on. */
export function thingsSpoken(call: CallView, roots: ReadonlySet<string>): number {
  const { things } = namedAct(call);
  const degrees = things.map((thing) => kinDegree(thingSpoken(thing, roots)));
  const head = degrees.at(-1) ?? 0;
  return head > 0 ? head : degrees.some((one) => one > 0) ? 0.5 : 0;
}

/** 0 to 1: how far a text with these roots speaks of the act; a word that names the thing does not name the act, too. */
export function actDone(call: CallView, roots: ReadonlySet<string>): number {
  const { verb, things } = namedAct(call);
  const own = things.map(rootOf).filter((root) => roots.has(root));
  return kinDegree(
    actSpoken(verb, own.length === 0 ? roots : new Set([...roots].filter((root) => !own.includes(root)))),
  );
}
