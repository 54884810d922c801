import { contentId } from "../ots/ids.ts";
import type { Json } from "../ots/json.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { schemaVersion } from "../ots/vocabulary.ts";
import { version } from "../version.ts";
import type { AtifExtras } from "./atif-extras.ts";
import { beginning } from "./fields.ts";
import { type Pictures, picturesIn, picturesNamed } from "./media.ts";
import type { Conversation, Mark, Reading } from "./reader.ts";

/** What an imported trajectory carries beside the fields that all trajectories have. */
export interface ImportedDetails {
  /** Where it came from; `line` is one-based and absent in archives. */
  source: { file: string; line?: number; entry?: string };
  title?: string;
  /** Where whoever imported it into a project said that it comes from. */
  origin?: string;
  marks?: readonly Mark[];
  notes?: readonly string[];
  toolDefinitions?: Conversation["toolDefinitions"];
  pictures?: Pictures;
  atif?: AtifExtras;
}

export type ImportedTrajectory = Trajectory & { imported: ImportedDetails };

/** Gives a conversation its id (from its content alone: stable wherever it is read from) and its provenance. */
export function toTrajectory(
  conversation: Conversation,
  format: string,
  source: ImportedDetails["source"],
): ImportedTrajectory {
  const { title, policy, instruction, steps, tools, marks, notes, toolDefinitions, pictures, atif } =
    conversation;
  return {
    schemaVersion,
    id: contentId("trajectory", JSON.stringify(["imported", policy ?? null, instruction, steps])),
    kind: "imported",
    tools,
    ...(policy === undefined ? {} : { policy }),
    instruction,
    steps,
    contextLength: 0,
    provenance: { simulator: `import:${format}`, version },
    imported: {
      source,
      ...(title === undefined ? {} : { title }),
      ...(marks === undefined || marks.length === 0 ? {} : { marks }),
      ...(notes === undefined ? {} : { notes }),
      ...(toolDefinitions === undefined ? {} : { toolDefinitions }),
      ...(pictures === undefined || Object.keys(pictures).length === 0 ? {} : { pictures }),
      ...(atif === undefined ? {} : { atif }),
    },
  };
}

const titleLength = 160;

/** One line for a list. */
export function titleOf(reading: Exclude<Reading, { problem: string }>): string {
  const text =
    "conversation" in reading
      ? reading.conversation.title || reading.conversation.instruction
      : reading.title || reading.trajectory.instruction;
  const line = beginning(text, titleLength * 4)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > titleLength ? `${beginning(line, titleLength - 1)}…` : line || "(no instruction)";
}

export function stepCount(reading: Exclude<Reading, { problem: string }>): number {
  return "conversation" in reading ? reading.conversation.steps.length : reading.trajectory.steps.length;
}

/** The conversation with the pictures that its texts refer to, out of what it was read from. */
export async function withPictures(
  conversation: Conversation,
  records: () => Promise<readonly Json[]>,
): Promise<Conversation> {
  const names = picturesNamed(textsOf(conversation));
  return conversation.pictures !== undefined || names.size === 0
    ? conversation
    : { ...conversation, pictures: picturesIn(await records(), names) };
}

/** Every text in which a picture may be referred to. */
export function* textsOf({ policy, instruction, steps }: Conversation): Iterable<string> {
  yield policy ?? "";
  yield instruction;
  for (const step of steps) {
    if (step.kind === "message") {
      yield step.text;
      continue;
    }
    yield step.thought;
    yield step.action.kind === "answer" ? step.action.text : "";
    yield step.observation?.content ?? "";
  }
}
