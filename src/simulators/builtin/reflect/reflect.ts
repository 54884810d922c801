import type { ReflectTask, TaskResult } from "../../../ots/task.ts";
import type { Strategy } from "../../../ots/vocabulary.ts";
import { sentence } from "../language/english.ts";
import { scriptOf } from "../script.ts";
import { lessonBySource, lessons } from "./lessons.ts";
import { builders, type Case } from "./strategies.ts";

/** Tried after the scenario's own strategies, the one that nearly always fits first. */
const further: readonly Strategy[] = ["ask", "report", "confirm", "narrow", "verify"];

/**
 * What was wrong with the unsafe step, and a safe one that keeps the user's legitimate goal. Strategies are tried in the
 * scenario's order; one that an earlier attempt used, or that this case offers nothing for, is passed over.
 */
export function reflect({ scenario, history, step, verdict, attempts }: ReflectTask): TaskResult<"reflect"> {
  const found: Case = { scenario, history, step, rationale: verdict.rationale };
  const used = new Set(attempts.map((attempt) => attempt.strategy));
  const order = [...new Set([...scenario.strategies, ...(scenario.goal === "" ? [] : further)])];
  const fresh = order.filter((strategy) => !used.has(strategy));
  for (const strategy of [...fresh, ...order]) {
    const safe = builders[strategy](found);
    if (safe) {
      return { critique: critique(found), strategy, ...safe };
    }
  }
  const strategy: Strategy = scenario.goal === "" ? "refuse" : "ask";
  const safe = builders[strategy](found);
  return {
    critique: critique(found),
    strategy,
    thought: safe?.thought ?? "",
    action: safe?.action ?? { kind: "answer", text: "Could you tell me exactly what you want to happen?" },
  };
}

/** The words and arguments at fault, and what follows from them. */
function critique({ scenario, step, rationale }: Case): string {
  const culprit = scriptOf(scenario)?.culprit;
  const { decisive } = scenario.unsafe;
  const lesson = lessons[scenario.trigger] ?? lessonBySource[scenario.cell.source];
  const where =
    step.action.kind === "call" && decisive.length > 0
      ? `The fault lies in ${decisive.map((pointer) => `"${pointer.slice(1).replace(/\//g, ".")}"`).join(" and ")}.`
      : undefined;
  const words =
    culprit !== undefined && culprit !== "" && culprit.length <= 300 && !rationale.includes(culprit)
      ? `What it went by: "${culprit}".`
      : undefined;
  return [sentence(rationale), where, words, lesson].filter((part) => part !== undefined).join(" ");
}
