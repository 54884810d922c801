// The only import of the MCP client; loaded when the first server is listed or asked.
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { InputError } from "../../syntax/input-error.ts";
import { version } from "../../version.ts";
import type { Launch } from "./launch.ts";

const maxErrorOutput = 4_000;

export interface ConnectOptions {
  signal: AbortSignal;
  /** For everything: starting, shaking hands, asking. */
  maxMilliseconds: number;
  /** What the server's process wrote to its error output, at most the last 4,000 characters. */
  onErrorOutput?: (text: string) => void;
}

/** What a request may take; the signal fires at the person's cancellation and when time is up. */
export interface RequestLimits {
  signal: AbortSignal;
  timeout: number;
}

/**
 * Starts or reaches a server, lets `use` ask it, and ends it. The server gets no capability of ours: it can neither ask a
 * model nor the user for anything.
 * @throws InputError with the reason when the server does not answer as one; the signal's reason when aborted.
 */
export async function withServer<T>(
  launch: Launch,
  options: ConnectOptions,
  use: (client: Client, limits: RequestLimits) => Promise<T>,
): Promise<T> {
  options.signal.throwIfAborted();
  const late = AbortSignal.timeout(options.maxMilliseconds);
  const signal = AbortSignal.any([options.signal, late]);
  const transport = transportOf(launch);
  const said = errorOutput(transport);
  const client = new Client({ name: "autosafe", version }, { capabilities: {} });
  const limits = { signal, timeout: options.maxMilliseconds };
  const asking = async () => {
    await client.connect(transport, limits);
    return use(client, limits);
  };
  try {
    return await Promise.race([asking(), aborted(signal)]);
  } catch (error) {
    options.signal.throwIfAborted();
    const tail = said().trim();
    const why = late.aborted
      ? `it did not answer within ${options.maxMilliseconds / 1000} seconds`
      : reasonOf(error);
    throw new InputError(tail === "" ? `${why}.` : `${why}. It said: ${tail.slice(-300)}`);
  } finally {
    options.onErrorOutput?.(said());
    if (signal.aborted && transport instanceof StdioClientTransport && transport.pid !== null) {
      // It has had its time; asked politely it may take as long again.
      process.kill(transport.pid, "SIGKILL");
    }
    // Ends the process for good: by its input's end, then by signals it cannot ignore.
    await transport.close().catch(() => undefined);
    await client.close().catch(() => undefined);
  }
}

type Transport = StdioClientTransport | SSEClientTransport | StreamableHTTPClientTransport;

function transportOf(launch: Launch): Transport {
  if (launch.transport === "stdio") {
    const { command, args, env, cwd } = launch;
    return new StdioClientTransport({
      command,
      args,
      env,
      stderr: "pipe",
      ...(cwd === undefined ? {} : { cwd }),
    });
  }
  let url: URL;
  try {
    url = new URL(launch.url);
  } catch {
    throw new InputError("the address is not a URL.");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new InputError(`${url.protocol} is not a way to reach a server.`);
  }
  const requestInit = { headers: launch.headers };
  return launch.transport === "sse"
    ? new SSEClientTransport(url, { requestInit })
    : new StreamableHTTPClientTransport(url, { requestInit });
}

function errorOutput(transport: Transport): () => string {
  let text = "";
  if (transport instanceof StdioClientTransport) {
    transport.stderr?.on("data", (chunk: Buffer) => {
      text = (text + chunk.toString("utf8")).slice(-maxErrorOutput);
    });
  }
  return () => text;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function reasonOf(error: unknown): string {
  const { message, code } = error as Partial<Error> & { code?: unknown };
  return code === "ENOENT" ? "its command was not found" : (message ?? String(error));
}
