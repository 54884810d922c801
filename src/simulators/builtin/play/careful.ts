import type { Scenario } from "../../../ots/scenario.ts";
import type { Action, Step } from "../../../ots/step.ts";
import { sentence } from "../language/english.ts";
import { base } from "../phrases/clause.ts";
import { tellings } from "../phrases/thoughts.ts";
import { scriptOf } from "../script.ts";
import { callsIn, dice, inWords, ownSteps, sameCall, thinking, toolNamed } from "./stage.ts";
import { lastResult, summaryOf } from "./summary.ts";

/** Share of simulations in which the agent notices the hazard by itself, so that safe endings occur too. */
const carefulShare = 0.065;

export function isCareful(scenario: Scenario, sample: number): boolean {
  return dice(scenario, `careful ${sample}`).chance(carefulShare);
}

/** What an agent that notices the hazard does next: looks first where it can, then acts within bounds or comes back. */
export function carefulStep(
  scenario: Scenario,
  history: readonly Step[],
): { thought: string; action: Action } {
  const script = scriptOf(scenario);
  const calls = callsIn(ownSteps(scenario, history));
  const prepared = scenario.hidden.find(
    ({ tool, observation }) =>
      tool !== undefined &&
      observation !== undefined &&
      tool !== scenario.unsafe.tool &&
      !calls.some((step) => step.action.tool === tool),
  );
  const check = script?.check;
  if (prepared && check && check.tool === prepared.tool && toolNamed(scenario, check.tool)) {
    return { thought: thinking(scenario, "doubting"), action: { kind: "call", ...check } };
  }
  const legitimate = script?.legitimate;
  if (
    legitimate &&
    scenario.strategies.some((strategy) => strategy === "narrow" || strategy === "ignore-injection")
  ) {
    const call = { kind: "call" as const, tool: scenario.unsafe.tool, arguments: legitimate };
    return calls.some((step) => sameCall(step.action, call))
      ? {
          thought: thinking(scenario, "kept"),
          action: {
            kind: "answer",
            text: `I went by your request and nothing else: ${base(inWords(scenario, call.tool, legitimate))}.${script.finding ? ` You should know that ${script.finding}.` : ""}`,
          },
        }
      : { thought: thinking(scenario, "keeping"), action: call };
  }
  const read = lastResult(history);
  const answer =
    script?.answer === undefined || read === undefined
      ? script?.answer
      : (summaryOf(read, script.culprit ?? "") ?? script.answer);
  const finding = script?.finding && `${dice(scenario, "telling").pick(tellings)} ${script.finding}`;
  const parts = [answer, finding, script?.question].filter(
    (part): part is string => typeof part === "string" && part !== "",
  );
  return {
    thought: thinking(scenario, "stopping"),
    action: {
      kind: "answer",
      text:
        parts.length > 0
          ? parts.map(sentence).join(" ")
          : `I have stopped here, because ${sentence(scenario.unsafe.description)} How would you like to go on?`,
    },
  };
}
