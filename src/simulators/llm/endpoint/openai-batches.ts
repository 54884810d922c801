// Imported late, with the openai package: see openai-client.ts.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { toFile } from "openai";
import { streamingFetch } from "./bounded-fetch.ts";
import { type Endpoint, redactor } from "./endpoint.ts";
import { type Exchange, exchangeOf, openaiClient } from "./openai-client.ts";

/** How far a batch is, in the words of the interface. */
export interface BatchState {
  id: string;
  inputFileId: string;
  status:
    | "validating"
    | "failed"
    | "in_progress"
    | "finalizing"
    | "completed"
    | "expired"
    | "cancelling"
    | "cancelled";
  done: number;
  total: number;
  /** Files with answers and with failed requests, as far as there are any. */
  outputFileIds: string[];
  /** Why the server turned the file down. */
  problem: string;
}

/** The files and batches of an endpoint. Every text in what it gives is free of the endpoint's secrets. */
export interface BatchClient {
  /** @returns the file's id at the server. */
  upload(file: Blob, name: string, signal: AbortSignal): Promise<string>;
  create(inputFileId: string, signal: AbortSignal): Promise<BatchState>;
  retrieve(batchId: string, signal: AbortSignal): Promise<BatchState>;
  /** The batch that was made of this file; undefined when there is none among the latest hundred. */
  find(inputFileId: string, signal: AbortSignal): Promise<BatchState | undefined>;
  cancel(batchId: string, signal: AbortSignal): Promise<BatchState>;
  /** The lines of a file, one by one. */
  lines(fileId: string, signal: AbortSignal): AsyncIterable<string>;
}

/** A call to the server that did not succeed. */
export class BatchCallError extends Error {
  readonly exchange: Exclude<Exchange, { kind: "answered" }>;

  constructor(exchange: Exclude<Exchange, { kind: "answered" }>) {
    super(exchange.message);
    this.name = "BatchCallError";
    this.exchange = exchange;
  }
}

/** All calls reject with a BatchCallError, or with the signal's reason. */
export function openBatchClient(endpoint: Endpoint): BatchClient {
  const clean = redactor(endpoint);
  const client = openaiClient(endpoint);
  const downloads = openaiClient(endpoint, streamingFetch);
  async function call<T>(signal: AbortSignal, body: () => Promise<T>): Promise<T> {
    try {
      return await body();
    } catch (error) {
      signal.throwIfAborted();
      const exchange = exchangeOf(error, clean);
      throw exchange.kind === "answered" ? error : new BatchCallError(exchange);
    }
  }
  const state = (batch: ServerBatch): BatchState => ({
    id: batch.id,
    inputFileId: batch.input_file_id,
    status: batch.status,
    done: (batch.request_counts?.completed ?? 0) + (batch.request_counts?.failed ?? 0),
    total: batch.request_counts?.total ?? 0,
    outputFileIds: [batch.output_file_id, batch.error_file_id].filter((id) => typeof id === "string"),
    problem: clean(
      (batch.errors?.data ?? [])
        .map(({ code, message }) => [code, message].filter(Boolean).join(": "))
        .join("; "),
    ),
  });
  return {
    upload: (file, name, signal) =>
      call(signal, async () => {
        const upload = { file: await toFile(file, name), purpose: "batch" } as const;
        return (await client.files.create(upload, { signal })).id;
      }),
    create: (inputFileId, signal) =>
      call(signal, async () =>
        state(
          await client.batches.create(
            { input_file_id: inputFileId, endpoint: "/v1/chat/completions", completion_window: "24h" },
            { signal },
          ),
        ),
      ),
    retrieve: (id, signal) => call(signal, async () => state(await client.batches.retrieve(id, { signal }))),
    find: (inputFileId, signal) =>
      call(signal, async () => {
        const { data } = await client.batches.list({ limit: 100 }, { signal });
        const found = data.find((batch) => batch.input_file_id === inputFileId);
        return found && state(found);
      }),
    cancel: (id, signal) => call(signal, async () => state(await client.batches.cancel(id, { signal }))),
    async *lines(fileId, signal) {
      const response = await call(signal, () => downloads.files.content(fileId, { signal }));
      if (response.body) {
        const input = Readable.fromWeb(response.body as import("node:stream/web").ReadableStream);
        for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
          yield clean(line);
        }
      }
    },
  };
}

type ServerBatch = Awaited<ReturnType<ReturnType<typeof openaiClient>["batches"]["retrieve"]>>;
