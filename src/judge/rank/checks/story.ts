import { unitOf } from "../../text/units.ts";
import { type Exact, type NumberToken, tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { checkedSums } from "../../toolbelt/calculator.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker, SideView } from "../side.ts";

const finding = (
  standing: FactCheck["standing"],
  weight: number,
  thought: string,
  input: string,
  observation: string,
): FactCheck => ({ tool: "calculator", standing, weight, thought, input, observation });

/** What happens to things in a story, by the words right behind or before their number. */
const leaves =
  /\b(?:gets? off|got off|leaves?|left|gave|gives?|gave away|eats?|ate|sells?|sold|spends?|spent|loses?|lost|uses?|used|broke|broken|removed?|removes|donates?|donated|died|cancell?ed|stole|stolen|missing|rotten|damaged|taken|took away|threw away|fewer|less than|younger|shorter|cheaper|lighter)\b/;
const joins =
  /\b(?:gets? on|got on|joins?|joined|buys?|bought|receives?|received|finds?|found|adds?|added|picks?|picked|arrives?|arrived|collects?|collected|more than|older|taller|longer than|heavier|extra|another|new ones)\b/;

interface Movement {
  number: NumberToken;
  sign: "+" | "-";
}

/** Numbers that a question plainly adds or takes away: one such word, and no other number, in the number's own clause. */
function movementsIn(question: string): Movement[] {
  const found: Movement[] = [];
  for (const clause of question.split(/[.;?!\n]|,(?!\d)|\b(?:and|but|then|while)\b/)) {
    const numbers = tokensOf(clause).filter((token): token is NumberToken => token.kind === "number");
    const [number] = numbers;
    // "Twice as many", "3 times", "20 %", "each": not the number itself is what comes or goes.
    const plain = !/\b(?:each|every|per|times|twice|half|third|quarter|of)\b/.test(
      clause.replace(/\bof (?:the|them|these)\b/g, ""),
    );
    if (!number || numbers.length > 1 || number.percent || !plain) {
      continue;
    }
    const [off, on] = [leaves.test(clause), joins.test(clause)];
    if (off !== on) {
      found.push({ number, sign: off ? "-" : "+" });
    }
  }
  return found;
}

/** How an answer's sums use a number: `+ 35`, `- 35`, or in some other way. */
function usesOf(prose: string, { value }: NumberToken): Set<string> {
  const tokens = tokensOf(prose);
  const uses = new Set<string>();
  tokens.forEach((token, at) => {
    if (token.kind === "number" && token.value.eq(value)) {
      const [before, after] = [tokens[at - 1], tokens[at + 1]];
      if (before?.kind === "operator") {
        uses.add(before.operator);
      } else if (after?.kind === "operator" && after.operator === "+") {
        uses.add("+");
      }
    }
  });
  return uses;
}

/** Weak, because a question may be turned round: what comes is added and what goes is taken away. */
function movements(question: string, prose: string): FactCheck[] {
  return movementsIn(question).flatMap((movement): FactCheck[] => {
    const { number, sign } = movement;
    const uses = usesOf(prose, number);
    const other = sign === "+" ? "-" : "+";
    const what = question.slice(Math.max(0, number.start - 20), number.end + 20).trim();
    const thought = "Do the sums move things the way the question does?";
    if (uses.size === 0) {
      return byResults(question, prose, number, sign, thought, what);
    }
    return uses.has(sign)
      ? [finding("held", 0.1, thought, what, `${sign} ${number.value.toFixed()}`)]
      : uses.has(other)
        ? [finding("broken", 0.3, thought, what, `a sum has ${other} ${number.value.toFixed()}`)]
        : [];
  });
}

/** Told without signs: which of sum and difference with the number does the answer come to? */
function byResults(
  question: string,
  prose: string,
  { value }: NumberToken,
  sign: "+" | "-",
  thought: string,
  what: string,
): FactCheck[] {
  const numbers = (text: string) =>
    tokensOf(text).flatMap((token) => (token.kind === "number" ? [token.value] : []));
  const said = numbers(prose).slice(0, 30);
  const given = numbers(question).slice(0, 20);
  const reaches = (one: Exact, turn: (one: Exact) => Exact, later: readonly Exact[]) =>
    !one.eq(value) && later.some((other) => !other.eq(one) && turn(one).eq(other));
  // What something comes to stands behind what it was.
  const comes = (turn: (one: Exact) => Exact) =>
    given.some((one) => reaches(one, turn, said)) ||
    said.some((one, at) => reaches(one, turn, said.slice(at + 1)));
  const [up, down] = [comes((one) => one.plus(value)), comes((one) => one.minus(value))];
  return up === down
    ? []
    : [
        finding(
          (sign === "+") === up ? "held" : "broken",
          0.25,
          thought,
          what,
          up ? "it is added" : "it is taken away",
        ),
      ];
}

const counted =
  /\b(?:how|as) many (?:more |fewer |total |different |of (?:the |his |her |their )?)?([a-z]+)/g;
const auxiliary = /^(?:of|in|did|does|do|is|are|the|was|were|can|could|will|as|has|have|had)$/;
/** What is counted but may well come in parts. */
const divisible =
  /^(?:percent|times|dollars?|cents|pages?|points|units|servings?|cups?|acres|pizzas?|slices?|bushels)$/;

/** People, tickets and stickers come whole; an answer that ends with 22.5 of them has gone wrong before. */
function wholeThings(question: string, prose: string): FactCheck[] {
  const things = [...question.matchAll(counted)]
    .map(([, word = ""]) => word)
    .filter((word) => !auxiliary.test(word));
  const [thing] = things;
  const last = tokensOf(prose).findLast((token): token is NumberToken => token.kind === "number");
  if (
    things.length !== 1 ||
    thing === undefined ||
    !last ||
    unitOf(thing) !== undefined ||
    divisible.test(thing)
  ) {
    return [];
  }
  return last.value.isInteger() || last.percent
    ? []
    : [
        finding(
          "broken",
          0.5,
          "Can there be so many?",
          `how many ${thing}`,
          `${last.value.toFixed()} is no whole number`,
        ),
      ];
}

/** What two numbers of a story do to one another, and the sign that shows it. */
const turns: readonly { words: RegExp; sign: RegExp; other: RegExp; what: string }[] = [
  {
    words:
      /\b(?:fill\w*|flows? in|pour\w* in)\b[^?]*\b(?:drain\w*|leak\w*|empt\w+|flows? out)\b|\bupstream\b|\b(?:catch\w* up|overtak\w+)\b|\bclimbs?\b[^?]*\b(?:slips?|slides?|falls?) back\b/,
    sign: /\d\s?[-−–]\s?\$?\d|minus|subtract|net/,
    other: /\d\s?\+\s?\$?\d/,
    what: "they work against one another",
  },
  {
    words:
      /\b(?:towards each other|opposite directions|toward each other|downstream|both (?:pipes|taps|pumps)|working together)\b/,
    sign: /\d\s?\+\s?\$?\d|plus|add/,
    other: /\d\s?[-−–]\s?\$?\d/,
    what: "they add up",
  },
  {
    words:
      /\b(?:left|remaining|to go)\b[^?]*\bhow (?:long|many|big|large|much)\b[^?]{0,40}\b(?:is the|was the|(?:in|at) (?:total|first|the start|the beginning)|originally|altogether|did \w+ (?:start|begin|have at first))\b|\bhow (?:many|much)\b[^?]{0,60}\b(?:at first|originally|to begin with|in the beginning|before)\b/,
    sign: /\d\s?\+\s?\$?\d|plus|\badd/,
    other: /\bsubtract/,
    what: "what is left belongs to the whole",
  },
];

function turned(question: string, prose: string): FactCheck[] {
  const turn = turns.find(({ words }) => words.test(question));
  const [right, wrong] = turn ? [turn.sign.test(prose), turn.other.test(prose)] : [false, false];
  return turn && right !== wrong
    ? [
        finding(
          right ? "held" : "broken",
          0.3,
          "Do the sums do what the story tells?",
          turn.what,
          right ? "yes" : "no",
        ),
      ]
    : [];
}

const portion =
  /\b(?:gives?|gave|eats?|ate|sells?|sold|spends?|spent|loses?|lost|uses?|used)\b[^.?!]{0,20}\b(?:half|a third|one third|a quarter|one quarter|a fifth|two thirds|three quarters|\d{1,2}\/\d{1,2}|\d{1,2}\s?(?:%|percent))|(?:half|two thirds?|three quarters?|(?:one|two|three|four|five|six|seven) (?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)|\d{1,2}\/\d{1,2}|\d{1,2}\s?(?:%|percent))\b(?: of (?:the|them|his|her|their)(?: \w+)?)? (?:are|is|were|was|have|had) (\w+)/;
const restWords = /\b(?:left|remain\w*|have now|has now|still|does \w+ have|do \w+ have)\b/;

/** Who gives a part away keeps the rest: some sum has to take it away, or to multiply by what stays. */
function remainders(question: string, prose: string): FactCheck[] {
  const [part, named] = portion.exec(question) ?? [];
  // "Five eighths are girls. How many boys?" asks for the rest as well.
  const other =
    named !== undefined &&
    /\bhow many (?!.*\b(?:in all|total|altogether)\b)/.test(question) &&
    !new RegExp(`how many[^?]*\\b${named}`).test(question);
  if (part === undefined || !(other || restWords.test(question))) {
    return [];
  }
  const takes = /[-−–]\s?\$?\d|minus|subtract|\b(?:keeps?|leaving|left|remain\w*|still has)\b/.test(prose);
  return takes
    ? []
    : [
        finding(
          "broken",
          0.2,
          "Is what was given away taken off?",
          part,
          "no sum of the answer takes anything off",
        ),
      ];
}

/** What a story says happens to its things, held against the sums of a worked answer. Weak hints, one by one. */
export const storyCheck: Checker = {
  tool: "calculator",
  check({ question, prose, step }: SideView) {
    const [asked, answer] = [question.slice(0, 4_000).toLowerCase(), prose.toLowerCase()];
    if (step.action.kind !== "answer") {
      return [];
    }
    return checkedSums(prose).length === 0
      ? [...(/[[\]{}`]/.test(asked) ? [] : movements(asked, answer)), ...turned(asked, answer)]
      : [
          ...movements(asked, answer),
          ...wholeThings(asked, answer),
          ...remainders(asked, answer),
          ...turned(asked, answer),
        ];
  },
};
