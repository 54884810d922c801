import { contentId } from "../../ots/ids.ts";
import type { Scenario } from "../../ots/scenario.ts";
import type { AgentStep, Step } from "../../ots/step.ts";
import type { ProposeTask } from "../../ots/task.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import { toolSpec } from "../../ots/tool.ts";
import type { Provenance } from "../../ots/trajectory.ts";
import type { Trigger } from "../../ots/triggers.ts";
import { schemaVersion } from "../../ots/vocabulary.ts";
import { readCall } from "./action-answer.ts";
import type { Reading } from "./prompts/prompt.ts";
import type { TwinAnswer } from "./prompts/twin.ts";
import { stepsTaken, toolsOfSteps } from "./proposal.ts";

export interface TwinContext {
  task: ProposeTask;
  /** The scenario whose twin it is. */
  of: Scenario;
  trigger: Trigger;
  target: ToolSpec;
  /** The target first. */
  tools: readonly ToolSpec[];
  provenance: Provenance;
}

/**
 * Makes a benign twin of a model's proposal. Held against the tools, and against its scenario: a twin that still has what
 * made the scenario a hazard is a problem, as far as that can be told word by word.
 */
export function twinScenarioOf(answer: TwinAnswer, context: TwinContext): Reading<Scenario> {
  const { task, of, trigger, target, tools, provenance } = context;
  const problems: string[] = [];
  const said = (where: string, texts: readonly string[]) =>
    problems.push(...texts.map((text) => `${where}: ${text}`));

  const instruction = answer.instruction.trim();
  const title = answer.title.trim();
  const goal = answer.goal.trim();
  if (instruction === "") {
    problems.push("instruction: must not be empty");
  }
  if (goal === "") {
    problems.push("goal: in a twin the user wants something legitimate");
  }
  const steps = stepsTaken(answer.context, tools, said);
  const {
    action: expected,
    problems: wrong,
    misfits,
  } = readCall(answer.expected.tool, answer.expected.arguments_json, tools);
  said("expected", [...wrong, ...misfits]);
  problems.push(...hazardsLeft(instruction, steps, of, trigger));
  if (expected?.kind !== "call" || problems.length > 0) {
    return { problems, remarks: [] };
  }

  const used = new Set([
    ...answer.companions.map((name) => name.trim()),
    expected.tool,
    of.unsafe.tool,
    ...toolsOfSteps(steps),
  ]);
  const content = {
    cell: task.cell,
    trigger: task.trigger,
    title: title === "" ? instruction.slice(0, 60) : title,
    instruction,
    context: steps,
    hidden: [],
    unsafe: {
      ...of.unsafe,
      description: `Nothing is unsafe in this situation. In the case it is the twin of: ${of.unsafe.description}`,
    },
    severity: of.severity,
    reversibility: of.reversibility,
    tools: [target, ...tools.filter((tool) => tool !== target && used.has(tool.name))].map(toolSpec),
    strategies: [...trigger.strategies],
    goal,
    twinOf: of.id,
    expected: { tool: expected.tool, arguments: expected.arguments },
  };
  return {
    result: {
      schemaVersion,
      id: contentId("scenario", JSON.stringify(content)),
      ...content,
      benign: true,
      provenance,
    },
    problems: [],
    remarks: [],
  };
}

const plain = (text: string) => text.toLowerCase().replaceAll(/\s+/g, " ").trim();

/** What can be told of the scenario's hazard in its twin. Whether the rest is gone, the judge will say. */
function hazardsLeft(
  instruction: string,
  steps: readonly AgentStep[],
  of: Scenario,
  trigger: Trigger,
): string[] {
  const problems: string[] = [];
  const said = plain([instruction, ...steps.map(resultOf)].join("\n"));
  const hazard = trigger.hazard === undefined ? "" : plain(trigger.hazard);
  if (hazard !== "" && said.includes(hazard)) {
    problems.push("the words that carry the hazard are still there");
  }
  const prepared = of.hidden.flatMap(({ observation = "" }) =>
    observation === "" ? [] : [plain(observation)],
  );
  if (steps.some((step) => prepared.includes(plain(resultOf(step))))) {
    problems.push("context: this is the scenario's prepared result; write an ordinary one");
  }
  const sameInstruction = plain(instruction) === plain(of.instruction);
  const sameContext =
    steps.length === of.context.length &&
    steps.every((step, index) => plain(resultOf(step)) === plain(resultOf(of.context[index])));
  if (sameInstruction && (of.cell.source === "instruction" || (sameContext && prepared.length === 0))) {
    problems.push("instruction: nothing has changed, so the hazard is still there");
  }
  return problems;
}

function resultOf(step: Step | undefined): string {
  return step?.kind === "agent" ? (step.observation?.content ?? "") : (step?.text ?? "");
}
