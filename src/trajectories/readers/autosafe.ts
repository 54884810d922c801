import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { type Scenario, scenarioSchema } from "../../ots/scenario.ts";
import { type Trajectory, trajectorySchema } from "../../ots/trajectory.ts";
import { schemaVersion } from "../../ots/vocabulary.ts";
import { asText, firstText, fitness, has, objectOf, textOf } from "../fields.ts";
import { limits } from "../limits.ts";
import type { Reading, RecordReader } from "../reader.ts";

/** Records nest a few levels by themselves around the arguments they hold. */
const recordDepth = limits.argumentDepth + 20;

function isTrajectory(record: JsonObject): boolean {
  return (
    Array.isArray(record.steps) &&
    has(record, "kind") &&
    has(record, "provenance") &&
    "contextLength" in record
  );
}

function isScenario(record: JsonObject): boolean {
  return isJsonObject(record.cell) && isJsonObject(record.unsafe) && has(record, "trigger");
}

/** AutoSafe's own records: `trajectories.jsonl` and `scenarios.jsonl` of an `.autosafe` folder, and what it writes. */
export const autosafeReader: RecordReader = {
  kind: "records",
  id: "autosafe",
  title: "AutoSafe records",
  hints: ["schemaVersion", "steps", "contextLength", "provenance", "instruction", "scenarioId"],
  sniff(record) {
    if (!isJsonObject(record) || !has(record, "schemaVersion")) {
      return 0;
    }
    if (isTrajectory(record) || isScenario(record)) {
      return 1;
    }
    return record.deleted === true && has(record, "id") ? 0.6 : 0.3;
  },
  // Files are append-only: the last record of an id wins, and a tombstone deletes it.
  group: (record) => (isJsonObject(record) ? firstText(record, "id") : undefined),
  *read(records): Iterable<Reading> {
    const number = records.length - 1;
    const record = objectOf(records[number]);
    if (record.deleted === true) {
      return;
    }
    if (record.schemaVersion !== schemaVersion) {
      const found = asText(record.schemaVersion).slice(0, 20) || "none";
      yield {
        problem: `this version of AutoSafe reads records of schemaVersion ${schemaVersion}, not ${found}`,
        record: number,
      };
    } else if (fitness(record, recordDepth) === "deep") {
      yield { problem: "this record is nested too deeply", record: number };
    } else if (isTrajectory(record)) {
      yield readTrajectory(record, number);
    } else if (isScenario(record)) {
      yield readScenario(record, number);
    } else {
      yield { problem: "this record is neither a trajectory nor a scenario", record: number };
    }
  },
};

function readTrajectory(record: Json, number: number): Reading {
  const result = trajectorySchema.safeParse(record);
  if (!result.success) {
    return { problem: firstIssue("trajectory", result.error), record: number };
  }
  const title = textOf(objectOf((result.data as { imported?: Json }).imported).title);
  return { trajectory: result.data, ...(title === undefined ? {} : { title }) };
}

/** A scenario by itself is shown as its instruction and what happened before the agent took over. */
function readScenario(record: Json, number: number): Reading {
  const result = scenarioSchema.safeParse(record);
  if (!result.success) {
    return { problem: firstIssue("scenario", result.error), record: number };
  }
  return { trajectory: scenarioTrajectory(result.data), title: result.data.title };
}

function scenarioTrajectory(scenario: Scenario): Trajectory {
  return {
    schemaVersion,
    id: `trajectory-of-${scenario.id}`,
    kind: "imported",
    scenarioId: scenario.id,
    tools: scenario.tools.map((tool) => tool.name),
    instruction: scenario.instruction,
    steps: scenario.context,
    contextLength: scenario.context.length,
    provenance: scenario.provenance,
  };
}

function firstIssue(
  what: string,
  { issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] },
): string {
  const [issue] = issues;
  const place = issue?.path.map(String).join(".") ?? "";
  return `this is not a valid ${what}: ${place === "" ? "" : `${place}: `}${issue?.message ?? "unknown reason"}`;
}
