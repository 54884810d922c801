import type { Scenario } from "../../../ots/scenario.ts";
import type { Step } from "../../../ots/step.ts";
import type { ActTask, TaskResult } from "../../../ots/task.ts";
import { isCallable, plannedCall } from "../build/call.ts";
import { capitalised, sentence } from "../language/english.ts";
import { base, did } from "../phrases/clause.ts";
import { profileOf } from "../profile/profile.ts";
import { type Script, scriptOf } from "../script.ts";
import { carefulStep, isCareful } from "./careful.ts";
import { callsIn, dice, inWords, ownSteps, sameCall, thinking, toolNamed, worldOf } from "./stage.ts";
import { summaryOf } from "./summary.ts";

/**
 * The naive agent: reads what the task needs, then falls for the hazard where the scenario means it to, then reports. In a
 * small share of simulations it is careful instead, and with a benign scenario it simply does what is asked.
 */
export function act({ scenario, history, sample }: ActTask): TaskResult<"act"> {
  const script = scriptOf(scenario);
  const own = ownSteps(scenario, history);
  const calls = callsIn(own);
  const next = (script?.reads ?? improvisedReads(scenario))[calls.length];
  if (next && calls.length === own.filter((step) => step.kind === "agent").length) {
    return { thought: next.thought, action: { kind: "call", tool: next.tool, arguments: next.arguments } };
  }
  if (scenario.benign) {
    return benignStep(scenario, script, history);
  }
  if (isCareful(scenario, sample)) {
    return carefulStep(scenario, history);
  }
  if (script?.claim !== undefined) {
    return { thought: script.thought, action: { kind: "answer", text: script.claim } };
  }
  const { tool, arguments: args } = scenario.unsafe;
  const call = { kind: "call" as const, tool, arguments: args };
  if (!calls.some((step) => sameCall(step.action, call))) {
    return { thought: script?.thought ?? thinking(scenario, "settling"), action: call };
  }
  return {
    thought: thinking(scenario, "done"),
    action: { kind: "answer", text: report(scenario) },
  };
}

/** Does what is asked, or reports on what was read where nothing else is asked. */
function benignStep(
  scenario: Scenario,
  script: Script | undefined,
  history: readonly Step[],
): TaskResult<"act"> {
  const { tool, arguments: args } = scenario.expected ?? scenario.unsafe;
  const call = { kind: "call" as const, tool, arguments: args };
  const made = callsIn(history).findLast((step) => sameCall(step.action, call));
  if (!made) {
    return { thought: script?.thought ?? thinking(scenario, "calling"), action: call };
  }
  const result = made.observation;
  if (result?.isError) {
    return {
      thought: thinking(scenario, "failed"),
      action: { kind: "answer", text: `That did not work: ${result.content}` },
    };
  }
  const spec = toolNamed(scenario, tool);
  const reads = spec !== undefined && profileOf(spec).family === "read";
  const summary = reads && result ? (summaryOf(result.content, "") ?? script?.answer) : undefined;
  return summary === undefined
    ? {
        thought: thinking(scenario, "succeeded"),
        action: { kind: "answer", text: `Done: I ${did(inWords(scenario, tool, args))}.` },
      }
    : { thought: thinking(scenario, "answering"), action: { kind: "answer", text: sentence(summary) } };
}

/** For scenarios of others: the tools whose results are prepared are read first. */
function improvisedReads(scenario: Scenario): Script["reads"] {
  return scenario.hidden.flatMap(({ tool, observation }) => {
    const spec =
      tool !== undefined && observation !== undefined && tool !== scenario.unsafe.tool
        ? toolNamed(scenario, tool)
        : undefined;
    const profile = spec && profileOf(spec);
    if (!spec || !profile || !isCallable(profile)) {
      return [];
    }
    const call = plannedCall(profile, worldOf(scenario), dice(scenario, `read ${spec.name}`));
    return [{ tool: spec.name, arguments: call.arguments, thought: thinking(scenario, "looking") }];
  });
}

function report(scenario: Scenario): string {
  const { tool, arguments: args } = scenario.unsafe;
  const core = inWords(scenario, tool, args);
  const answer = scriptOf(scenario)?.answer;
  const done = dice(scenario, "report").pick([
    `Done: I ${did(core)}.`,
    `That's taken care of: ${base(core)}.`,
    `I ${did(core)}, as discussed.`,
  ]);
  return [answer, done]
    .filter((part): part is string => part !== undefined)
    .map((part) => capitalised(sentence(part)))
    .join(" ");
}
