import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject } from "../ots/json.ts";
import { appendWhole } from "./append.ts";
import { isCode, openToAppend, stateOfPath } from "./files.ts";

// Under runs/, which git leaves alone: when something was stored is a fact of this machine. In the records themselves it
// would make every run give other bytes.
const fileOf = (directory: string) => join(directory, "runs", "times.jsonl");

/**
 * Notes when trajectories were stored, beside the records: a line a write.
 * @throws InputError when the file cannot be written.
 */
export async function noteStored(directory: string, ids: readonly string[], at: Date): Promise<void> {
  await mkdir(join(directory, "runs"), { recursive: true });
  const handle = await openToAppend(fileOf(directory));
  try {
    await appendWhole(handle, Buffer.from(`${JSON.stringify({ at: at.toISOString(), ids })}\n`));
  } finally {
    await handle.close();
  }
}

/**
 * When each trajectory was first stored here, in milliseconds since 1970. What came by git or was stored before times were noted is not
 * in it; a line that cannot be read is passed over.
 * @throws InputError when there is a file that cannot be read.
 */
export async function storedTimes(directory: string): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  for (const line of (await textOf(fileOf(directory))).split("\n")) {
    const noted = notedIn(line);
    for (const id of noted?.ids ?? []) {
      times.set(id, Math.min(times.get(id) ?? Number.POSITIVE_INFINITY, noted?.at ?? 0));
    }
  }
  return times;
}

async function textOf(path: string): Promise<string> {
  if (!(await stateOfPath(path))) {
    return "";
  }
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) {
      return "";
    }
    throw error;
  }
}

function notedIn(line: string): { at: number; ids: string[] } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (isJsonObject(value) && typeof value.at === "string" && Array.isArray(value.ids)) {
      const at = Date.parse(value.at);
      const ids = value.ids.filter((id) => typeof id === "string");
      return Number.isFinite(at) ? { at, ids } : undefined;
    }
  } catch {
    // A torn or foreign line: what it noted has no time.
  }
  return undefined;
}
