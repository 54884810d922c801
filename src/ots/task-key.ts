import { contentHash } from "./ids.ts";
import type { Task } from "./task.ts";
import type { ToolSpec } from "./tool.ts";

// The tool list is the same array for a whole run, and by far the longest part of a propose task.
const toolHashes = new WeakMap<readonly ToolSpec[], string>();

function toolsHash(tools: readonly ToolSpec[]): string {
  let hash = toolHashes.get(tools);
  if (hash === undefined) {
    hash = contentHash(JSON.stringify(tools));
    toolHashes.set(tools, hash);
  }
  return hash;
}

/**
 * The content hash of a task, under which its answer is journalled. A scenario stands for itself by its id, which is
 * derived from its content. `avoid` is left out: which neighbours exist when a slot is asked depends on timing, and a
 * resumed run must find the answer that the slot already has.
 */
export function taskKey(task: Task, executorId: string): string {
  if (task.kind === "propose") {
    const { tools, cell, trigger, sample, seed, twinOf } = task;
    const asked = [executorId, task.kind, toolsHash(tools), cell, trigger, sample, seed];
    return contentHash(JSON.stringify(twinOf ? [...asked, twinOf.id] : asked));
  }
  const { scenario, ...rest } = task;
  return contentHash(JSON.stringify([executorId, scenario.id, rest]));
}
