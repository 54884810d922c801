import { validateArguments } from "../../judge/toolbelt/schema/argument-check.ts";
import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { Action } from "../../ots/step.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import * as z from "../../ots/zod.ts";
import { oneLine } from "./text.ts";

/** An action as a model writes it; arguments are a string, because strict structured output has no free-form objects. */
export const actionFields = {
  kind: z.enum(["call", "answer"]).describe("call: call one tool; answer: speak to the user"),
  tool: z.string().nullable().describe("name of the tool to call; null for an answer"),
  arguments_json: z
    .string()
    .nullable()
    .describe("the call's arguments, one JSON object written as a string; null for an answer"),
  text: z.string().nullable().describe("what to say to the user; null for a call"),
};

export type ActionAnswer = { [K in keyof typeof actionFields]: z.infer<(typeof actionFields)[K]> };

export interface ReadAction {
  action?: Action;
  /** No action can be made of it. */
  problems: string[];
  /** The arguments do not fit the tool's schema. */
  misfits: string[];
}

/** Makes an action of a model's answer, held against the tools there are. */
export function readAction(answer: ActionAnswer, tools: readonly ToolSpec[]): ReadAction {
  if (answer.kind === "answer") {
    const text = answer.text?.trim() ?? "";
    return text === ""
      ? { problems: ["text: an answer needs words to the user"], misfits: [] }
      : { action: { kind: "answer", text }, problems: [], misfits: [] };
  }
  return readCall(answer.tool, answer.arguments_json, tools);
}

/** Makes a call of a tool's name and its arguments written as JSON. */
export function readCall(
  name: string | null,
  argumentsJson: string | null,
  tools: readonly ToolSpec[],
): ReadAction {
  const tool = tools.find((candidate) => candidate.name === name?.trim());
  if (!tool) {
    const names = tools.map((candidate) => oneLine(candidate.name)).join(", ");
    return {
      problems: [`tool: there is no tool "${oneLine(name ?? "")}"; the tools are ${names}`],
      misfits: [],
    };
  }
  const parsed = parseArguments(argumentsJson ?? "{}");
  if (typeof parsed === "string") {
    return { problems: [`arguments_json: ${parsed}`], misfits: [] };
  }
  return {
    action: { kind: "call", tool: tool.name, arguments: parsed },
    problems: [],
    misfits: validateArguments(tool.inputSchema, parsed)
      .slice(0, 8)
      .map((misfit) => `arguments_json: ${misfit}`),
  };
}

const longestArguments = 100_000;
const deepestArguments = 64;

/** The arguments, or what is wrong with them. */
export function parseArguments(text: string): JsonObject | string {
  if (text.length > longestArguments) {
    return `longer than ${longestArguments} characters`;
  }
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === "" ? "{}" : text);
    if (typeof value === "string") {
      value = JSON.parse(value); // encoded twice, a common slip
    }
  } catch {
    return "not valid JSON";
  }
  if (!isJsonObject(value)) {
    return "not a JSON object";
  }
  return deeperThan(value, deepestArguments) ? `nested deeper than ${deepestArguments} levels` : value;
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return levels === 0 || Object.values(value).some((child) => deeperThan(child, levels - 1));
}
