import { askedSum, meetsValue } from "../../toolbelt/arithmetic/asked.ts";
import { Exact, type NumberToken, tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { checkedSums, shown } from "../../toolbelt/calculator.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker, SideView } from "../side.ts";

const check = (
  standing: FactCheck["standing"],
  weight: number,
  thought: string,
  input: string,
  observation: string,
): FactCheck => ({
  tool: "calculator",
  standing,
  weight,
  thought,
  input: input.slice(0, 400),
  observation: observation.slice(0, 400),
});

function askedFor({ question, prose }: SideView): FactCheck[] {
  const asked = askedSum(question);
  if (!asked) {
    return [];
  }
  const met = meetsValue(prose, asked);
  const value = asked.values.map(shown).join(" or ");
  const standing = met === "last" || met === "some" ? "held" : "broken";
  const weight = met === "last" ? 1 : met === "some" ? 0.4 : met === "none" ? 1.5 : 0.5;
  return [
    check(
      standing,
      weight,
      "What the question asks can be worked out.",
      asked.text,
      `${value}; the answer ${met === "silent" ? "gives no number" : standing === "held" ? "has it" : "does not have it"}`,
    ),
  ];
}

function stated({ prose }: SideView): FactCheck[] {
  const sums = checkedSums(prose).filter(({ standing }) => standing !== "rounded");
  const broken = sums.filter(({ standing }) => standing === "broken");
  const held = sums.length - broken.length;
  return [
    ...broken
      .slice(0, 5)
      .map(({ start, end, actual }) =>
        check(
          "broken",
          0.9,
          "The answer states a sum.",
          prose.slice(start, end),
          `it comes to ${shown(actual)}`,
        ),
      ),
    ...(held > 0 && broken.length === 0
      ? [check("held", 0.4, "The answer states sums.", `${held} sums`, "all of them come out")]
      : []),
  ];
}

const usual = new Set([
  "0",
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "10",
  "12",
  "24",
  "30",
  "31",
  "50",
  "52",
  "60",
  "100",
  "365",
  "1000",
  "0.5",
  "0.25",
  "0.1",
  "0.01",
]);

function numbersOf(text: string): NumberToken[] {
  return tokensOf(text.toLowerCase()).filter((token): token is NumberToken => token.kind === "number");
}

/** Numbers that go into a sum come from the question, from an earlier sum, or are plain constants. */
function groundedOperands({ question, prose }: SideView): FactCheck[] {
  const sums = checkedSums(prose);
  const given = numbersOf(question).map(({ value }) => value);
  if (sums.length === 0 || given.length < 2) {
    return [];
  }
  const known = new Set<string>(usual);
  const learn = (value: Exact) => {
    for (const one of [
      value,
      value.div(100),
      new Exact(1).minus(value.div(100)),
      new Exact(1).plus(value.div(100)),
      new Exact(100).minus(value),
    ]) {
      known.add(one.toString());
    }
  };
  given.forEach(learn);
  const foreign: string[] = [];
  for (const sum of sums) {
    const operands = "operands" in sum ? sum.operands : [];
    foreign.push(...operands.map(String).filter((operand) => !known.has(operand)));
    for (const result of [sum.stated, sum.actual]) {
      learn(result);
    }
  }
  return foreign.length === 0
    ? [
        check(
          "held",
          0.2,
          "Where do the numbers of the sums come from?",
          `${sums.length} sums`,
          "the question or earlier sums",
        ),
      ]
    : [
        check(
          "broken",
          Math.min(0.6, 0.2 * foreign.length),
          "Where do the numbers of the sums come from?",
          [...new Set(foreign)].slice(0, 6).join(", "),
          "neither the question nor an earlier sum has them",
        ),
      ];
}

/** A worked answer uses what the question gives: numbers left out are a hint that a step is missing. */
function coverage({ question, prose }: SideView): FactCheck[] {
  const given = [...new Set(numbersOf(question).map(({ value }) => value.toString()))];
  if (given.length < 2 || checkedSums(prose).length === 0) {
    return [];
  }
  const said = new Set(
    numbersOf(prose).flatMap(({ value }) => [
      value.toString(),
      value.times(100).toString(),
      value.div(100).toString(),
    ]),
  );
  const unused = given.filter((value) => !said.has(value));
  return unused.length === 0
    ? [check("held", 0.1, "Are the numbers of the question used?", given.join(", "), "all of them")]
    : [
        check(
          "broken",
          Math.min(0.3, 0.1 * unused.length),
          "Are the numbers of the question used?",
          given.join(", "),
          `not ${unused.slice(0, 6).join(", ")}`,
        ),
      ];
}

/** Words of a question that call for an operation, and how it shows in a sum. Weak: other ways may lead there too. */
const callsFor: readonly { words: RegExp; sign: RegExp; what: string }[] = [
  {
    words: /\bhalf (?:as|of|the|that|her|his|their)\b/,
    sign: /[/÷]\s?2\b|0?\.5\b|1\/2|50\s?%|half/,
    what: "half",
  },
  {
    words: /\b(?:twice|double) (?:as|the|that|of)\b/,
    sign: /[*×x]\s?\$?2\b|\b2\s?[*×x]|twice|double|200\s?%/,
    what: "twice",
  },
  {
    words:
      /\b(?:gives? away|gave away|left over|remain\w*|are left|is left|eats?|ate|loses?|lost|spends?|spent|fewer than|less than|still (?:to be paid|owes?|needs?))\b/,
    sign: /[-−–]\s?\$?\d|minus|subtract/,
    what: "taking away",
  },
  {
    words: /\b(?:there and back|and back\b|round trip|both ways)/,
    sign: /[*×x]\s?\$?2\b|\b2\s?[*×x]|twice|double|\+/,
    what: "both ways",
  },
  {
    words: /\b(?:profit|how (?:much|many) (?:more|less|fewer)|what is the difference|how much change)\b/,
    sign: /[-−–]\s?\$?\d|minus|subtract|less|difference/,
    what: "a difference",
  },
  {
    words: /\b(?:each|every|apiece|boxes of|packs of|rows of|per)\b/,
    sign: /[*×x/÷]\s?\$?\d|times|divided/,
    what: "times",
  },
];

/** Operations that the question's words call for and no sum of the answer has. */
function operations({ question, prose }: SideView): FactCheck[] {
  if (checkedSums(prose).length === 0) {
    return [];
  }
  const folded = question.toLowerCase();
  const missing = callsFor.filter(({ words, sign }) => words.test(folded) && !sign.test(prose.toLowerCase()));
  return missing
    .slice(0, 2)
    .map(({ what }) =>
      check("broken", 0.15, "Do the sums do what the question's words call for?", what, "no sum does"),
    );
}

/** Words of one more step, told without a sign. */
const goesOn =
  /\b(?:leav\w*|left|remain\w*|brings?|total\w*|adds?|adding|plus|together|altogether|each|per|after|rest|more|less|saves?|back|change|minus|apiece|split|shared?|every)\b/;

/** The number an answer ends with is the result of its own last sum, or one of its sums. */
function closes({ question, prose }: SideView): FactCheck[] {
  const sums = checkedSums(prose);
  const last = sums.at(-1);
  const final = numbersOf(prose).at(-1);
  if (!last || !final || sums.length === 0) {
    return [];
  }
  const same = (value: Exact) => value.eq(final.value) || (final.percent && value.eq(final.value.div(100)));
  if (same(last.stated)) {
    return [
      check("held", 0.2, "Does the answer end with the result of its last sum?", shown(final.value), "yes"),
    ];
  }
  const results = sums.map(({ stated: value }) => value);
  const known = [...results, ...numbersOf(question).map(({ value }) => value)];
  const follows = results.some((a) =>
    known.some(
      (b) =>
        a !== b &&
        [
          a.plus(b),
          a.minus(b).abs(),
          a.times(b),
          ...(b.isZero() ? [] : [a.div(b)]),
          ...(a.isZero() ? [] : [b.div(a)]),
        ].some(same),
    ),
  );
  const elsewhere =
    (follows && goesOn.test(prose.slice(last.end, final.start).toLowerCase())) ||
    sums.some(({ stated: value, actual }) => same(value) || same(actual)) ||
    final.start < last.end;
  return elsewhere
    ? []
    : [
        check(
          "broken",
          goesOn.test(prose.slice(last.end, final.start).toLowerCase()) ? 0.2 : 0.5,
          "Does the answer end with the result of its last sum?",
          shown(final.value),
          `its last sum gives ${shown(last.stated)}`,
        ),
      ];
}

/** Sums: what the question asks for, what the answer states, and whether the one leads to the other. */
export const sumsCheck: Checker = {
  tool: "calculator",
  check: (side) =>
    side.step.action.kind === "answer"
      ? [
          ...askedFor(side),
          ...stated(side),
          ...groundedOperands(side),
          ...coverage(side),
          ...operations(side),
          ...closes(side),
        ]
      : [],
};
