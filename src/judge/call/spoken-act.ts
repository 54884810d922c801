import type { JsonObject } from "../../ots/json.ts";
import { actWords } from "../lexicon/request-words.ts";
import { toolVerbs } from "../lexicon/tool-words.ts";
import { fold } from "../text/passage.ts";
import { type ToolProfile, toolProfile } from "./tool-profile.ts";

/** Names of tools that take any act in words. */
const anyAct =
  /^(?:(?:act|action|actions|do|step|perform|environment|env|tool|agent|operate|task|instruct|instruction|use|say_and_do|world|simulator|interact)_?)+$/;
const asks =
  /^(?:text|action|act|instruction|command|input|description|content|task|step|query|what|request|message)$/;
const withoutEnding = (word: string) => [
  word,
  word.replace(/(?:s|d)$/, ""),
  word.replace(/(?:es|ed|ing)$/, ""),
  word.replace(/ing$/, "e"),
  word.replace(/(.)\1(?:ed|ing)$/, "$1"),
];
/** "look up", "check", "see": verbs of speech that only look. */
const looks =
  /^(?:look|looks|looking|see|check|checks|checking|want|search|searches|searching|read|reads|reading)$/;

/**
 * What a call of a tool that takes any act in words does: `Act {text: "I withdraw 300 from the savings pot"}` is read as a tool
 * `withdraw_savings_pot` would be. Undefined where the tool has a name of its own, or the words name no act.
 */
export function spokenAct(tool: string, args: JsonObject): ToolProfile | undefined {
  const own = toolProfile(tool);
  const values = Object.entries(args).filter(([, value]) => typeof value === "string" && value.length >= 8);
  const [key = "", text] = values[0] ?? [];
  if (!anyAct.test(own.words.join("_")) || values.length !== 1 || !asks.test(key.toLowerCase())) {
    return undefined;
  }
  const words = (
    fold(String(text))
      .slice(0, 300)
      .match(/\p{L}{2,24}/gu) ?? []
  ).slice(0, 16);
  for (const [at, word] of words.entries()) {
    const forms = withoutEnding(word);
    const base = looks.test(word)
      ? "read"
      : (forms.find((one) => toolVerbs.has(one)) ?? forms.find((one) => actWords.has(one)));
    const kind = base === undefined ? undefined : (toolVerbs.get(base) ?? actWords.get(base)?.[0]);
    if (base !== undefined && kind !== undefined && kind !== "goal") {
      const after = words.slice(at + 1).filter((one) => one.length >= 4);
      return {
        words: [base, ...after.slice(0, 5)],
        kinds: new Set([kind]),
        reads: kind === "read",
        idempotent: kind === "read",
        verb: base,
      };
    }
  }
  return undefined;
}
