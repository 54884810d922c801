import type { Preference } from "../../../src/judge/rank/preference.ts";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { Step } from "../../../src/ots/step.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";

/** Seeded draws (mulberry32), so that the set is the same on every machine. */
export interface Draw {
  whole(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
}

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number],
  };
}

/** What a template gives: everything of a pair but its name. */
export type Written = Omit<Preference, "id" | "policy" | "tools" | "history" | "chosen" | "rejected"> &
  Partial<Pick<Preference, "policy" | "tools" | "history">> & { chosen: Step; rejected: Step };
export type Template = (draw: Draw) => Written;

export const says = (text: string): Step => ({
  kind: "agent",
  thought: "",
  action: { kind: "answer", text },
});
export const calls = (tool: string, args: JsonObject, thought = ""): Step => ({
  kind: "agent",
  thought,
  action: { kind: "call", tool, arguments: args },
});
export const saw = (tool: string, args: JsonObject, content: string): Step => ({
  kind: "agent",
  thought: "",
  action: { kind: "call", tool, arguments: args },
  observation: { content, isError: false },
});
export const tool = (
  name: string,
  description: string,
  properties: JsonObject,
  required: string[] = Object.keys(properties),
): ToolSpec => ({
  id: `tool-${name}`,
  name,
  description,
  capabilities: [],
  inputSchema: { type: "object", properties, required, additionalProperties: false },
});

/** A question with a right and a wrong answer. */
export const answers = (instruction: string, right: string, wrong: string): Written => ({
  instruction,
  chosen: says(right),
  rejected: says(wrong),
});

/** `count` pairs of a group, its templates in turn. */
export function group(
  name: string,
  templates: readonly Template[],
  count: number,
  seed: number,
): Preference[] {
  const draw = drawFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const template = templates[index % templates.length] as Template;
    const { chosen, rejected, ...rest } = template(draw);
    return {
      id: `${name}-${index + 1}`,
      policy: "",
      tools: [],
      history: [],
      ...rest,
      chosen: [chosen],
      rejected: [rejected],
    };
  });
}
