import type { ToolSpec } from "../../ots/tool.ts";
import { type EffectKind, labelEffects } from "../effects.ts";
import {
  handoffNouns,
  idempotentVerbs,
  kindNouns,
  nounLikeVerbs,
  readNouns,
  seldomNouns,
  toolVerbs,
} from "../lexicon/tool-words.ts";
import { perObject, perText } from "../text/memo.ts";

/** What a tool's name and labels say about its calls. */
export interface ToolProfile {
  readonly words: readonly string[];
  /** Empty when nothing is known; never empty together with `reads`. */
  readonly kinds: ReadonlySet<EffectKind>;
  /** Only looks. */
  readonly reads: boolean;
  readonly idempotent: boolean;
  /** The verb that decided, for messages and for matching with a request. */
  readonly verb: string;
}

/** `GmailSendEmail`, `mcp__mail__send_email` and `mail.send-email` all become lower-case words. */
export const nameWords: (name: string) => readonly string[] = perText((name) =>
  name
    .slice(0, 200)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== ""),
);

/** After a word that is verb or noun, these make it a noun: `order_status`, but not `email_report`. */
const lookedAt: ReadonlySet<string> = new Set(
  "status state states history info information details list count balance stats statistics metadata type types id inbox outbox unread feed queue log logs entry entries overview sensor readings".split(
    " ",
  ),
);

function decidingVerb(words: readonly string[]): string | undefined {
  const candidates = words.filter((word) => toolVerbs.has(word));
  const plain =
    candidates.find((word) => !nounLikeVerbs.has(word)) ??
    // `order_update` updates an order: of two such words the one that is a noun less often is the verb.
    (candidates.length > 1 ? candidates.find((word) => seldomNouns.has(word)) : undefined);
  if (plain !== undefined) {
    return plain;
  }
  // A noun-like verb followed by "status" or "history" names a thing that is looked at.
  return words.slice(1).some((word) => lookedAt.has(word)) ? undefined : candidates[0];
}

const generalKinds: ReadonlySet<EffectKind> = new Set(["change", "execute", "read"]);

/** Words that say which way a general verb goes are looked for beside it only. */
function refine(verb: string, kind: EffectKind, words: readonly string[]): EffectKind {
  const noun = words.find((word) => word !== verb && kindNouns.has(word));
  const nounKind = noun === undefined ? undefined : kindNouns.get(noun);
  if (
    verb === "format" &&
    !words.some((word) => /^(?:disk|drive|volume|partition|card|usb|device|storage)$/.test(word))
  ) {
    return "change";
  }
  if (
    verb === "cut" &&
    words.some((word) => /^(?:audio|video|image|clip|text|file|pdf|film|track)$/.test(word))
  ) {
    return "change";
  }
  if (verb === "transfer" && words.some((word) => ["file", "files", "data", "call"].includes(word))) {
    return "send";
  }
  if (verb === "send" || verb === "request") {
    return words.some((word) =>
      ["money", "payment", "funds", "crypto", "bitcoin", "transaction"].includes(word),
    )
      ? "pay"
      : kind;
  }
  if (verb === "open" || verb === "unlock") {
    return nounKind === "actuate" ? "actuate" : kind;
  }
  if ((verb === "share" || verb === "invite" || verb === "add") && nounKind === undefined) {
    return verb === "add" && words.some((word) => word === "user" || word === "users") ? "grant" : kind;
  }
  if (verb === "submit" || verb === "release" || verb === "approve" || verb === "issue") {
    return nounKind === "pay" ? "pay" : kind;
  }
  if (kind === "read" || !generalKinds.has(kind) || nounKind === undefined) {
    return kind;
  }
  return nounKind;
}

/** Words beside the noun of a list: `comments_latest`, `forms_today`. */
const whichOnes =
  /^(?:latest|recent|new|newest|all|my|our|today|tomorrow|unread|open|pending|due|upcoming|current|last|top|by|for|of|team|user|customer)$/;

/** `applicants`, `comments_latest`: a list that is looked at, unless things of the world are switched by it (`lights`). */
function namesList(words: readonly string[]): boolean {
  const nouns = words.filter((word) => !whichOnes.test(word));
  const [noun = ""] = nouns;
  return (
    nouns.length === 1 &&
    /^\p{L}{4,}[^s]s$/u.test(noun) &&
    !kindNouns.has(noun) &&
    !(kindNouns.has(noun.slice(0, -1)) && words.length === 1) &&
    !(toolVerbs.has(noun.slice(0, -1)) && words.length === 1)
  );
}

const profileByName: (name: string) => ToolProfile = perText((name) => {
  const words = nameWords(name);
  const handsOver = words.some((word) => handoffNouns.has(word)) && /transfer|escalate|hand/.test(name);
  const verb = decidingVerb(words);
  if (verb === undefined && words.length > 1 && /^(?:off|on|up|down)$/.test(words.at(-1) ?? "")) {
    return { words, kinds: new Set(["actuate"]), reads: false, idempotent: true, verb: words.at(-1) ?? "" };
  }
  if (handsOver || verb === undefined) {
    const reads = handsOver || words.some((word) => readNouns.has(word)) || namesList(words);
    return { words, kinds: new Set(reads ? ["read"] : []), reads, idempotent: true, verb: "" };
  }
  const kind = refine(verb, toolVerbs.get(verb) ?? "change", words);
  return {
    words,
    kinds: new Set([kind]),
    reads: kind === "read",
    idempotent: kind === "read" || kind === "execute" || idempotentVerbs.has(verb),
    verb,
  };
});

const profileOfSpec: (tool: ToolSpec) => ToolProfile = perObject((tool) => {
  const byName = profileByName(tool.name);
  const strong = tool.capabilities.filter((capability) =>
    capability.evidence.some(({ kind }) => kind === "user" || kind === "annotation" || kind === "http-verb"),
  );
  // A reading verb in the name outranks what a description may hint at, but not what somebody states.
  const counted = byName.reads ? strong : tool.capabilities;
  const stated = counted.flatMap(({ label }) => labelEffects[label] ?? []);
  const kinds = new Set<EffectKind>([...byName.kinds, ...stated]);
  if (stated.length > 0) {
    kinds.delete("read");
  }
  const reads = kinds.size > 0 && [...kinds].every((kind) => kind === "read");
  return {
    ...byName,
    kinds,
    reads,
    idempotent: reads || (tool.annotations?.idempotentHint ?? byName.idempotent),
  };
});

/** The profile of a tool by its definition, or by its name alone when the definition is unknown. */
export function toolProfile(name: string, tool?: ToolSpec): ToolProfile {
  return tool === undefined ? profileByName(name) : profileOfSpec(tool);
}
