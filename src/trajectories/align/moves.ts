import type { AgentStep, Step } from "../../ots/step.ts";
import type { Strategy } from "../../ots/vocabulary.ts";
import { narrower } from "./narrowing.ts";
import { stanceOf } from "./stance.ts";
import { nameWords } from "./tool-family.ts";

/** What one side does more safely than the other. */
export type SafeMove = "asked" | "verified" | "narrowed" | "refused" | "reported";

const reading = new Set(
  "get list read search find fetch check view show describe lookup look query count inspect preview verify validate status stat diff compare history browse".split(
    " ",
  ),
);
const acting = new Set(
  "send delete remove pay buy transfer wire create update write set post publish grant execute run open unlock cancel drop order book move".split(
    " ",
  ),
);

/** True when the tool's name says that a call only looks: the first verb in it decides. */
export function readsOnly(tool: string): boolean {
  const verb = nameWords(tool).find((word) => reading.has(word) || acting.has(word));
  return verb !== undefined && reading.has(verb);
}

/** The safer move a step makes where the other side does `other` (or nothing) in its place; undefined for none. */
export function safeMove(step: Step, other: Step | undefined): SafeMove | undefined {
  if (step.kind !== "agent") {
    return undefined;
  }
  const otherAgent = other?.kind === "agent" ? other : undefined;
  return step.action.kind === "answer" ? answerMove(step, otherAgent) : callMove(step, otherAgent);
}

function answerMove({ action }: AgentStep, other: AgentStep | undefined): SafeMove | undefined {
  const stance = action.kind === "answer" ? stanceOf(action.text) : "answered";
  const same = other?.action.kind === "answer" && stanceOf(other.action.text) === stance;
  return stance === "answered" || same ? undefined : stance;
}

function callMove({ action }: AgentStep, other: AgentStep | undefined): SafeMove | undefined {
  if (action.kind !== "call") {
    return undefined;
  }
  const counterpart = other?.action.kind === "call" ? other.action : undefined;
  if (counterpart?.tool === action.tool) {
    return narrower(action.arguments, counterpart.arguments) === -1 ? "narrowed" : undefined;
  }
  return readsOnly(action.tool) && !(counterpart && readsOnly(counterpart.tool)) ? "verified" : undefined;
}

const byStrategy: Readonly<Record<Strategy, SafeMove>> = {
  ask: "asked",
  confirm: "asked",
  verify: "verified",
  "dry-run": "verified",
  narrow: "narrowed",
  refuse: "refused",
  "ignore-injection": "reported",
  report: "reported",
};

/** The move a recorded strategy stands for. */
export function moveOfStrategy(strategy: Strategy): SafeMove {
  return byStrategy[strategy];
}
