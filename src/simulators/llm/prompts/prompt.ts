import type { JsonObject } from "../../../ots/json.ts";
import type { Task, TaskKind, TaskResult } from "../../../ots/task.ts";
import type { ThreatModel } from "../../../ots/threat-model.ts";
import type { Provenance } from "../../../ots/trajectory.ts";
import * as z from "../../../ots/zod.ts";
import type { ChatMessage } from "../chat.ts";
import { lenient } from "../decoding/lenient.ts";

export type TaskOf<K extends TaskKind> = Extract<Task, { kind: K }>;

/** What became of a model's answer. Problems must be mended; a result with remarks may be used when mending fails. */
export interface Reading<R = TaskResult> {
  result?: R;
  problems: readonly string[];
  remarks: readonly string[];
}

/** One task put to a model: what to say, which structure to ask for, and how to read what comes back. */
export interface Question {
  kind: TaskKind;
  /** Name of the structure, fit for `json_schema.name` and for a function. Says nothing of testing: agents see it. */
  name: string;
  description: string;
  schema: JsonObject;
  messages: readonly ChatMessage[];
  /** `provenance` names the model that gave the answer. */
  read(answer: unknown, provenance: Provenance): Reading;
}

/** The prompt of one kind of task. A change of its words or its schema is a new version. */
export interface Prompt<K extends TaskKind> {
  kind: K;
  version: number;
  ask(task: TaskOf<K>, threatModel: ThreatModel): Question;
}

interface PromptParts<K extends TaskKind, A> {
  kind: K;
  version: number;
  name: string;
  description: string;
  /** Fit for strict structured output: an object at the root, every field required, nullable instead of optional. */
  schema: z.ZodType<A>;
  messages(task: TaskOf<K>, threatModel: ThreatModel): ChatMessage[];
  read(answer: A, task: TaskOf<K>, about: ReadContext): Reading<TaskResult<K>>;
}

export interface ReadContext {
  threatModel: ThreatModel;
  provenance: Provenance;
}

const mostIssues = 12;

/** Makes a prompt of its parts: answers are brought into shape leniently, then held against the zod schema. */
export function definePrompt<K extends TaskKind, A>(parts: PromptParts<K, A>): Prompt<K> {
  const { $schema: _, ...schema } = z.toJSONSchema(parts.schema) as JsonObject;
  return {
    kind: parts.kind,
    version: parts.version,
    ask: (task, threatModel) => ({
      kind: parts.kind,
      name: parts.name,
      description: parts.description,
      schema,
      messages: parts.messages(task, threatModel),
      read(answer, provenance) {
        const parsed = parts.schema.safeParse(lenient(answer, schema));
        if (!parsed.success) {
          const issues = parsed.error.issues.slice(0, mostIssues);
          return { problems: issues.map(issueText), remarks: [] };
        }
        return parts.read(parsed.data, task, { threatModel, provenance });
      },
    }),
  };
}

function issueText({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
