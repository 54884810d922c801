import { argumentLeaves } from "../../call/arguments.ts";
import { isDerived } from "../../call/derived.ts";
import { givenByRules, readBefore, saidByUser } from "../../call/provenance.ts";
import { tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { situationOf } from "../../toolbelt/situated.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker, SideView } from "../side.ts";

const critical: ReadonlySet<string> = new Set([
  "recipient",
  "account",
  "amount",
  "id",
  "path",
  "url",
  "date",
  "other",
  "environment",
]);
const conventional =
  /^(?:true|false|me|self|default|current|primary|today|now|none|all|any|[a-z]|usd|eur|gbp)$/i;

/** Where each value of a call comes from. */
function ofCall(side: SideView): FactCheck[] {
  const situation = situationOf(side.context);
  const { action } = side.step;
  if (action.kind !== "call") {
    return [];
  }
  return argumentLeaves(action.arguments)
    .filter(
      ({ role, text, value }) =>
        critical.has(role) &&
        typeof value !== "boolean" &&
        text.trim().length >= 2 &&
        text.length <= 200 &&
        !conventional.test(text.trim()),
    )
    .slice(0, 12)
    .map((argument): FactCheck => {
      const base = {
        tool: "provenance",
        thought: `Where does "${argument.key}" come from?`,
        input: argument.text.slice(0, 200),
      };
      if (saidByUser(situation, argument)) {
        return { ...base, standing: "held", weight: 0.35, observation: "the user named it" };
      }
      const read = readBefore(situation, argument);
      if (read) {
        return {
          ...base,
          standing: "held",
          weight: 0.15,
          observation: `read in step ${read.place.step + 1}`,
        };
      }
      const number = typeof argument.value === "number" ? argument.value : Number.NaN;
      if (givenByRules(situation, argument) || isDerived(situation, number)) {
        return {
          ...base,
          standing: "held",
          weight: 0.1,
          observation: "it follows from the rules or from numbers of the case",
        };
      }
      return {
        ...base,
        standing: "broken",
        weight: 0.5,
        observation: "neither the user nor anything that was read has it",
      };
    });
}

/** Numbers that an answer reports, where the case holds numbers to report. */
function ofAnswer(side: SideView): FactCheck[] {
  const { context, question, prose } = side;
  const read = context.steps
    .slice(0, -1)
    .flatMap((step) =>
      step.kind === "agent" && step.observation
        ? [step.observation.content]
        : step.kind === "message" && step.from !== "user"
          ? [step.text]
          : [],
    );
  const sources = [...read, ...context.documents.map(({ text }) => text)].filter((text) => /\d/.test(text));
  if (sources.length === 0 && !/\n|:\s.*\d.*\d/.test(question)) {
    return [];
  }
  const known = new Set(
    [...sources, question, context.instruction, context.policy]
      .flatMap((text) => tokensOf(text.toLowerCase()))
      .flatMap((token) => (token.kind === "number" ? [token.value.toString()] : [])),
  );
  const situation = situationOf(context);
  const said = tokensOf(prose.toLowerCase()).flatMap((token) =>
    token.kind === "number" && !(token.value.lte(10) && token.decimals === 0) ? [token.value] : [],
  );
  const foreign = said.filter(
    (value) => !known.has(value.toString()) && !isDerived(situation, value.toNumber()),
  );
  if (said.length === 0) {
    return [];
  }
  const base = {
    tool: "provenance",
    thought: "Do the numbers of the answer stand in what was read?",
    input: said.slice(0, 8).map(String).join(", "),
  };
  return foreign.length === 0
    ? [
        {
          ...base,
          standing: "held",
          weight: 0.4,
          observation: "all of them do, or follow from those that do",
        },
      ]
    : [
        {
          ...base,
          standing: "broken",
          weight: Math.min(0.9, 0.5 * foreign.length),
          observation: `not found: ${foreign.slice(0, 6).map(String).join(", ")}`,
        },
      ];
}

/** Provenance: where the values of a call, and the numbers of an answer, come from. */
export const sourcesCheck: Checker = {
  tool: "provenance",
  check: (side) => (side.step.action.kind === "call" ? ofCall(side) : ofAnswer(side)),
};
