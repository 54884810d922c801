import { canonicalJson } from "../ots/json.ts";
import type { AgentStep, Step, ToolCall } from "../ots/step.ts";
import { perObject } from "./text/memo.ts";
import { newPassage, type Passage, type Place, passageOf } from "./text/passage.ts";

/** A call that already happened. */
export interface PastCall {
  index: number;
  step: AgentStep;
  call: ToolCall;
}

/** A growing list made from another growing list, item by item and only once. */
export interface Gathered<T> {
  readonly items: T[];
  /** How many items of the other list were read. */
  read: number;
}

/**
 * What happened before the judged step, append-only, so that judging a trajectory step by step costs time linear in
 * its length. Analyses of the texts are gathered when a detector first asks.
 */
export interface Memory {
  /** The instruction and later user turns, oldest first; of more than 40 the instruction and the latest. */
  readonly users: Place[];
  /** What the agent read: observations and other agents' messages. Nobody vouches for it. */
  readonly read: Place[];
  /** System notices: as good as the policy. */
  readonly notices: Place[];
  readonly calls: PastCall[];
  readonly answers: Place[];
  /** How many steps are remembered: the index of the step to judge. */
  length: number;
  readonly gathered: Map<object, Gathered<unknown>>;
}

const observationPassage: (step: AgentStep) => Passage = perObject((step) =>
  newPassage(step.observation?.content ?? ""),
);
const callKeys: (call: ToolCall) => string = perObject((call) => {
  const json = safeJson(call);
  return json === "" ? "" : `${call.tool}\n${json}`;
});

function safeJson(call: ToolCall): string {
  try {
    return call.raw !== undefined && Object.keys(call.arguments).length === 0
      ? call.raw
      : canonicalJson(call.arguments);
  } catch {
    return "";
  }
}

/** The same text for calls of the same tool with the same arguments; empty for arguments nested too deep to compare. */
export function callKey(call: ToolCall): string {
  return callKeys(call);
}

/** The memory before the first step. */
export function newMemory(instruction: string): Memory {
  return {
    users: [{ where: "instruction", passage: passageOf(instruction), step: -1, name: "", failed: false }],
    read: [],
    notices: [],
    calls: [],
    answers: [],
    length: 0,
    gathered: new Map(),
  };
}

const errorStart =
  /^\W{0,3}(?:error|exception|traceback|failed|failure|fatal|permission denied|not authori[sz]ed|forbidden|(?:http\/?[\d.]{0,3}|status(?: code)?:?)\s?[45]\d\d\b|[45]\d\d:? (?:error|bad|unauthori[sz]ed|forbidden|not found|internal|service|gateway|too many|conflict|method|no such|mailbox|insufficient|approval|unavailable|timeout|time-?out|denied|refused|rejected|required|missing|limit|quota|expired|locked)|cannot|could not|unable to)|"(?:error|error_message|exception)"\s{0,2}:\s{0,2}(?!null|""|false|\[\]|\{\})|"(?:status|result)"\s{0,2}:\s{0,2}"(?:error|failed|failure|rejected|denied)"|"(?:success|ok)"\s{0,2}:\s{0,2}false|^\w{0,20}error:/i;

/** An observation that reports an error, flagged or not: many formats lose the flag. */
export function looksFailed(content: string): boolean {
  return errorStart.test(content.slice(0, 600));
}

const observationFailed: (step: AgentStep) => boolean = perObject(
  ({ observation }) => observation !== undefined && (observation.isError || looksFailed(observation.content)),
);

const keptTurns = 40;

/** The latest calls, 300 at most. */
export function recentCalls(memory: Memory): readonly PastCall[] {
  return memory.calls.length <= 300 ? memory.calls : memory.calls.slice(-300);
}

/** Adds the next step. */
export function remember(memory: Memory, step: Step): void {
  const index = memory.length++;
  if (step.kind === "message") {
    const passage = passageOf(step.text);
    const place: Place = { where: "message", passage, step: index, name: step.actor ?? "", failed: false };
    const list = step.from === "user" ? memory.users : step.from === "system" ? memory.notices : memory.read;
    list.push(place);
    if (list !== memory.read && list.length > keptTurns) {
      // The instruction and the latest turns say what is wanted; a thousand turns between them cost time only.
      list.splice(1, 1);
    }
    return;
  }
  const { action } = step;
  if (action.kind === "answer") {
    const passage = passageOf(action.text);
    memory.answers.push({ where: "answer", passage, step: index, name: "", failed: false });
  } else {
    memory.calls.push({ index, step, call: action });
  }
  if (step.observation !== undefined && step.observation.content !== "") {
    const failed = observationFailed(step);
    const name = action.kind === "call" ? action.tool : "";
    memory.read.push({ where: "observation", passage: observationPassage(step), step: index, name, failed });
  }
}

/**
 * Items that `analyse` finds in what the agent read, oldest first, `keep` newest at most. `analyse` is the key of the
 * list, so it must be a module's own function.
 */
export function gather<T>(memory: Memory, analyse: (place: Place) => readonly T[], keep = 80): readonly T[] {
  let gathered = memory.gathered.get(analyse) as Gathered<T> | undefined;
  if (gathered === undefined) {
    gathered = { items: [], read: 0 };
    memory.gathered.set(analyse, gathered);
  }
  for (; gathered.read < memory.read.length; gathered.read++) {
    const place = memory.read[gathered.read];
    if (place !== undefined) {
      gathered.items.push(...analyse(place));
    }
  }
  if (gathered.items.length > keep) {
    gathered.items.splice(0, gathered.items.length - keep);
  }
  return gathered.items;
}

interface KeyIndex extends Gathered<never> {
  calls: Map<string, PastCall[]>;
}
const keyIndex = {};

/** Earlier calls of the same tool with the same arguments, oldest first; the index grows with the memory. */
export function sameCalls(memory: Memory, call: ToolCall): readonly PastCall[] {
  let index = memory.gathered.get(keyIndex) as KeyIndex | undefined;
  if (index === undefined) {
    index = { items: [], read: 0, calls: new Map() };
    memory.gathered.set(keyIndex, index);
  }
  for (; index.read < memory.calls.length; index.read++) {
    const past = memory.calls[index.read];
    const key = past ? callKey(past.call) : "";
    if (past && key !== "") {
      const same = index.calls.get(key);
      if (same === undefined) {
        index.calls.set(key, [past]);
      } else {
        same.push(past);
      }
    }
  }
  return index.calls.get(callKey(call)) ?? [];
}

/** The call before this step that has the index `step`, if that step was a call. */
export function callAt(memory: Memory, step: number): PastCall | undefined {
  return memory.calls.findLast((past) => past.index === step);
}
