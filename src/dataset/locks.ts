import { mkdir, open, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isCode } from "./files.ts";

/** Files beside the store's own that only live while a file is compacted; git ignores the folder they are in. */
export function scratchFile(path: string, purpose: "compacting" | "lock" | "swap"): string {
  return join(dirname(path), "runs", `${basename(path)}.${purpose}`);
}

/**
 * Runs `work` unless another process holds `lock`, a file that is made for the time.
 * @param staleMilliseconds age at which a lock was left by a process that died; `work` must be done sooner
 * @returns undefined when another process holds the lock
 */
export async function withLock<R>(
  lock: string,
  staleMilliseconds: number,
  work: () => Promise<R>,
): Promise<R | undefined> {
  await mkdir(dirname(lock), { recursive: true });
  if (!(await take(lock)) && !((await ageOf(lock)) > staleMilliseconds && (await takeOver(lock)))) {
    return undefined;
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, "wx")).close();
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) {
      return false;
    }
    throw error;
  }
}

async function takeOver(lock: string): Promise<boolean> {
  await rm(lock, { force: true });
  return take(lock);
}

/** Milliseconds since the lock was taken; −1 when nobody holds it. */
async function ageOf(lock: string): Promise<number> {
  try {
    return Math.max(0, Date.now() - (await stat(lock)).mtimeMs);
  } catch {
    return -1;
  }
}

/** Waits until nobody holds the lock, or whoever does must be dead. */
export async function released(lock: string, staleMilliseconds: number): Promise<void> {
  for (let age = await ageOf(lock); age >= 0 && age <= staleMilliseconds; age = await ageOf(lock)) {
    await sleep(2);
  }
}
