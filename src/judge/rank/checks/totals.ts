import { standingOf } from "../../toolbelt/arithmetic/sums.ts";
import { Exact, type NumberToken, tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { shown } from "../../toolbelt/calculator.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker } from "../side.ts";

const together =
  /\b(?:together|altogether|combined|in total|in all|sum(?:s|med)? (?:up )?(?:to|is)|add(?:s|ed)? up to|total(?:s|led|ling)?(?: (?:to|is|of))?)\b/;
const totalRow = /\b(?:total|sum|altogether|gesamt|summe|totale?|insgesamt)\b/;
const mostParts = 12;

function numbersIn(text: string): NumberToken[] {
  return tokensOf(text).filter((token): token is NumberToken => token.kind === "number");
}

function finding(parts: readonly Exact[], total: NumberToken, where: string): FactCheck {
  const actual = parts.reduce((sum, part) => sum.plus(part), new Exact(0));
  const held = standingOf(actual, total.value, total.decimals, true) !== "broken";
  return {
    tool: "calculator",
    standing: held ? "held" : "broken",
    weight: held ? 0.3 : 0.8,
    thought: "Do the parts come to the stated total?",
    input: where.trim().slice(0, 300),
    observation: `the parts come to ${shown(actual)}`,
  };
}

/** "Tim is 13, Lea is 17 and together they are 30": the parts stand in the sentence before the total. */
function sentences(folded: string): FactCheck[] {
  return folded.split(/(?<=[.!?])\s|\n/).flatMap((sentence) => {
    const match = together.exec(sentence);
    const numbers = match ? numbersIn(sentence) : [];
    const total = match && numbers.find(({ start }) => start >= match.index);
    const parts = numbers.filter(({ end, percent }) => match && end <= match.index && !percent);
    const plain = !/[-+*/×÷=−]\s?\d|\b(?:times|each|per|minus|at)\b/.test(
      sentence.slice(0, match?.index ?? 0),
    );
    const values = parts.map(({ value }) => value);
    // The last few of them may be the parts: "Ria is 12; in six years they are 18 and 30, together 48".
    const suffix =
      total &&
      values.length > 2 &&
      values.some(
        (_, at) =>
          at > 0 &&
          at < values.length - 1 &&
          standingOf(
            values.slice(at).reduce((sum, one) => sum.plus(one), new Exact(0)),
            total.value,
            total.decimals,
            true,
          ) === "held",
      );
    if (total && suffix) {
      return [finding([total.value], total, sentence)];
    }
    return total && plain && parts.length >= 2 && parts.length <= mostParts
      ? [
          finding(
            parts.map(({ value }) => value),
            total,
            sentence,
          ),
        ]
      : [];
  });
}

/** Rows of a table in Markdown, cell by cell; the line of dashes left out. */
function rowsOf(text: string): string[][][] {
  const tables: string[][][] = [[]];
  for (const line of text.split("\n")) {
    if (line.trim().startsWith("|")) {
      if (!/^[\s|:-]+$/.test(line)) {
        tables.at(-1)?.push(
          line
            .trim()
            .replace(/^\||\|$/g, "")
            .split("|")
            .map((cell) => cell.trim()),
        );
      }
    } else if (tables.at(-1)?.length) {
      tables.push([]);
    }
  }
  return tables.filter((rows) => rows.length >= 3).slice(0, 5);
}

/** The last row of a table says "total": each of its figures is the sum of its column. */
function tables(folded: string): FactCheck[] {
  return rowsOf(folded).flatMap((rows) => {
    const last = rows.at(-1) ?? [];
    if (!totalRow.test(last.join(" "))) {
      return [];
    }
    return last.flatMap((cell, column) => {
      const [total] = numbersIn(cell);
      const parts = rows.slice(1, -1).flatMap((row) => numbersIn(row[column] ?? "").slice(0, 1));
      return total && parts.length >= 2
        ? [
            finding(
              parts.map(({ value }) => value),
              total,
              `column ${column + 1}: ${cell}`,
            ),
          ]
        : [];
    });
  });
}

/** Totals: of parts in a sentence, and of columns in a table. */
export const totalsCheck: Checker = {
  tool: "calculator",
  check({ prose, step }) {
    const folded = prose.toLowerCase();
    return step.action.kind === "answer" ? [...sentences(folded), ...tables(folded)].slice(0, 6) : [];
  },
};
