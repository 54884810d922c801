import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { asText, listOf, objectsOf } from "../fields.ts";
import { inspectConversation, sampleTitle } from "../inspect-sample.ts";
import { limits } from "../limits.ts";
import { parseJson } from "../parse-json.ts";
import type { ArchiveListing, ArchiveReader, Reading } from "../reader.ts";
import { type Archive, ArchiveError } from "../zip.ts";

const whole = /^samples\/(.+)_epoch_(\d+)\.json$/;
const chunked = /^(samples\/(.+)_epoch_(\d+))\/sample\.json$/;
const decoder = new TextDecoder("utf-8");

/** Inspect `.eval` logs: an archive with one file, or one folder of chunks, for each sample. */
export const inspectArchiveReader: ArchiveReader = {
  kind: "archive",
  id: "inspect-eval",
  title: "Inspect log (.eval)",
  hints: ["header.json", "samples/", "summaries.json", "_journal/"],
  sniff(names) {
    let marks = 0;
    for (const name of names) {
      if (whole.test(name) || chunked.test(name)) {
        return 1;
      }
      marks += /^(header\.json|summaries\.json|reductions\.json|_journal\/)/.test(name) ? 1 : 0;
    }
    return Math.min(0.9, marks * 0.4);
  },
  async list(archive) {
    const problems: string[] = [];
    const titles = await inputTitles(archive, problems);
    const listings: ArchiveListing[] = [];
    for (const name of archive.names) {
      const [, wholeId, wholeEpoch] = whole.exec(name) ?? [];
      const [, prefix, chunkedId, chunkedEpoch] = chunked.exec(name) ?? [];
      const id = wholeId ?? chunkedId;
      if (id === undefined) {
        continue;
      }
      const epoch = Number(wholeEpoch ?? chunkedEpoch);
      const summary = titles.get(`${id}|${epoch}`);
      const label = sampleTitle({ id, epoch });
      listings.push({
        title: summary === undefined || summary === "" ? label : `${label}: ${summary}`,
        load: () => (prefix === undefined ? loadWhole(archive, name) : loadChunked(archive, prefix)),
      });
    }
    if (listings.length === 0) {
      problems.push("the log has no samples yet");
    }
    return { listings, problems };
  },
};

/** What each sample was asked, from the summaries; while a run goes on they are in the journal only. */
async function inputTitles(archive: Archive, problems: string[]): Promise<Map<string, string>> {
  const files = archive.names.has("summaries.json")
    ? ["summaries.json"]
    : [...archive.names].filter((name) => /^_journal\/summaries\/\d+\.json$/.test(name));
  const titles = new Map<string, string>();
  for (const file of files) {
    try {
      for (const summary of objectsOf(await readJson(archive, file))) {
        const { input } = summary;
        const messages = objectsOf(input).filter((message) => message.role === "user");
        const text = typeof input === "string" ? input : asText(messages[0]?.content);
        titles.set(`${asText(summary.id)}|${asText(summary.epoch)}`, text.slice(0, 600));
      }
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return titles;
}

async function readJson(archive: Archive, name: string): Promise<Json> {
  const { value, problem } = await parseJson(decoder.decode(await archive.read(name)));
  if (value === undefined) {
    throw new ArchiveError(`${name}:${problem?.line ?? 1}: ${problem?.message ?? "not valid JSON"}`);
  }
  return value;
}

async function readSample(archive: Archive, name: string): Promise<JsonObject> {
  const sample = await readJson(archive, name);
  if (!isJsonObject(sample)) {
    throw new ArchiveError(`${name} holds no sample.`);
  }
  return sample;
}

async function loadWhole(archive: Archive, name: string): Promise<Reading> {
  return { conversation: inspectConversation(await readSample(archive, name)) };
}

/** A chunked sample: a small shell, and sequences cut into files named by the index of their first item. */
async function loadChunked(archive: Archive, prefix: string): Promise<Reading> {
  const shell = await readSample(archive, `${prefix}/sample.json`);
  const messages = await readSequence(archive, `${prefix}/messages/`);
  const attachments = await readSequence(archive, `${prefix}/attachments/`);
  // Events matter only when there are no messages: they can be many times larger.
  const needed = listOf(shell.message_refs).length === 0 && listOf(shell.messages).length === 0;
  const events = needed ? await readSequence(archive, `${prefix}/events/`) : [];
  return {
    conversation: inspectConversation({ ...shell, events, events_data: { messages }, attachments }),
  };
}

async function readSequence(archive: Archive, prefix: string): Promise<Json[]> {
  const starts = [...archive.names]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length, -".json".length))
    .filter((stem) => /^\d+$/.test(stem))
    .map(Number)
    .sort((a, b) => a - b);
  const items: Json[] = [];
  let bytes = 0;
  for (const start of starts) {
    const chunk = await archive.read(`${prefix}${start}.json`);
    bytes += chunk.length;
    if (bytes > limits.archiveEntryBytes) {
      throw new ArchiveError(`The files under ${prefix} are too large together.`);
    }
    const { value } = await parseJson(decoder.decode(chunk));
    for (const item of listOf(value)) {
      items.push(item);
    }
  }
  return items;
}
