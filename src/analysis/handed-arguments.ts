import { isJsonObject } from "../ots/json.ts";
import type { ToolDefinition } from "../ots/tool.ts";
import { anyCall } from "./argument-rule.ts";
import { argumentFinding, type Judgement } from "./finding-of-flow.ts";
import type { Hit, SinkKind } from "./flow/engine.ts";
import { type ArgumentFlow, unnamedTool } from "./flow/flows.ts";
import type { Check, CodeContext } from "./rule.ts";

/** Members of a model's answer that hold the arguments of a call, in the answers of all providers. */
const argumentsOfCall = /^(?:arguments|args|input)$/;
/** How programs come to the calls in an answer. */
const takesCalls = /tool_?calls|tool_use|function_?calls?/i;

/**
 * As `argumentCheck`, for what a loop written by hand takes out of a model's calls and hands on itself. `judge` is the same: it
 * is told the tool of the file that has an argument of a name at the sink, else one that stands for all of them.
 */
export function handedCheck(
  kind: SinkKind,
  judge: (flow: ArgumentFlow, context: CodeContext) => Judgement | undefined,
): Check {
  return {
    kind: "code",
    hints: { sources: ["model"], sinks: [kind] },
    needs: takesCalls,
    check: (context) =>
      context.flows.sources
        .filter((hit) => hit.kind === kind)
        .filter((hit) => !context.flows.arguments.some((flow) => isSamePlace(flow.hit, hit)))
        .flatMap((hit) => {
          const flow = handedFlow(hit, context);
          const judgement = flow && judge(flow, context);
          return flow === undefined || judgement === undefined
            ? []
            : [argumentFinding(context, flow, judgement)];
        }),
  };
}

/** A hit as the flow of a tool's argument, when that is what a loop written by hand makes of it. */
export function handedFlow(hit: Hit, { tools }: CodeContext): ArgumentFlow | undefined {
  const { label } = hit.taint;
  return label.kind === "source" && isOfCall(hit) && label.place.unit.holds(takesCalls)
    ? flowOf(hit, tools)
    : undefined;
}

/** Whether two flows end in the same argument of the same call. */
export function isSamePlace({ place: a }: Hit, { place: b }: Hit): boolean {
  return a.unit === b.unit && a.start === b.start && a.end === b.end;
}

/** Whether what reaches the sink is an argument of a model's call, not a text it wrote. */
export function isOfCall({ taint: { label } }: Hit): boolean {
  return (
    label.kind === "source" &&
    label.source === "model" &&
    label.path.slice(1).some((member) => argumentsOfCall.test(member))
  );
}

function flowOf(hit: Hit, tools: readonly ToolDefinition[]): ArgumentFlow {
  const { label } = hit.taint;
  const from = label.kind === "source" ? label.place : hit.place;
  const { unit, start, end } = hit.place;
  const words = unit.document.text.slice(start, end).match(/\w+/g) ?? [];
  for (const tool of tools) {
    const { properties } = tool.inputSchema;
    const argument = words.find((word) => isJsonObject(properties) && properties[word] !== undefined);
    if (argument !== undefined) {
      return { tool, argument, others: [], parameter: from, hit };
    }
  }
  return {
    tool: unnamedTool(unit.file, from, anyCall),
    argument: "arguments",
    others: [],
    parameter: from,
    hit,
  };
}
