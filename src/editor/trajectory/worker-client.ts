import { Worker } from "node:worker_threads";
import type { DeskAnswers, DeskCall, Progress } from "../../inspector/desk.ts";
import type { FromWorker, ToWorker } from "../../inspector/worker.ts";
import { InputError } from "../../syntax/input-error.ts";

/** Milliseconds the worker may be silent over one question before it is taken for stuck; progress counts as a sign of life. */
const patience = 60_000;
/** Old space of the worker in megabytes: a hostile file must not take the whole extension host with it. */
const memory = 4096;

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  progress: Progress | undefined;
  timer: NodeJS.Timeout;
}

/** The extension host's end of one inspector worker. The thread starts with the first question. */
export class WorkerClient {
  readonly #script: string;
  readonly #onLost: () => void;
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #disposed = false;

  /**
   * @param script path of the built worker.
   * @param onLost the thread ended by itself or was ended because it got stuck: nothing is open any more.
   */
  constructor(script: string, onLost: () => void = () => {}) {
    this.#script = script;
    this.#onLost = onLost;
  }

  /** @throws InputError with words for the user; Error when the worker failed, is stuck or was disposed of. */
  ask<Call extends DeskCall["call"]>(
    asked: DeskCall & { call: Call },
    progress?: Progress,
  ): Promise<DeskAnswers[Call]> {
    if (this.#disposed) {
      return Promise.reject(new Error("the inspector is closed"));
    }
    const id = this.#next++;
    const worker = this.#start();
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress, timer: this.#timer(id, asked.call) });
      worker.postMessage({ id, asked } satisfies ToWorker);
    }) as Promise<DeskAnswers[Call]>;
  }

  dispose(): void {
    this.#disposed = true;
    this.#end(new Error("the inspector is closed"));
  }

  /** Ends the thread; what was asked of it is rejected. The next question starts a new one, which has nothing open. */
  restart(): void {
    this.#end(new Error("the inspector was reloaded"));
  }

  #start(): Worker {
    if (this.#worker) {
      return this.#worker;
    }
    const worker = new Worker(this.#script, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    worker.on("message", (message: FromWorker) => this.#receive(message));
    worker.on("error", (error) => this.#lost(worker, error));
    worker.on("exit", (code) => this.#lost(worker, new Error(`the inspector's worker ended (${code})`)));
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #receive(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) {
      return;
    }
    if ("done" in message) {
      waiting.timer.refresh();
      waiting.progress?.(message.done, message.total);
      return;
    }
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if ("value" in message) {
      waiting.resolve(message.value);
    } else {
      waiting.reject(message.expected ? new InputError(message.error) : new Error(message.error));
    }
  }

  #timer(id: number, call: string): NodeJS.Timeout {
    const timer = setTimeout(() => {
      if (this.#waiting.has(id)) {
        this.#end(new Error(`the inspector's worker does not answer (${call})`));
        this.#onLost();
      }
    }, patience);
    timer.unref();
    return timer;
  }

  #lost(worker: Worker, error: Error): void {
    if (worker === this.#worker) {
      this.#end(error);
      this.#onLost();
    }
  }

  #end(error: Error): void {
    const worker = this.#worker;
    this.#worker = undefined;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
    void worker?.terminate();
  }
}
