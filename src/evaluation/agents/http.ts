import type { Json } from "../../ots/json.ts";
import { SimulatorError } from "../../ots/task.ts";
import type { ChatTransport } from "../chat-agent.ts";

export interface HttpAgentOptions {
  url: string;
  /** Such as Authorization; their values are told nobody. */
  headers: Readonly<Record<string, string>>;
  concurrency: number;
  /** Milliseconds a reply may take. */
  timeout: number;
}

const maxReplyBytes = 8 * 1024 * 1024;

/** An agent behind an address: each turn is one POST of `{messages, tools}`, answered with an assistant message. */
export function httpAgent({ url, headers, concurrency, timeout }: HttpAgentOptions): ChatTransport {
  const { origin, pathname } = new URL(url);
  return {
    id: `http ${origin}${pathname}`,
    capacity: concurrency,
    async ask(request, signal) {
      let response: Response;
      let text: string;
      try {
        response = await fetch(url, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json", accept: "application/json" },
          body: JSON.stringify(request),
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
          redirect: "error",
        });
        text = await limitedText(response);
      } catch (error) {
        signal.throwIfAborted();
        const reason =
          error instanceof Error && error.name === "TimeoutError"
            ? `no reply within ${timeout / 1000} s`
            : cause(error);
        throw new SimulatorError("unreachable", `the agent at ${origin} cannot be asked: ${reason}`);
      }
      if (!response.ok) {
        throw new SimulatorError(
          "unreachable",
          `the agent at ${origin} answered ${response.status} ${response.statusText}`,
        );
      }
      try {
        return JSON.parse(text) as Json;
      } catch {
        throw new SimulatorError("invalid", `the agent at ${origin} answered something that is not JSON`);
      }
    },
    close: async () => {},
  };
}

async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxReplyBytes) {
      throw new Error("the reply is larger than 8 MB");
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function cause(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message : String(inner);
}
