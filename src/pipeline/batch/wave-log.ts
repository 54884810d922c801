import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openAsBlob,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import * as z from "../../ots/zod.ts";
import type { ChatBody } from "../../simulators/llm/chat.ts";
import { type ResultLine, requestId, requestLine, resultLine } from "./request-line.ts";

const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("uploaded"), file: z.string(), inputFileId: z.string() }),
  z.object({ type: z.literal("submitted"), file: z.string(), batchId: z.string() }),
  z.object({ type: z.literal("closed"), file: z.string(), status: z.string() }),
]);
type WaveEvent = z.infer<typeof eventSchema>;

/** One request file and how far it has come. */
export interface Wave {
  file: string;
  ids: readonly string[];
  inputFileId?: string;
  batchId?: string;
  closed: boolean;
}

/** Limits of OpenAI's batches; other engines take as much. */
const mostRequests = 50_000;
const mostBytes = 190 * 1024 * 1024;

const answersFile = "answers.jsonl";
const eventsFile = "batches.jsonl";

/**
 * What a run has asked in batches and what came back, in files of its run folder: request files as they were sent, what
 * became of each, and every usable answer under its request's id before it is used.
 */
export class WaveLog {
  readonly #directory: string;
  readonly #waves = new Map<string, Wave>();
  /** Where each answer stands in its file: the answers themselves stay on disk. */
  readonly #answers = new Map<string, { offset: number; length: number }>();
  readonly #answersHandle: number;
  #answersEnd = 0;

  /** Opens the log in `directory`, which is made when missing. */
  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
    for (const line of this.#lines(answersFile)) {
      const length = Buffer.byteLength(line);
      const id = resultLine(line)?.id;
      if (id !== undefined) {
        this.#answers.set(id, { offset: this.#answersEnd, length });
      }
      this.#answersEnd += length + 1;
    }
    this.#answersHandle = openSync(join(directory, answersFile), "a+");
    for (const file of readdirSync(directory)
      .filter((name) => /^wave-\d+\.jsonl$/.test(name))
      .sort()) {
      const ids = this.#lines(file).flatMap((line) => requestId(line) ?? []);
      this.#waves.set(file, { file, ids, closed: false });
    }
    for (const line of this.#lines(eventsFile)) {
      const event = readEvent(line);
      if (event) {
        this.#apply(event);
      }
    }
  }

  waves(): Wave[] {
    return [...this.#waves.values()];
  }

  answer(id: string): ResultLine | undefined {
    const place = this.#answers.get(id);
    if (!place) {
      return undefined;
    }
    const buffer = Buffer.alloc(place.length);
    readSync(this.#answersHandle, buffer, 0, place.length, place.offset);
    return resultLine(buffer.toString("utf8"));
  }

  has(id: string): boolean {
    return this.#answers.has(id);
  }

  close(): void {
    closeSync(this.#answersHandle);
  }

  /** Whether some request file holds this id. */
  knows(id: string): boolean {
    return this.waves().some(({ ids }) => ids.includes(id));
  }

  /** Keeps an answer; one that is there already stays. */
  record(answer: ResultLine): void {
    if (!this.#answers.has(answer.id)) {
      const { id, status, body } = answer;
      const line = JSON.stringify({ custom_id: id, response: { status_code: status, body } });
      const length = Buffer.byteLength(line);
      writeSync(this.#answersHandle, `${line}\n`);
      this.#answers.set(id, { offset: this.#answersEnd, length });
      this.#answersEnd += length + 1;
    }
  }

  /** Writes requests to files of one model each, within the limits of a batch. */
  write(requests: readonly { id: string; body: ChatBody }[]): Wave[] {
    const made: Wave[] = [];
    const open = new Map<string, { lines: string[]; ids: string[]; bytes: number }>();
    const close = (model: string) => {
      const part = open.get(model);
      if (part) {
        const number = String(this.#waves.size + 1).padStart(4, "0");
        const wave: Wave = { file: `wave-${number}.jsonl`, ids: part.ids, closed: false };
        const path = this.path(wave);
        writeFileSync(`${path}.part`, part.lines.join(""));
        renameSync(`${path}.part`, path); // a file cut off by a crash must never be sent
        this.#waves.set(wave.file, wave);
        made.push(wave);
        open.delete(model);
      }
    };
    for (const { id, body } of requests) {
      const line = requestLine(id, body);
      const bytes = Buffer.byteLength(line);
      const part = open.get(body.model);
      if (part && (part.ids.length >= mostRequests || part.bytes + bytes > mostBytes)) {
        close(body.model);
      }
      const target = open.get(body.model) ?? { lines: [], ids: [], bytes: 0 };
      target.lines.push(line);
      target.ids.push(id);
      target.bytes += bytes;
      open.set(body.model, target);
    }
    for (const model of [...open.keys()]) {
      close(model);
    }
    return made;
  }

  note(event: WaveEvent): void {
    this.#append(eventsFile, event);
    this.#apply(event);
  }

  path(wave: Wave): string {
    return join(this.#directory, wave.file);
  }

  blob(wave: Wave): Promise<Blob> {
    return openAsBlob(this.path(wave), { type: "application/jsonl" });
  }

  #apply(event: WaveEvent): void {
    const wave = this.#waves.get(event.file);
    if (!wave) {
      return;
    }
    switch (event.type) {
      case "uploaded":
        wave.inputFileId = event.inputFileId;
        break;
      case "submitted":
        wave.batchId = event.batchId;
        break;
      case "closed":
        wave.closed = true;
    }
  }

  #append(name: string, value: unknown): void {
    appendFileSync(join(this.#directory, name), `${JSON.stringify(value)}\n`);
  }

  /** The file's lines. One that a crash cut off is ended, so that what is written next begins a line of its own. */
  #lines(name: string): string[] {
    const file = join(this.#directory, name);
    if (!existsSync(file)) {
      return [];
    }
    let text = readFileSync(file, "utf8");
    if (text !== "" && !text.endsWith("\n")) {
      appendFileSync(file, "\n");
      text = `${text}\n`;
    }
    return text.split("\n").slice(0, -1);
  }
}

function readEvent(line: string): WaveEvent | undefined {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
