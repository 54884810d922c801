// The only import of the MCP client; loaded when the first server is listed.
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { InputError } from "../../syntax/input-error.ts";
import type { Launch } from "./launch.ts";
import { type ListedTool, type Listing, listedToolSchema } from "./snapshot.ts";

const maxTools = 5_000;
const maxPages = 100;
const maxCharacters = 10_000_000;
const maxErrorOutput = 4_000;

export interface ListOptions {
  signal: AbortSignal;
  /** For everything: starting, shaking hands, listing. */
  maxMilliseconds: number;
  /** What the server's process wrote to its error output, at most the last 4,000 characters. */
  onErrorOutput?: (text: string) => void;
}

/**
 * Starts or reaches a server, asks for its tools and nothing else, and ends it. No tool is called; the server gets no
 * capability of ours: it can neither ask a model nor the user for anything.
 * @throws InputError with the reason when the server does not answer as one; the signal's reason when aborted.
 */
export async function listTools(launch: Launch, options: ListOptions): Promise<Listing> {
  options.signal.throwIfAborted();
  const late = AbortSignal.timeout(options.maxMilliseconds);
  const signal = AbortSignal.any([options.signal, late]);
  const transport = transportOf(launch);
  const said = errorOutput(transport);
  const client = new Client({ name: "autosafe", version: "0.1.0" }, { capabilities: {} });
  try {
    return await Promise.race([ask(client, transport, signal, options.maxMilliseconds), aborted(signal)]);
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

async function ask(
  client: Client,
  transport: Transport,
  signal: AbortSignal,
  timeout: number,
): Promise<Listing> {
  await client.connect(transport, { signal, timeout });
  const tools: ListedTool[] = [];
  let size = 0;
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const answer = await client.listTools(cursor === undefined ? {} : { cursor }, { signal, timeout });
    for (const tool of answer.tools) {
      size += JSON.stringify(tool).length;
      if (tools.length === maxTools || size > maxCharacters) {
        throw new Error("it lists more tools than anybody could use");
      }
      const checked = listedToolSchema.safeParse(tool);
      if (checked.success) {
        tools.push(checked.data);
      }
    }
    cursor = answer.nextCursor;
    if (cursor === undefined) {
      break;
    }
  }
  const info = client.getServerVersion();
  return { tools, ...(info ? { serverInfo: { name: info.name, version: info.version } } : {}) };
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
