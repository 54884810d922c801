import type { Json } from "../ots/json.ts";
import type { Step } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { AtifExtras } from "./atif-extras.ts";
import type { Pictures } from "./media.ts";
import type { Archive } from "./zip.ts";

/** What the source says about a conversation: a score, a label, a task's outcome. Claims of whoever made the file. */
export interface Mark {
  name: string;
  value: string;
  explanation?: string;
}

/** One conversation as a reader found it, before it gets an id and a provenance. */
export interface Conversation {
  /** Shown in lists; the instruction's beginning when absent. */
  title?: string;
  policy?: string;
  instruction: string;
  steps: Step[];
  /** Names of the tools, offered and called. */
  tools: string[];
  /** Tool definitions as the source gives them. */
  toolDefinitions?: Json[];
  marks?: Mark[];
  /** What else an ATIF document held. */
  atif?: AtifExtras;
  /** Pictures that texts refer to; looked for in the reader's records when absent. */
  pictures?: Pictures;
  /** What could not be taken over, in words. */
  notes?: string[];
}

/**
 * What a reader makes of records: a conversation, a finished trajectory (our own formats), or a reason why not.
 * `record` is the index of the record it begins in or fails at; the first one when absent.
 */
export type Reading = (
  | { conversation: Conversation }
  | { trajectory: Trajectory; title?: string }
  | { problem: string }
) & { record?: number };

interface ReaderBase {
  /** Ends up in the provenance as `import:ID`. */
  readonly id: string;
  readonly title: string;
  /** Property names by which text that cannot be parsed is still told apart. */
  readonly hints: readonly string[];
}

/** Reads a format made of JSON values: a document, the lines of a JSONL file, or the elements of a list. */
export interface RecordReader extends ReaderBase {
  readonly kind: "records";
  /** How close one record comes, from 0 (not at all) to 1 (certainly); from 0.5 on it is taken. Never throws. */
  sniff(record: Json): number;
  /** Records with the same key make up one read; undefined when the record stands alone. */
  group?(record: Json): string | undefined;
  /** The conversations in the records of one group, or in one record. Never throws, whatever the records hold. */
  read(records: readonly Json[]): Iterable<Reading>;
}

export interface ArchiveListing {
  title: string;
  /** Steps, when known without opening the entry. */
  steps?: number;
  load(): Promise<Reading>;
}

/** Reads a format that is an archive of files. */
export interface ArchiveReader extends ReaderBase {
  readonly kind: "archive";
  /** How close an archive with these file names comes, as `RecordReader.sniff`. */
  sniff(names: Iterable<string>): number;
  /** What it holds, without decompressing it all. */
  list(archive: Archive): Promise<{ listings: ArchiveListing[]; problems: string[] }>;
}

export type TrajectoryReader = RecordReader | ArchiveReader;
