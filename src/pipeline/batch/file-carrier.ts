import { createReadStream } from "node:fs";
import { copyFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { RunStop } from "../../simulators/llm/failures.ts";
import type { CarrierTarget, WaveCarrier } from "./batch-executor.ts";
import { resultLine } from "./request-line.ts";
import type { Wave, WaveLog } from "./wave-log.ts";
import { isFinal } from "./waves.ts";

/** How many lines of a result file were what. */
export interface ReadResults {
  taken: number;
  /** Of requests that were answered before, or twice in the file. */
  known: number;
  /** Of requests that this run never made. */
  foreign: number;
  /** Requests that the engine could not answer, which are asked again. */
  failed: number;
  /** Not readable as a result. */
  broken: number;
}

export interface FileCarrierOptions {
  /** Where request files are put for an engine that a person runs; a second one of a wave gets `-2` and so on. */
  requests: string;
  onWritten(files: readonly string[], requests: number): void;
}

/** Puts request files where a person can take them to an engine, and ends the run until the answers are there. */
export function fileCarrier({ requests, onWritten }: FileCarrierOptions): WaveCarrier {
  return {
    carry(waves, target) {
      if (waves.length > 0) {
        void copyAll(waves, requests, target).then(
          (files) => {
            const count = waves.reduce((sum, { ids }) => sum + ids.length, 0);
            onWritten(files, count);
            target.stop(new RunStop("waiting", `${count} requests wait for answers`));
          },
          (error: Error) => target.stop(new RunStop("endpoint", error.message)),
        );
      }
    },
  };
}

async function copyAll(waves: readonly Wave[], path: string, { log }: CarrierTarget): Promise<string[]> {
  const files: string[] = [];
  for (const [index, wave] of waves.entries()) {
    const file = index === 0 ? path : path.replace(/(\.[^./\\]*)?$/, (ending) => `-${index + 1}${ending}`);
    await copyFile(log.path(wave), file);
    files.push(file);
  }
  return files;
}

/**
 * Takes the answers of a result file into the log, and closes every wave: what the file leaves unanswered is asked again.
 */
export async function readResults(log: WaveLog, path: string): Promise<ReadResults> {
  const counts: ReadResults = { taken: 0, known: 0, foreign: 0, failed: 0, broken: 0 };
  const asked = new Set(log.waves().flatMap(({ ids }) => ids));
  const input = createReadStream(path, "utf8");
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") {
      continue;
    }
    const result = resultLine(line);
    if (!result) {
      counts.broken++;
    } else if (!asked.has(result.id)) {
      counts.foreign++;
    } else if (log.has(result.id)) {
      counts.known++;
    } else if (isFinal(result)) {
      log.record(result);
      counts.taken++;
    } else {
      counts.failed++;
    }
  }
  for (const wave of log.waves().filter(({ closed }) => !closed)) {
    log.note({ type: "closed", file: wave.file, status: "read" });
  }
  return counts;
}
