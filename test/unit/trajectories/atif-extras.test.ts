import { describe, expect, it } from "vitest";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import { atifWriter } from "../../../src/trajectories/writers/atif.ts";
import { loadAll, openText } from "./support.ts";

/** As another program writes it: times, costs, settings, and members that no version of the format knows. */
const foreign = {
  schema_version: "ATIF-v1.5",
  session_id: "run-7781",
  trajectory_id: "t-1",
  agent: {
    name: "dockhand",
    version: "3.2.1",
    model_name: "north-2",
    extra: { temperature: 0.2 },
    tool_definitions: [
      { type: "function", function: { name: "list_berths", description: "Lists berths", parameters: {} } },
    ],
  },
  notes: "nightly",
  continued_trajectory_ref: "run-7782.json",
  harness: { queue: "blue", retries: [1, 2] },
  steps: [
    { step_id: 1, source: "system", message: "Be brief.", timestamp: "2026-03-01T08:00:00Z" },
    { step_id: 2, source: "user", message: "Which berths are free?", extra: { channel: "radio" } },
    {
      step_id: 3,
      source: "agent",
      message: "Looking.",
      timestamp: "2026-03-01T08:00:02Z",
      model_name: "north-2-fast",
      reasoning_effort: "low",
      reasoning_content: "Two harbours.",
      tool_calls: [
        { tool_call_id: "b1", function_name: "list_berths", arguments: { harbour: "east" }, latency_ms: 12 },
        { tool_call_id: "b2", function_name: "list_berths", arguments: { harbour: "west" } },
      ],
      observation: {
        results: [
          { source_call_id: "b1", content: "4" },
          { source_call_id: "b2", content: "none", extra: { cached: true } },
        ],
        took: 31,
      },
      metrics: { prompt_tokens: 812, completion_tokens: 44, cost_usd: 0.0021 },
    },
    { step_id: 4, source: "user", message: "Thanks.", timestamp: "2026-03-01T08:01:00Z" },
    {
      step_id: 5,
      source: "agent",
      message: "Four in the east.",
      metrics: { prompt_tokens: 900 },
      extra: { stop: "end_turn" },
    },
    {
      step_id: 6,
      source: "agent",
      message: "And I look again.",
      tool_calls: [{ tool_call_id: "b3", function_name: "list_berths", arguments: {} }],
    },
  ],
  final_metrics: { total_prompt_tokens: 1712, total_cost_usd: 0.004, total_steps: 6 },
  extra: { lab: "harbour", autosafe: "not ours" },
};

async function read(document: unknown): Promise<Trajectory> {
  const opened = await openText("run.json", JSON.stringify(document));
  expect(opened.problems).toEqual([]);
  const [trajectory] = await loadAll(opened);
  return trajectory as Trajectory;
}

const write = (trajectory: Trajectory) => JSON.parse(atifWriter.text(trajectory, 2));

describe("what another program's ATIF holds beside the conversation", () => {
  it("stands in the document again when it is written", async () => {
    const written = write(await read(foreign));
    const { extra, schema_version: _, ...rest } = written;
    const plain = rest.steps.map(({ extra: own, ...step }: { extra?: Record<string, unknown> }) => {
      const { autosafe: _ours, ...theirs } = own ?? {};
      return Object.keys(theirs).length === 0 ? step : { ...step, extra: theirs };
    });
    const { extra: __, schema_version: ___, ...given } = foreign;
    expect({ ...rest, steps: plain }).toEqual(given);
    expect(extra).toMatchObject({ lab: "harbour" });
  });

  it("goes through any number of round trips, and is not kept twice", async () => {
    const first = await read(foreign);
    const once = write(first);
    const again = await read(once);
    expect(again).toEqual(first);
    expect(write(again)).toEqual(once);
    expect(JSON.stringify(once).split("north-2-fast")).toHaveLength(2);
    expect(JSON.stringify(once).split("blue")).toHaveLength(2);
  });

  it("is left out where it cannot be kept", async () => {
    let deep: unknown = 1;
    for (let level = 0; level < 500; level++) {
      deep = [deep];
    }
    const [system, user, call, ...others] = foreign.steps;
    const steps = [system, { ...user, extra: { deep } }, call, ...others];
    const written = write(await read({ ...foreign, steps }));
    expect(written.steps[1].extra).toBeUndefined();
    expect(written.steps[2].metrics.prompt_tokens).toBe(812);
    const whole = write(await read({ ...foreign, harness: deep }));
    expect(whole.harness).toBeUndefined();
    expect(whole.steps).toHaveLength(6);
  });
});
