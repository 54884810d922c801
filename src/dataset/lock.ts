import { closeSync, mkdirSync, openSync, statSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { InputError } from "../syntax/input-error.ts";

const staleMilliseconds = 10_000;
const waitMilliseconds = 15_000;

/**
 * Runs `work` while no other process writes in `directory`, which is made when missing. The lock is a file; one whose
 * holder died is taken over after ten seconds.
 * @throws InputError when the directory cannot be written.
 */
export async function withWriteLock<T>(directory: string, work: () => Promise<T> | T): Promise<T> {
  const file = join(directory, ".lock");
  const deadline = Date.now() + waitMilliseconds;
  while (!tryLock(directory, file)) {
    if (Date.now() > deadline) {
      throw new InputError(
        `${directory}: another process keeps it locked; remove ${file} if none is running`,
      );
    }
    await sleep(10);
  }
  try {
    return await work();
  } finally {
    unlinkSync(file);
  }
}

/** The error for a folder that cannot be written, with the system's reason and what to do. */
export function cannotWrite(directory: string, error: unknown): InputError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new InputError(
    `${directory}: cannot be written (${reason}); choose another folder or change its permissions`,
  );
}

function tryLock(directory: string, file: string): boolean {
  try {
    mkdirSync(directory, { recursive: true });
    closeSync(openSync(file, "wx"));
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EEXIST") {
      removeStale(file);
      return false;
    }
    throw cannotWrite(directory, error);
  }
}

function removeStale(file: string): void {
  try {
    if (Date.now() - statSync(file).mtimeMs > staleMilliseconds) {
      unlinkSync(file);
    }
  } catch {
    // its holder has just released it
  }
}
