import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonObject } from "../../src/ots/json.ts";
import { error, json } from "./faults.ts";

/** Ways a batch can go wrong, each as OpenAI's interface describes it or as engines were seen to do it. */
export type BatchFault =
  /** Half of the requests are answered, the rest is reported as expired. */
  | "expired"
  /** Every third line is missing from the output, and nobody says why. */
  | "partial"
  /** Every third request failed with a 500 and stands in the error file. */
  | "error-file"
  /** Lines come twice, in another order, with one that nobody asked for and one that is cut off. */
  | "garbled"
  /** The file is turned down as a whole. */
  | "invalid"
  /** Creating the batch works, and the answer to it is lost. */
  | "lost-creation"
  /** The first look at the batch fails with a 500. */
  | "flaky";

export interface BatchOptions {
  /** How the batch with this number goes wrong. */
  fault?: (number: number) => BatchFault | undefined;
  /** Looks at a batch before it is done. */
  looks?: number;
  /** Answers one request line. */
  respond(body: JsonObject): { status: number; body: JsonObject };
}

interface Batch {
  id: string;
  number: number;
  input_file_id: string;
  status: string;
  looks: number;
  fault: BatchFault | undefined;
  output_file_id?: string;
  error_file_id?: string;
  errors?: JsonObject;
  request_counts: { total: number; completed: number; failed: number };
}

interface RequestLine {
  custom_id: string;
  body: JsonObject;
}

/** Files and batches of an OpenAI-compatible server, kept in memory. */
export function batchInterface(options: BatchOptions) {
  const files = new Map<string, string>();
  const batches: Batch[] = [];
  const keep = (text: string): string => {
    const id = `file-${files.size + 1}`;
    files.set(id, text);
    return id;
  };

  function finish(batch: Batch): void {
    const lines = (files.get(batch.input_file_id) ?? "").split("\n").filter((line) => line !== "");
    const requests = lines.map((line): RequestLine => JSON.parse(line));
    const output: JsonObject[] = [];
    const failed: JsonObject[] = [];
    const lost = { error: { code: "batch_expired", message: "not run in time" }, response: null };
    for (const [index, { custom_id, body }] of requests.entries()) {
      const id = `batch_req_${batch.number}_${index}`;
      if (batch.fault === "expired" && index % 2 === 1) {
        failed.push({ id, custom_id, ...lost });
      } else if (batch.fault === "error-file" && index % 3 === 1) {
        const broken = {
          status_code: 500,
          request_id: id,
          body: { error: { message: "The server had an error" } },
        };
        failed.push({ id, custom_id, response: broken, error: null });
      } else if (batch.fault !== "partial" || index % 3 !== 1) {
        const { status, body: said } = options.respond(body);
        const line = {
          id,
          custom_id,
          response: { status_code: status, request_id: id, body: said },
          error: null,
        };
        (status === 200 ? output : failed).push(line);
      }
    }
    const text = (list: JsonObject[]) => list.map((line) => `${JSON.stringify(line)}\n`).join("");
    const garbled = (list: JsonObject[]) => {
      const reversed = text([...list].reverse());
      const stranger = {
        id: "x",
        custom_id: "nobody-asked",
        response: { status_code: 200, body: {} },
        error: null,
      };
      return `${reversed}${text([stranger])}${reversed}{"custom_id": "cut of`;
    };
    if (output.length > 0) {
      batch.output_file_id = keep(batch.fault === "garbled" ? garbled(output) : text(output));
    }
    if (failed.length > 0) {
      batch.error_file_id = keep(text(failed));
    }
    batch.status =
      batch.fault === "expired" ? "expired" : batch.status === "cancelling" ? "cancelled" : "completed";
    batch.request_counts = { total: requests.length, completed: output.length, failed: failed.length };
  }

  function look(batch: Batch): Batch {
    if (batch.status === "failed" || /completed|expired|cancelled/.test(batch.status)) {
      return batch;
    }
    if (batch.fault === "invalid") {
      batch.status = "failed";
      batch.errors = { data: [{ code: "invalid_json_line", message: "line 1 cannot be read", line: 1 }] };
    } else if (++batch.looks > (options.looks ?? 1)) {
      finish(batch);
    } else if (batch.status !== "cancelling") {
      batch.status = "in_progress";
    }
    return batch;
  }

  /** Answers the request when it is about files or batches; false otherwise. */
  function serve(request: IncomingMessage, response: ServerResponse, text: string): boolean {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const [, of, id, what] = /^\/v1\/(files|batches)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(pathname) ?? [];
    if (of === undefined) {
      return false;
    }
    const batch = batches.find((candidate) => candidate.id === id);
    if (of === "files" && request.method === "POST") {
      const [, content = ""] = /name="file"[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(text) ?? [];
      json(response, { id: keep(content), object: "file", purpose: "batch" });
    } else if (of === "files" && what === "content") {
      response.writeHead(files.has(id ?? "") ? 200 : 404, { "content-type": "application/jsonl" });
      response.end(files.get(id ?? ""));
    } else if (of === "batches" && request.method === "POST" && id === undefined) {
      const number = batches.length + 1;
      const { input_file_id } = JSON.parse(text);
      const made: Batch = {
        id: `batch_${number}`,
        number,
        input_file_id,
        status: "validating",
        looks: 0,
        fault: options.fault?.(number),
        request_counts: { total: 0, completed: 0, failed: 0 },
      };
      batches.push(made);
      if (made.fault === "lost-creation") {
        response.socket?.destroy();
      } else {
        json(response, { ...made } as unknown as JsonObject);
      }
    } else if (of === "batches" && id === undefined) {
      json(response, {
        object: "list",
        data: batches.map((entry) => ({ ...entry })) as unknown as JsonObject[],
      });
    } else if (batch && what === "cancel") {
      batch.status = "cancelling";
      json(response, { ...batch } as unknown as JsonObject);
    } else if (batch?.fault === "flaky" && batch.looks === 0) {
      batch.looks = 1;
      error(response, 500, { error: { message: "The server had an error" } });
    } else if (batch) {
      json(response, { ...look(batch) } as unknown as JsonObject);
    } else {
      error(response, 404, { error: { message: "No such batch" } });
    }
    return true;
  }
  return { serve, batches, files };
}
