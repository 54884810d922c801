import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import { addAnthropicMessage, createTurnMerger } from "../anthropic-blocks.ts";
import { contentText } from "../content.ts";
import { objectOf, textOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { type SessionLine, type SessionPath, sessionPaths } from "../session-tree.ts";
import { createTranscript, type Transcript } from "../transcript.ts";

/** Session logs of Claude Code: one JSONL file is a tree of lines, with sub-agents and abandoned branches. */
export const claudeCodeReader: RecordReader = {
  kind: "records",
  id: "claude-code",
  title: "Claude Code session",
  hints: ["parentUuid", "sessionId", "isSidechain", "uuid", "userType", "gitBranch"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    const marks = ["parentUuid", "sessionId", "isSidechain", "uuid"].filter((key) => key in record);
    if (marks.length >= 3) {
      return 0.98;
    }
    return record.type === "summary" && "leafUuid" in record ? 0.9 : marks.length * 0.2;
  },
  group: () => "session",
  *read(records): Iterable<Reading> {
    const lines = records.map((record, order) => toLine(objectOf(record), order));
    const summaries = new Map(
      records
        .filter(isJsonObject)
        .filter((record) => record.type === "summary")
        .map((record) => [textOf(record.leafUuid) ?? "", textOf(record.summary) ?? ""] as const),
    );
    const paths = sessionPaths(lines.filter((line) => line.uuid !== ""));
    if (paths.length === 0) {
      yield { problem: 'there are no lines of a conversation ("uuid", "message") in this session' };
    }
    for (const path of paths) {
      yield conversationOf(path, summaries);
    }
  },
};

function toLine(record: JsonObject, order: number): SessionLine {
  const message = objectOf(record.message);
  // A compaction starts a new root; the line it stands for is named apart.
  const parent = textOf(record.parentUuid) ?? textOf(record.logicalParentUuid);
  const content = Array.isArray(message.content) ? message.content.filter(isJsonObject) : [];
  const ids = (type: string, key: string) =>
    content.flatMap((block) => (block.type === type ? [textOf(block[key]) ?? ""] : []));
  const results = ids("tool_result", "tool_use_id");
  return {
    record,
    order,
    uuid: textOf(record.uuid) ?? "",
    parent,
    speaks: (record.type === "user" || record.type === "assistant") && isJsonObject(record.message),
    sidechain: record.isSidechain === true,
    messageId: record.type === "assistant" ? textOf(message.id) : undefined,
    calls: ids("tool_use", "id"),
    results: results.length > 0 && results.length === content.length ? results : [],
  };
}

function conversationOf(path: SessionPath, summaries: ReadonlyMap<string, string>): Reading {
  const transcript = createTranscript();
  const turns = createTurnMerger(transcript);
  for (const line of path.lines) {
    // One API message is split over several lines; its pieces are one turn.
    if (line.messageId !== undefined) {
      turns.add(line.messageId, objectOf(line.record.message).content ?? null);
      continue;
    }
    turns.flush();
    addLine(transcript, line);
  }
  turns.flush();
  const leaf = path.lines.at(-1);
  const summary = leaf ? summaries.get(leaf.uuid) : undefined;
  const kind = path.sidechain ? "Sub-agent" : path.branch > 0 ? `Branch ${path.branch}` : undefined;
  const made = transcript.finish();
  const name = summary ?? (kind === undefined ? undefined : made.instruction);
  return {
    conversation:
      name === undefined ? made : { ...made, title: kind === undefined ? name : `${kind}: ${name}` },
    record: path.lines[0]?.order ?? 0,
  };
}

function addLine(transcript: Transcript, { record }: SessionLine): void {
  const message = objectOf(record.message);
  if (record.type === "system") {
    const text = contentText(record.content);
    if (text !== "") {
      transcript.notice("system", text, textOf(record.subtype));
    }
  } else if (record.isCompactSummary === true) {
    transcript.notice("system", contentText(message.content), "compact-summary");
  } else if (record.isMeta === true && !Array.isArray(message.content)) {
    transcript.notice("system", contentText(message.content));
  } else if (isJsonObject(record.message)) {
    addAnthropicMessage(transcript, message);
  }
}
