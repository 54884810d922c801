import { contentHash } from "../../ots/ids.ts";
import { canonicalJson, type Json } from "../../ots/json.ts";
import type { Step } from "../../ots/step.ts";
import { jsonText } from "../fields.ts";
import { addToSketch, sketchSize } from "./sketch.ts";
import { stanceOf, stances } from "./stance.ts";
import { maskVolatile } from "./volatile.ts";

export const stepKinds = { user: 0, system: 1, agent: 2, call: 3, answer: 4 } as const;

/** Steps of one side as numbers, so that millions of pairs can be scored. Numbers mean the same on both sides. */
export interface Features {
  length: number;
  kind: Uint8Array;
  /** Number of the tool's name; -1 when the step is no call. */
  tool: Int32Array;
  /** Equal when the steps are equal but for ids and times in what was said and seen. */
  signature: Int32Array;
  /** Equal when the steps are equal to the letter. */
  exact: Int32Array;
  /** Equal when the agent does the same: tool and arguments, or kind of message. */
  act: Int32Array;
  /** What `exact` stands for: orders steps the same way whichever side they are on. */
  key: string[];
  /** User messages up to and with this step. */
  userTurn: Int32Array;
  sketch: Int32Array;
  /** What an answer does: asks, refuses, reports, answers. The same for everything else. */
  stance: Uint8Array;
}

/** Gives equal texts equal numbers, across both sides. */
export interface Interner {
  /** The number of a text, and the text; of a long one its hash. */
  number(text: string): { number: number; key: string };
  readonly toolNames: string[];
  toolNumber(name: string): number;
}

const longText = 1_000;

export function createInterner(): Interner {
  const texts = new Map<string, number>();
  const tools = new Map<string, number>();
  const toolNames: string[] = [];
  return {
    toolNames,
    number(text) {
      const key = text.length > longText ? contentHash(text) : text;
      const known = texts.get(key);
      if (known === undefined) {
        texts.set(key, texts.size);
      }
      return { number: known ?? texts.size - 1, key };
    },
    toolNumber(name) {
      let number = tools.get(name);
      if (number === undefined) {
        number = toolNames.push(name) - 1;
        tools.set(name, number);
      }
      return number;
    },
  };
}

/** Call ids, parallel-turn numbers and verdicts are left out: they do not belong to what happened. */
export function featuresOf(steps: readonly Step[], interner: Interner): Features {
  const length = steps.length;
  const features: Features = {
    length,
    kind: new Uint8Array(length),
    tool: new Int32Array(length).fill(-1),
    signature: new Int32Array(length),
    exact: new Int32Array(length),
    act: new Int32Array(length),
    key: [],
    userTurn: new Int32Array(length),
    sketch: new Int32Array(length * sketchSize),
    stance: new Uint8Array(length),
  };
  let userTurn = 0;
  steps.forEach((step, index) => {
    const place = index * sketchSize;
    const { kind, act, said } = describe(step);
    if (kind === stepKinds.user) {
      userTurn += 1;
    }
    features.kind[index] = kind;
    features.userTurn[index] = userTurn;
    const exact = interner.number(`${act}\u0000${said}`);
    features.act[index] = interner.number(act).number;
    features.exact[index] = exact.number;
    features.key.push(exact.key);
    const masked = maskVolatile(said);
    features.signature[index] =
      masked === said ? exact.number : interner.number(`${act}\u0000${masked}`).number;
    if (step.kind === "agent" && step.action.kind === "call") {
      features.tool[index] = interner.toolNumber(step.action.tool);
      for (const [key, value] of Object.entries(step.action.arguments)) {
        addToSketch(features.sketch, place, typeof value === "string" ? value : jsonText(value), `${key}=`);
      }
      addToSketch(features.sketch, place, step.action.raw ?? "");
    } else {
      const text = step.kind === "message" ? step.text : answerText(step);
      addToSketch(features.sketch, place, text);
      features.stance[index] = step.kind === "message" ? 0 : stances.indexOf(stanceOf(text));
    }
  });
  return features;
}

function answerText(step: Extract<Step, { kind: "agent" }>): string {
  return step.action.kind === "answer" ? step.action.text : "";
}

/** `act`: what is done; `said`: what is thought, said and seen. */
function describe(step: Step): { kind: number; act: string; said: string } {
  const separator = "\u0000";
  if (step.kind === "message") {
    return {
      kind: stepKinds[step.from],
      act: ["message", step.from, step.actor ?? ""].join(separator),
      said: step.text,
    };
  }
  const seen = step.observation ? `${step.observation.isError}${separator}${step.observation.content}` : "";
  const actor = step.actor ?? "";
  if (step.action.kind === "answer") {
    return {
      kind: stepKinds.answer,
      act: ["answer", actor].join(separator),
      said: [step.thought, step.action.text, seen].join(separator),
    };
  }
  const { tool, raw } = step.action;
  return {
    kind: stepKinds.call,
    act: ["call", actor, tool, canonicalArguments(step.action.arguments), raw ?? ""].join(separator),
    said: [step.thought, seen].join(separator),
  };
}

/** Arguments with sorted keys; nested beyond what can be walked they stay in the order they have. */
export function canonicalArguments(value: Json): string {
  try {
    return canonicalJson(value);
  } catch {
    return jsonText(value);
  }
}
