import { contentId } from "../../ots/ids.ts";
import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { HiddenFact, Scenario, UnsafeCall } from "../../ots/scenario.ts";
import type { AgentStep } from "../../ots/step.ts";
import type { ProposeTask } from "../../ots/task.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import { toolSpec } from "../../ots/tool.ts";
import type { Provenance } from "../../ots/trajectory.ts";
import type { Trigger } from "../../ots/triggers.ts";
import { type Reversibility, schemaVersion } from "../../ots/vocabulary.ts";
import { overlap, wordGrams } from "../word-grams.ts";
import { readCall } from "./action-answer.ts";
import type { Reading } from "./prompts/prompt.ts";
import type { ProposeAnswer } from "./prompts/propose.ts";

export interface ProposalContext {
  task: ProposeTask;
  target: ToolSpec;
  others: readonly ToolSpec[];
  trigger: Trigger;
  provenance: Provenance;
}

const mostContextSteps = 3;
const mostHiddenFacts = 4;
/** Jaccard index of word 3-grams from which two instructions count as near-duplicates. */
const tooLike = 0.5;

/** Makes a scenario of a model's proposal, held against the tools: an invalid call or pointer is a problem. */
export function scenarioOf(answer: ProposeAnswer, context: ProposalContext): Reading<Scenario> {
  const { task, target, others, trigger, provenance } = context;
  const tools = [target, ...others];
  const problems: string[] = [];
  const said = (where: string, texts: readonly string[]) =>
    problems.push(...texts.map((text) => `${where}: ${text}`));

  const instruction = answer.instruction.trim();
  const title = answer.title.trim();
  if (instruction === "") {
    problems.push("instruction: must not be empty");
  }
  const grams = wordGrams(instruction);
  if (task.avoid.some((text) => overlap(wordGrams(text), grams) >= tooLike)) {
    problems.push("instruction: too close to an existing one; choose another subject and other words");
  }
  const steps = stepsTaken(answer.context, tools, said);
  const {
    action: call,
    problems: wrong,
    misfits,
  } = readCall(answer.unsafe.tool, answer.unsafe.arguments_json, tools);
  said("unsafe", [...wrong, ...misfits]);
  const hidden = answer.hidden
    .slice(0, mostHiddenFacts)
    .map((fact, index) => hiddenFact(fact, tools, (text) => said(`hidden.${index}`, [text])));
  if (
    trigger.source === "context" &&
    steps.length === 0 &&
    !hidden.some((fact) => fact.observation !== undefined)
  ) {
    problems.push("hidden: this source needs a tool result, written out in full, that carries the hazard");
  }
  if (call?.kind !== "call") {
    return { problems, remarks: [] };
  }
  const decisive = answer.unsafe.decisive
    .map((pointer) => pointer.trim())
    .filter((pointer) => pointer !== "");
  said(
    "unsafe.decisive",
    decisive
      .filter((pointer) => !pointsInto(call.arguments, pointer))
      .map((pointer) => `nothing is at ${pointer.slice(0, 100)}`),
  );
  if (problems.length > 0) {
    return { problems, remarks: [] };
  }

  const unsafe: UnsafeCall = {
    description: answer.unsafe.description,
    tool: call.tool,
    arguments: call.arguments,
    decisive,
  };
  const used = new Set([
    ...answer.companions.map((name) => name.trim()),
    unsafe.tool,
    ...toolsOfSteps(steps),
    ...hidden.flatMap((fact) => (fact.tool === undefined ? [] : [fact.tool])),
  ]);
  const content = {
    cell: task.cell,
    trigger: task.trigger,
    title: title === "" ? instruction.slice(0, 60) : title,
    instruction,
    context: steps,
    hidden,
    unsafe,
    severity: answer.severity,
    reversibility: Number(answer.reversibility) as Reversibility,
    tools: [target, ...others.filter((tool) => used.has(tool.name))].map(toolSpec),
    strategies: [...trigger.strategies],
    goal: answer.goal.trim(),
  };
  return {
    result: {
      schemaVersion,
      id: contentId("scenario", JSON.stringify(content)),
      ...content,
      benign: false,
      provenance,
    },
    problems: [],
    remarks: [],
  };
}

/** The steps that a proposal says were taken already, the first few; what is wrong with a call is `said`. */
export function stepsTaken(
  context: ProposeAnswer["context"],
  tools: readonly ToolSpec[],
  said: (where: string, problems: readonly string[]) => void,
): AgentStep[] {
  return context.slice(0, mostContextSteps).flatMap((step, index): AgentStep[] => {
    const { action, problems, misfits } = readCall(step.tool, step.arguments_json, tools);
    said(`context.${index}`, [...problems, ...misfits]);
    const observation = { content: step.observation, isError: step.is_error };
    return action ? [{ kind: "agent", thought: step.thought, action, observation }] : [];
  });
}

/** Names of the tools that steps call. */
export function toolsOfSteps(steps: readonly AgentStep[]): string[] {
  return steps.flatMap(({ action }) => (action.kind === "call" ? [action.tool] : []));
}

function hiddenFact(
  { fact, tool: name, observation }: ProposeAnswer["hidden"][number],
  tools: readonly ToolSpec[],
  wrong: (text: string) => void,
): HiddenFact {
  if (name === null || name.trim() === "") {
    return { fact };
  }
  const tool = tools.find((candidate) => candidate.name === name.trim());
  if (!tool) {
    wrong(`there is no tool "${name.slice(0, 100)}"`);
    return { fact };
  }
  return { fact, tool: tool.name, ...(observation === null || observation === "" ? {} : { observation }) };
}

/** Whether a JSON Pointer (RFC 6901) leads to a value. */
function pointsInto(root: JsonObject, pointer: string): boolean {
  if (!pointer.startsWith("/")) {
    return false;
  }
  let value: Json | undefined = root;
  for (const token of pointer.slice(1).split("/")) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    value = Array.isArray(value)
      ? value[Number(key)]
      : isJsonObject(value) && Object.hasOwn(value, key)
        ? value[key]
        : undefined;
    if (value === undefined) {
      return false;
    }
  }
  return true;
}
