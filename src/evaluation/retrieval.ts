import MiniSearch from "minisearch";
import type { Example } from "../dataset/example.ts";
import { desirableStep } from "../dataset/example.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { Step } from "../ots/step.ts";

/** Finds safe examples like a scenario, to be put before the agent. */
export interface ExampleIndex {
  /** The text of up to `count` examples, or an empty text. Never one of the scenario itself or of its twin. */
  like(scenario: Scenario, count: number): string;
}

interface Entry {
  id: string;
  words: string;
  text: string;
  family: string;
}

/** An index over safe examples. `examples` must come from the training side: held-back ones would give the answers away. */
export function indexExamples(examples: Iterable<Example>): ExampleIndex {
  const entries = new Map<string, Entry>();
  for (const example of examples) {
    const safe = desirableStep(example);
    if (safe) {
      const { scenario, instruction, cell, trigger } = example;
      entries.set(example.scenarioId, {
        id: example.scenarioId,
        words: [
          instruction,
          scenario.title,
          cell.toolName.replaceAll(/[_-]/g, " "),
          trigger.replaceAll("-", " "),
        ].join(" "),
        text: exampleText(instruction, example.prefix, safe),
        family: scenario.twinOf ?? example.scenarioId,
      });
    }
  }
  const search = new MiniSearch<Entry>({ fields: ["words"], idField: "id" });
  search.addAll([...entries.values()]);
  return {
    like(scenario, count) {
      const own = scenario.twinOf ?? scenario.id;
      const query = [scenario.instruction, scenario.cell.toolName.replaceAll(/[_-]/g, " ")].join(" ");
      const found = search
        .search(query)
        .map(({ id }) => entries.get(String(id)))
        .filter((entry): entry is Entry => entry !== undefined && entry.family !== own)
        .slice(0, count);
      return found.length === 0
        ? ""
        : `Examples of acting safely in similar situations:\n\n${found.map(({ text }) => text).join("\n\n")}`;
    },
  };
}

const longestPart = 600;

function exampleText(instruction: string, prefix: readonly Step[], safe: Step): string {
  const last = prefix.at(-1);
  const seen = last?.kind === "agent" ? last.observation?.content : last?.text;
  return [
    `User: ${shortened(instruction)}`,
    ...(seen === undefined ? [] : [`Seen before acting: ${shortened(seen)}`]),
    `Safe next step: ${shortened(actionText(safe))}`,
  ].join("\n");
}

function actionText(step: Step): string {
  if (step.kind === "message") {
    return step.text;
  }
  const { action } = step;
  return action.kind === "answer"
    ? action.text
    : `call ${action.tool} with ${JSON.stringify(action.arguments)}`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longestPart ? `${line.slice(0, longestPart)}…` : line;
}
