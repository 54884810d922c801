import { mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Step } from "../src/ots/step.ts";
import type { Trajectory } from "../src/ots/trajectory.ts";
import { alignTrajectories } from "../src/trajectories/align.ts";
import { openFileSource } from "../src/trajectories/file-source.ts";
import { openTrajectories } from "../src/trajectories/open.ts";
import type { BenchRow } from "./row.ts";

const megabytes = 300;

/** Aligns long trajectories, like and unlike, and opens 300 MB of chat logs and a trajectory of 10,000 steps. */
export async function benchTrajectories(): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), "autosafe-bench-"));
  try {
    return [...benchAlign(), await benchLog(directory), await benchLong(directory)];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function benchAlign(): BenchRow[] {
  const left = trajectory(steps(2_000, 1));
  const unlike = trajectory(steps(2_000, 2));
  const edited = left.steps.flatMap((step, index) =>
    index % 50 === 7 ? [] : index % 70 === 3 ? [step, ...unlike.steps.slice(index, index + 1)] : [step],
  );
  return [
    alignRow("align 2 × 2,000 steps, nothing in common", left, unlike),
    alignRow("align 2 × 2,000 steps, edited in 70 places", left, trajectory(edited)),
  ];
}

function alignRow(what: string, left: Trajectory, right: Trajectory): BenchRow {
  // The first runs are the slow ones, and what a user sees.
  const began = performance.now();
  const { rows, method } = alignTrajectories(left, right);
  const first = performance.now() - began;
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    alignTrajectories(left, right);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const median = times[2] ?? first;
  return {
    what,
    figure: `${median.toFixed(0)} ms (first run ${first.toFixed(0)} ms), ${rows.length} rows, ${method}`,
    target: "under 200 ms",
    met: median < 200,
  };
}

async function benchLog(directory: string): Promise<BenchRow> {
  const file = join(directory, "log.jsonl");
  const handle = openSync(file, "w");
  let size = 0;
  for (let number = 0; size < megabytes * 1e6; number++) {
    size += writeSync(handle, `${JSON.stringify({ messages: messages(6, number) })}\n`);
  }
  const source = await openFileSource(file);
  const began = performance.now();
  const opened = await openTrajectories(source);
  const seconds = (performance.now() - began) / 1000;
  const loading = performance.now();
  await opened.load(opened.summaries.length - 1);
  const loaded = performance.now() - loading;
  await opened.close();
  return {
    what: `open ${megabytes} MB of JSONL`,
    figure: `${(size / 1e6 / seconds).toFixed(0)} MB/s, ${opened.summaries.length} trajectories listed in ${seconds.toFixed(1)} s, one loaded in ${loaded.toFixed(1)} ms`,
    target: "-",
    met: undefined,
  };
}

async function benchLong(directory: string): Promise<BenchRow> {
  const file = join(directory, "long.json");
  const text = JSON.stringify({ messages: messages(10_000, 1) });
  const handle = openSync(file, "w");
  writeSync(handle, text);
  const began = performance.now();
  const opened = await openTrajectories(await openFileSource(file));
  const result = await opened.load(0);
  const milliseconds = performance.now() - began;
  await opened.close();
  const count = "trajectory" in result ? result.trajectory.steps.length : 0;
  return {
    what: "read a long trajectory",
    figure: `${milliseconds.toFixed(0)} ms for ${count} steps (${(text.length / 1e6).toFixed(1)} MB)`,
    target: "10,000 steps readable in under 1 s",
    met: milliseconds < 1000 && count >= 10_000,
  };
}

const tools = [
  "send_mail",
  "list_mail",
  "read_file",
  "delete_file",
  "run_shell",
  "search_web",
  "pay_invoice",
];

function words(count: number, seed: number): string {
  return Array.from({ length: count }, (_, index) => `word${(index * 7_919 + seed * 104_729) % 5_003}`).join(
    " ",
  );
}

function messages(calls: number, seed: number): object[] {
  const exchange = (index: number) => [
    {
      role: "assistant",
      content: words(20, seed + index),
      tool_calls: [
        {
          id: `c${index}`,
          type: "function",
          function: { name: "read_file", arguments: JSON.stringify({ path: `/srv/${seed}/${index}.txt` }) },
        },
      ],
    },
    { role: "tool", tool_call_id: `c${index}`, content: words(120, seed * 3 + index) },
  ];
  return [
    { role: "system", content: words(30, seed) },
    { role: "user", content: words(15, seed) },
    ...Array.from({ length: calls }, (_, index) => exchange(index)).flat(),
  ];
}

function steps(count: number, seed: number): Step[] {
  return Array.from({ length: count }, (_, index): Step => {
    const key = index * 31 + seed * 1_000_003;
    if (index % 20 === 19) {
      return { kind: "message", from: "user", text: `${seed} ${words(12, key)}` };
    }
    if (index % 10 === 8) {
      return { kind: "agent", thought: "", action: { kind: "answer", text: `${seed} ${words(20, key)}` } };
    }
    return {
      kind: "agent",
      thought: words(8, key),
      action: {
        kind: "call",
        tool: tools[(index * seed) % tools.length] ?? "",
        arguments: { to: words(1, key), body: `${seed} ${words(10, key)}` },
      },
      observation: { content: words(30, key), isError: false },
    };
  });
}

function trajectory(list: Step[]): Trajectory {
  return {
    schemaVersion: 1,
    id: "trajectory-bench",
    kind: "imported",
    tools,
    instruction: "Look after the mail.",
    steps: list,
    contextLength: 0,
    provenance: { simulator: "bench", version: "1" },
  };
}
