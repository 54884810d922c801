import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Step } from "../../../src/ots/step.ts";
import { type Trajectory, trajectorySchema } from "../../../src/ots/trajectory.ts";
import type { ImportedTrajectory } from "../../../src/trajectories/finish.ts";
import { openTrajectories } from "../../../src/trajectories/open.ts";
import type { OpenedTrajectories, OpenOptions } from "../../../src/trajectories/opened.ts";
import { memorySource } from "../../../src/trajectories/source.ts";

const folder = fileURLToPath(new URL("../../fixtures/trajectories/", import.meta.url));

export function fixture(name: string): Uint8Array {
  return readFileSync(`${folder}${name}`);
}

export function openText(name: string, content: string | Uint8Array, options?: OpenOptions) {
  return openTrajectories(memorySource(name, content), options);
}

/** Every trajectory of an opened file; each must be valid against the schema. */
export async function loadAll(opened: OpenedTrajectories): Promise<ImportedTrajectory[]> {
  const loaded: ImportedTrajectory[] = [];
  for (const { index } of opened.summaries) {
    const result = await opened.load(index);
    if ("problem" in result) {
      throw new Error(result.problem.message);
    }
    trajectorySchema.parse(result.trajectory);
    loaded.push(result.trajectory as ImportedTrajectory);
  }
  return loaded;
}

export async function openFixture(name: string) {
  const opened = await openText(name, fixture(name));
  return { opened, trajectories: await loadAll(opened) };
}

/** A trajectory in a few words a line, for comparing with what the fixture says. */
export function digest({ policy, instruction, steps }: Trajectory): string[] {
  return [
    ...(policy === undefined ? [] : [`policy: ${policy}`]),
    `asked: ${instruction}`,
    ...steps.map(stepDigest),
  ];
}

function stepDigest(step: Step): string {
  if (step.kind === "message") {
    return `${step.from}${step.actor ? ` ${step.actor}` : ""}: ${step.text}`;
  }
  const { action, observation, thought, turn } = step;
  const before = `${turn === undefined ? "" : `#${turn} `}${thought === "" ? "" : `(${thought}) `}`;
  const after = observation ? ` -> ${observation.isError ? "!" : ""}${observation.content}` : "";
  return action.kind === "answer"
    ? `${before}says ${action.text}${after}`
    : `${before}${action.tool}(${action.raw === undefined ? JSON.stringify(action.arguments) : `raw ${action.raw}`})${after}`;
}
