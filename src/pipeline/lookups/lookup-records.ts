import { appendFileSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { prepareFolder, stateOfPath } from "../../dataset/files.ts";
import { contentHash } from "../../ots/ids.ts";
import { canonicalJson, type JsonObject, jsonObjectSchema } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
import { InputError } from "../../syntax/input-error.ts";

const described = z.object({ name: z.string(), description: z.string(), inputSchema: jsonObjectSchema });

const recordSchema = z.union([
  /** What a server listed of the allowed tools, so that a replay shows the model the same. */
  z.object({ key: z.string(), server: z.string(), tools: z.array(described), at: z.string() }),
  z.object({
    key: z.string(),
    server: z.string(),
    tool: z.string(),
    input: jsonObjectSchema,
    result: z.union([z.object({ text: z.string() }), z.object({ failure: z.string() })]),
    at: z.string(),
  }),
]);
type LookupRecord = z.infer<typeof recordSchema>;
type CallRecord = Extract<LookupRecord, { tool: string }>;
type ListRecord = Extract<LookupRecord, { tools: unknown }>;

const maxBytes = 256 * 1024 * 1024;

/** Key of a call: content hash of how the server is started, the tool and what it is given. */
export function callKey(serverHash: string, tool: string, input: JsonObject): string {
  return contentHash(`${serverHash}\n${tool}\n${canonicalJson(input)}`);
}

/** Calls of look-up servers with what came back, on disk before anybody uses it; the last record of a key counts. */
export interface LookupRecords {
  call(key: string): CallRecord | undefined;
  list(serverHash: string): ListRecord | undefined;
  add(record: LookupRecord): void;
}

/**
 * Opens `runs/lookups.jsonl` in a `.autosafe` folder, which is made when the first record is written. Lines that are no
 * records are left out: a torn one costs one more call.
 * @throws InputError when it is no plain file or too large to read.
 */
export async function openLookupRecords(folder: string): Promise<LookupRecords> {
  const file = join(folder, "runs", "lookups.jsonl");
  const state = await stateOfPath(file);
  if (state && state.size > maxBytes) {
    throw new InputError(`${file}: larger than ${maxBytes / 1024 / 1024} MB; remove it to begin anew`);
  }
  const text = state ? await readFile(file, "utf8") : "";
  const known = new Map<string, LookupRecord>();
  for (const line of text.split("\n")) {
    const record = parseRecord(line);
    if (record) {
      known.set(record.key, record);
    }
  }
  await prepareFolder(folder);
  mkdirSync(dirname(file), { recursive: true });
  let begun = text === "" || text.endsWith("\n");
  return {
    call(key) {
      const record = known.get(key);
      return record && "tool" in record ? record : undefined;
    },
    list(serverHash) {
      const record = known.get(serverHash);
      return record && "tools" in record ? record : undefined;
    },
    add(record) {
      appendFileSync(file, `${begun ? "" : "\n"}${JSON.stringify(record)}\n`);
      begun = true;
      known.set(record.key, record);
    },
  };
}

function parseRecord(line: string): LookupRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
