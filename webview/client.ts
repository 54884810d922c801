import type { FromPage, PageAnswers, PageRequest, PageState, ToPage } from "../src/shared/protocol.ts";

/** What a webview has of the editor. */
export interface Host {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

/** Milliseconds without an answer after which a request is given up. */
const patience = 20_000;

/** The host's no to a request, in words for the reader. */
export class Refusal extends Error {}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  timer: ReturnType<typeof setTimeout>;
}

/** Messages to the host and back: requests are answered, refused, or time out. */
export class Client {
  readonly #host: Host;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onSilence: () => void;
  #next = 1;

  /** @param onSilence a request was not answered in time. */
  constructor(host: Host, onSilence: () => void) {
    this.#host = host;
    this.#onSilence = onSilence;
  }

  /** @throws Refusal with the host's words; Error when it does not answer, or something else is shown by then. */
  ask<Ask extends PageRequest["ask"]>(
    request: Extract<PageRequest, { ask: Ask }>,
  ): Promise<PageAnswers[Ask]> {
    const id = this.#next++;
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error("timeout"));
        this.#onSilence();
      }, patience);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#host.postMessage({ type: "request", id, request });
    }) as Promise<PageAnswers[Ask]>;
  }

  send(message: Exclude<FromPage, { type: "request" }>): void {
    this.#host.postMessage(message);
  }

  /** @returns false when the message is no answer to a request. */
  receive(message: ToPage): boolean {
    if (message.type !== "answer" && message.type !== "refusal") {
      return false;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    clearTimeout(waiting?.timer);
    if (message.type === "answer") {
      waiting?.resolve(message.value);
    } else {
      waiting?.reject(new Refusal(message.message));
    }
    return true;
  }

  /** Nobody waits for answers about what was shown before. */
  forget(): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Error("superseded"));
    }
    this.#waiting.clear();
  }
}
