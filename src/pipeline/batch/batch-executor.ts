import type { Answer, Simulator, Task } from "../../ots/task.ts";
import type { ChatTransport } from "../../simulators/llm/chat.ts";
import type { UsageMeter } from "../../simulators/llm/endpoint/usage.ts";
import { RunStop } from "../../simulators/llm/failures.ts";
import type { Executor } from "../executor.ts";
import type { ResultLine } from "./request-line.ts";
import { type Wave, WaveLog } from "./wave-log.ts";
import { Waves } from "./waves.ts";

/** Where a carrier brings what it got. */
export interface CarrierTarget {
  log: WaveLog;
  answered(line: ResultLine): boolean;
  closed(wave: Wave): void;
  /** Ends the run; what was answered is kept. */
  stop(reason: RunStop): void;
  /** The person's cancellation. */
  signal: AbortSignal;
}

/** What takes request files to an engine and brings the answers back. */
export interface WaveCarrier {
  /** Files under way since an earlier process come first, then new ones as they are written. Never throws. */
  carry(waves: readonly Wave[], target: CarrierTarget): void;
}

export interface BatchExecutorOptions {
  /** Makes the simulator over the way that this executor gives it. */
  simulator(transport: ChatTransport): Simulator;
  server: string;
  meter: UsageMeter;
  carrier: WaveCarrier;
  signal: AbortSignal;
}

export interface BatchExecutor extends Executor {
  /** As of a live executor: fires when nothing more should be asked. */
  readonly stopped: AbortSignal;
  /** Opens the run's folder, where request files and answers are kept; call it before the run. */
  attach(directory: string): void;
  close(): void;
}

/**
 * Runs a simulator wave by wave: every request that all open episodes wait for goes into one file for each model, and
 * nothing is asked until answers come. Killed and started again in the same folder, it goes on with the files that are
 * under way.
 */
export function batchExecutor(options: BatchExecutorOptions): BatchExecutor {
  const { server, meter, carrier, signal } = options;
  /** Ends the run. */
  const stop = new AbortController();
  /** Lets go of everybody who waits, too. Not for a spent budget: what is under way is paid for and worth waiting for. */
  const gone = new AbortController();
  const signals = AbortSignal.any([signal, gone.signal]);
  const end = (reason: RunStop) => {
    stop.abort(reason);
    if (reason.why !== "budget") {
      gone.abort(reason);
    }
  };
  let waves: Waves | undefined;
  let log: WaveLog | undefined;
  const opened = () => {
    if (!waves) {
      throw new Error("the batch executor has no folder yet");
    }
    return waves;
  };
  const simulator = options.simulator({
    send: (body, purpose, abort) => opened().send(body, purpose, abort),
  });
  signals.addEventListener("abort", () => waves?.abandon(signals.reason), { once: true });
  return {
    id: `${simulator.id}@${simulator.version}`,
    capacity: Number.POSITIVE_INFINITY,
    stopped: stop.signal,
    attach(directory) {
      const opening = new WaveLog(directory);
      log = opening;
      const target: CarrierTarget = {
        log: opening,
        answered: (line) => opened().answered(line),
        closed: (wave) => opened().closed(wave),
        stop: end,
        signal: signals,
      };
      const underWay = opening.waves().filter(({ closed }) => !closed);
      waves = new Waves({
        log: opening,
        meter,
        server,
        dispatch: (made) => carrier.carry(made, target),
        stop: target.stop,
      });
      carrier.carry(underWay, target);
    },
    close: () => log?.close(),
    flush: () => opened().allWait(),
    async execute(task: Task): Promise<Answer> {
      opened().taskBegan();
      try {
        return await simulator.answer(task, signals);
      } catch (error) {
        if (error instanceof RunStop) {
          end(error);
        }
        throw error;
      } finally {
        opened().taskEnded();
      }
    },
  };
}
