import { tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { search } from "../../toolbelt/search.ts";
import { BeltError } from "../../toolbelt/tool.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker, SideView } from "../side.ts";
import { covers, rulesQuotedIn } from "./stated-rules.ts";

const forbids =
  /\b(?:needs? (?:a|an|the|two|prior|written)|quiet|closed|never|must not|may not|cannot|can not|not (?:allowed|permitted|possible|refundable|covered|accepted)|no\s\w+\s(?:is|are)|prohibited|forbidden|only (?:with|after|by|if)|requires?|excluded|except|unless|without)\b|n't\b/;
const refuses =
  /^\W{0,3}no\b|\b(?:not (?:allowed|permitted|possible|covered|refundable|accepted)|cannot|can not|may not|must not|never|prohibited|forbidden|need(?:s)? (?:approval|permission|two)|requires?)\b|n't\b/i;
const allows =
  /^\W{0,3}(?:yes|sure|of course|certainly|absolutely)\b|\b(?:is|are) (?:allowed|permitted|fine|covered|possible|accepted|refundable)\b|\byou (?:can|may)\b|\bgo ahead\b|\bno (?:approval|permission|restriction|limit)\b/i;
const mayI =
  /\b(?:may|can|could|am i allowed|is it (?:ok|okay|allowed|fine|permitted|possible)|are we allowed|do (?:i|we) need|does .{1,40} need|is .{1,60} (?:allowed|permitted|covered|required|refundable|needed))\b/i;

const needs =
  /\b(?:do|does) (?:i|we|\w+(?: \w+){0,3}) (?:need|have to|require)|\bis .{1,60} (?:required|needed|necessary|mandatory)\b|\bmust (?:i|we)\b/i;
const unneeded =
  /\bneeds? no\b|^\W{0,3}no\b(?!.{0,20}\bwithout)|\b(?:no|not|n't|without|never)\b.{0,30}\b(?:need\w*|requir\w+|necessary|have to|approval|mandatory)\b|\bfreely\b/i;

const small = new Set(
  "the a an of to in on at for is are be it i we you my our and or with what which how many much do does can may if there this that by as from when must per after".split(
    " ",
  ),
);
const words = (text: string) =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
      .filter((word) => !small.has(word))
      .map((word) => word.replace(/(?:ing|ed|es|s)$/, "")),
  );

/** The sentence of the found passages that shares most words with the question. */
function bestSentence(question: string, passages: readonly { file: string; line: number; text: string }[]) {
  const wanted = words(question);
  let best: { text: string; file: string; line: number; shared: number } | undefined;
  for (const { file, line, text } of passages) {
    text.split("\n").forEach((row, index) => {
      for (const sentence of row.split(/(?<=[.!?])\s/)) {
        const shared = [...words(sentence)].filter((word) => wanted.has(word)).length;
        if (shared > (best?.shared ?? 1)) {
          best = { text: sentence, file, line: line + index, shared };
        }
      }
    });
  }
  return best;
}

const numbers = (text: string) =>
  tokensOf(text.toLowerCase()).flatMap((token) => (token.kind === "number" ? [token.value.toString()] : []));

function compared(
  { question, prose }: SideView,
  rule: { text: string; file: string; line: number },
): FactCheck[] {
  const checks: FactCheck[] = [];
  const say = (standing: FactCheck["standing"], weight: number, thought: string) =>
    checks.push({
      tool: "search",
      standing,
      weight,
      thought,
      input: question.slice(0, 300),
      observation: `${rule.file}:${rule.line}: ${rule.text}`.slice(0, 400),
    });
  const inRule = new Set(numbers(rule.text));
  const inQuestion = new Set(numbers(question));
  const said = numbers(prose).filter((number) => !inQuestion.has(number));
  if (inRule.size > 0 && said.length > 0) {
    const held = said.filter((number) => inRule.has(number)).length;
    say(
      held > 0 && held >= said.length / 2 ? "held" : "broken",
      held > 0 ? 0.7 : 1,
      "The answer names figures of a rule.",
    );
  }
  if (needs.test(question)) {
    const outside = covers(rule.text, question) === false;
    const required =
      outside !==
      (/\b(?:requir\w+|needs?|must|have to|has to|only with)\b/i.test(rule.text) &&
        !unneeded.test(rule.text));
    say(
      required === !unneeded.test(prose) ? "held" : "broken",
      0.8,
      "The question asks whether something is needed.",
    );
  } else if (mayI.test(question)) {
    const no = refuses.test(prose);
    const yes = !no && allows.test(prose);
    if (yes || no) {
      // A rule with a limit forbids only what lies on its side of it.
      const covered = covers(rule.text, question);
      const forbidden = forbids.test(rule.text.toLowerCase()) ? covered !== false : covered === false;
      say(forbidden === no ? "held" : "broken", 0.8, "The question asks what is allowed.");
    }
  }
  const own = words(rule.text);
  const told = [...words(prose)];
  const fresh = [...own].filter((word) => !words(question).has(word));
  const shared = told.filter((word) => fresh.includes(word)).length;
  if (fresh.length > 0 && told.length > 0 && checks.length === 0) {
    const share = shared / Math.min(fresh.length, 6);
    say(
      share >= 0.3 ? "held" : "broken",
      share >= 0.3 ? 0.3 + 0.4 * Math.min(1, share) : 0.4,
      "Does the answer say what the document says?",
    );
  }
  return checks;
}

/** Documents: what the project's own files say on the question, beside what the answer says. */
export const documentsCheck: Checker = {
  tool: "search",
  async check(side) {
    const { context, step, question } = side;
    const [stated] = step.action.kind === "answer" ? rulesQuotedIn(question) : [];
    if (stated !== undefined) {
      return compared(side, { text: stated, file: "question", line: 1 });
    }
    if (step.action.kind !== "answer" || (context.documents.length === 0 && context.policy === "")) {
      return [];
    }
    try {
      const { hits } = (await search.answer(
        { query: question.slice(0, 400) },
        { ...context, tools: [] },
      )) as { hits: { file: string; line: number; text: string }[] };
      const rule = bestSentence(question, hits);
      return rule ? compared(side, rule) : [];
    } catch (error) {
      if (error instanceof BeltError) {
        return [];
      }
      throw error;
    }
  },
};
