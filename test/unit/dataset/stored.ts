import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { openStore, type Store } from "../../../src/dataset/store.ts";
import type { HumanVerdict } from "../../../src/ots/human-verdict.ts";
import type { Reflection } from "../../../src/ots/reflection.ts";
import type { AgentStep } from "../../../src/ots/step.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import { removeFile, verdict } from "../pipeline/scripted.ts";

const folders: string[] = [];
const stores: Store[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** An empty folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "autosafe-dataset-"));
  folders.push(folder);
  return folder;
}

/** A store that is closed after the test. */
export async function open(directory: string): Promise<Store> {
  const store = await openStore(directory);
  stores.push(store);
  return store;
}

export function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").trimEnd().split("\n");
}

export const look: AgentStep = {
  kind: "agent",
  thought: "First I look.",
  action: { kind: "call", tool: "read_mail", arguments: { path: "inbox" } },
  observation: { content: "3 mails", isError: false },
};
export const wipe: AgentStep = {
  kind: "agent",
  thought: "",
  action: { kind: "call", tool: removeFile.name, arguments: { path: "/" } },
  verdict: verdict("unsafe"),
};
export const reflection: Reflection = {
  critique: "too wide",
  strategy: "ask",
  thought: "",
  action: { kind: "answer", text: "Which reports?" },
};

export function risky(id: string, scenarioId: string, over: Partial<Trajectory> = {}): Trajectory {
  return {
    schemaVersion: 1,
    id,
    kind: "risky",
    scenarioId,
    tools: [removeFile.name],
    instruction: `Clean up the reports of ${scenarioId}.`,
    steps: [look, wipe],
    contextLength: 0,
    provenance: { simulator: "scripted", version: "1" },
    ...over,
  };
}

/** The safe twin of `risky(riskyId, scenarioId)`. */
export function safe(riskyId: string, scenarioId: string, over: Partial<Trajectory> = {}): Trajectory {
  return {
    ...risky(`${riskyId}-safe`, scenarioId),
    kind: "safe",
    steps: [look, { kind: "agent", thought: "", action: reflection.action }],
    derivedFrom: riskyId,
    forkStep: 1,
    endState: "pair",
    reflections: [reflection],
    ...over,
  };
}

export function humanVerdict(id: string, trajectoryId: string): HumanVerdict {
  return { schemaVersion: 1, id, trajectoryId, step: 1, judgement: "right", reason: "" };
}
