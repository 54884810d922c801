import type { AgentStep, Step, ToolCall } from "../ots/step.ts";
import { readArguments } from "./arguments.ts";
import { joinTexts } from "./content.ts";
import { beginning, type Maybe } from "./fields.ts";
import { limits } from "./limits.ts";
import type { Conversation } from "./reader.ts";

/** A piece of one assistant turn, in the order it was written. */
export type AssistantPart =
  | { kind: "thought"; text: string }
  | { kind: "text"; text: string }
  | { kind: "call"; tool: string; input: Maybe; id?: string | undefined };

/** What came back from a call. It finds its call by `id`, else by `tool`, else as the oldest one without a result. */
export interface CallResult {
  id?: string | undefined;
  tool?: string | undefined;
  content: string;
  isError?: boolean;
}

/** Collects one conversation message by message and turns it into steps. */
export interface Transcript {
  system(text: string): void;
  user(text: string, actor?: string): void;
  /** Something said to the agent that is neither an instruction nor its policy, such as an approval. */
  notice(from: "user" | "system" | "agent", text: string, actor?: string): void;
  assistant(parts: readonly AssistantPart[], actor?: string): void;
  result(result: CallResult): void;
  offer(tools: readonly string[]): void;
  note(text: string): void;
  /** Steps so far; for formats that continue one by hand. */
  readonly steps: readonly Step[];
  finish(extra?: Partial<Conversation>): Conversation;
}

/**
 * The first user message becomes the instruction, later ones message steps. System texts before it become the policy.
 * Texts and reasoning before a call become its thought; the calls of one turn share `turn`.
 */
export function createTranscript(): Transcript {
  const steps: Step[] = [];
  const policy: string[] = [];
  const tools = new Set<string>();
  const notes = new Set<string>();
  const open = createOpenCalls();
  let instruction: string | undefined;
  let pendingThought = "";
  let turns = 0;

  const push = (step: Step) => {
    if (steps.length < limits.steps) {
      steps.push(step);
    } else {
      notes.add(`Only the first ${limits.steps.toLocaleString("en")} steps were read.`);
    }
  };
  const agentStep = (thought: string, action: AgentStep["action"], actor?: string): AgentStep => ({
    kind: "agent",
    ...(actor === undefined ? {} : { actor }),
    thought,
    action,
  });
  const flushThought = () => {
    if (pendingThought !== "") {
      push(agentStep(pendingThought, { kind: "answer", text: "" }));
      pendingThought = "";
    }
  };
  const message = (from: "user" | "system" | "agent", text: string, actor?: string) => {
    flushThought();
    push({ kind: "message", from, ...(actor === undefined ? {} : { actor }), text });
  };

  return {
    steps,
    system(text) {
      if (text === "") {
        return;
      }
      if (instruction === undefined && steps.length === 0) {
        policy.push(text);
      } else {
        message("system", text);
      }
    },
    user(text, actor) {
      // An agent that greets first has not begun to work: the instruction still is what the user says then.
      const greets = (step: Step) => step.kind === "agent" && step.action.kind === "answer";
      if (instruction === undefined && steps.every(greets)) {
        instruction = text;
      } else {
        message("user", text, actor);
      }
    },
    notice: message,
    assistant(parts, actor) {
      const made: AgentStep[] = [];
      let thought = pendingThought;
      let answer = "";
      pendingThought = "";
      for (const part of parts) {
        if (part.kind === "thought") {
          thought = joinTexts([thought, part.text]);
        } else if (part.kind === "text") {
          answer = joinTexts([answer, part.text]);
        } else {
          const call = toolCall(part);
          made.push(agentStep(joinTexts([thought, answer]), call, actor));
          tools.add(call.tool);
          thought = "";
          answer = "";
        }
      }
      if (answer !== "") {
        made.push(agentStep(thought, { kind: "answer", text: answer }, actor));
      } else {
        pendingThought = thought;
      }
      if (made.length > 1) {
        turns += 1;
      }
      for (const step of made) {
        const numbered = made.length > 1 ? { ...step, turn: turns } : step;
        push(numbered);
        open.add(numbered);
      }
    },
    result({ id, tool, content, isError = false }) {
      const step = open.take(id, tool);
      if (step) {
        step.observation = { content, isError };
      } else {
        message("system", content, tool);
        notes.add("Some results belong to no call; they are shown as messages.");
      }
    },
    offer(names) {
      for (const name of names) {
        tools.add(name);
      }
    },
    note: (text) => notes.add(text),
    finish(extra = {}) {
      flushThought();
      return {
        ...(policy.length === 0 ? {} : { policy: joinTexts(policy) }),
        instruction: instruction ?? "",
        steps,
        tools: [...tools],
        ...(notes.size === 0 ? {} : { notes: [...notes] }),
        ...extra,
      };
    },
  };
}

const maxName = 500;

function toolCall(part: Extract<AssistantPart, { kind: "call" }>): ToolCall {
  return {
    kind: "call",
    tool: beginning(part.tool, maxName),
    ...readArguments(part.input),
    ...(part.id === undefined ? {} : { callId: part.id }),
  };
}

interface OpenCalls {
  add(step: AgentStep): void;
  /** The call a result belongs to, which is then no longer open. */
  take(id: string | undefined, tool: string | undefined): AgentStep | undefined;
}

/** Calls still without a result. Every look-up is amortised constant, however many calls a hostile file leaves open. */
function createOpenCalls(): OpenCalls {
  const byId = new Map<string, AgentStep>();
  const byTool = new Map<string, Queue>();
  const all = createQueue();
  return {
    add(step) {
      if (step.action.kind !== "call") {
        return;
      }
      const { tool, callId } = step.action;
      if (callId !== undefined) {
        byId.set(callId, step);
      }
      let queue = byTool.get(tool);
      if (!queue) {
        queue = createQueue();
        byTool.set(tool, queue);
      }
      queue.push(step);
      all.push(step);
    },
    take(id, tool) {
      const named = id === undefined ? undefined : byId.get(id);
      if (id !== undefined && named) {
        byId.delete(id);
        return named.observation ? undefined : named;
      }
      return tool === undefined ? all.first() : byTool.get(tool)?.first();
    },
  };
}

interface Queue {
  push(step: AgentStep): void;
  /** The oldest step without an observation. */
  first(): AgentStep | undefined;
}

function createQueue(): Queue {
  const steps: AgentStep[] = [];
  let head = 0;
  return {
    push: (step) => void steps.push(step),
    first() {
      while (head < steps.length && steps[head]?.observation) {
        head += 1;
      }
      return steps[head];
    },
  };
}
