import { parentPort } from "node:worker_threads";
import { InputError } from "../syntax/input-error.ts";
import { Desk, type DeskCall, DeskError } from "./desk.ts";

// The entry of the worker thread: a desk behind messages.

/** What the thread is sent. */
export interface ToWorker {
  id: number;
  asked: DeskCall;
}

/** What comes back. `expected`: the message is meant for the user. */
export type FromWorker =
  | { id: number; value: unknown }
  | { id: number; error: string; expected: boolean }
  | { id: number; done: number; total: number };

const port = parentPort;
const desk = new Desk();
/** Calls that change what is open are answered one after the other. */
let queue: Promise<unknown> = Promise.resolve();

port?.on("message", ({ id, asked }: ToWorker) => {
  const post = (message: FromWorker) => port.postMessage(message);
  queue = queue.then(async () => {
    try {
      post({ id, value: await desk.answer(asked, (done, total) => post({ id, done, total })) });
    } catch (error) {
      const expected = error instanceof DeskError || error instanceof InputError;
      const reason =
        error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
      post({ id, error: reason, expected });
    }
  });
});
