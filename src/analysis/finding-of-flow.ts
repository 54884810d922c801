import type { ToolDefinition } from "../ots/tool.ts";
import type { FindingConfidence, FindingSeverity, RelatedPlace } from "./finding.ts";
import type { Fix } from "./fix.ts";
import type { Hit } from "./flow/engine.ts";
import type { ArgumentFlow } from "./flow/flows.ts";
import type { CodePlace } from "./flow/value.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

const maxMessage = 120;

function related({ unit, start, end }: CodePlace, message: string): RelatedPlace {
  return { message, file: unit.file, range: unit.document.rangeAt(start, end) };
}

/** Cuts a message to what one line of a problem list shows. */
export function shortMessage(full: string): string {
  // Of `@scope/package/file.js.Class` and `a.b.c().d` the end says enough.
  const message = full.replace(/`([\w$@./()-]+)`/g, (whole, name: string) => {
    const parts = name
      .replace(/^.*\//, "")
      .replace(/^[\w-]+\.js\./, "")
      .split(".");
    return name.includes("/") || parts.length > 2 ? `\`${parts.slice(-2).join(".")}\`` : whole;
  });
  return message.length <= maxMessage ? message : `${message.slice(0, maxMessage - 1)}…`;
}

/** What a rule says of a flow. */
export interface Judgement {
  message: string;
  severity?: FindingSeverity;
  confidence?: FindingConfidence;
  fixes?: () => readonly Fix[];
}

/** The finding for an argument of a tool that reaches a sink, with its way from the tool to the sink. */
export function argumentFinding(
  { file }: CodeContext,
  { tool, argument, parameter, others, hit }: ArgumentFlow,
  { message, ...rest }: Judgement,
): RuleFinding {
  const { unit, start, end } = hit.place;
  const { source } = tool;
  return {
    ...(unit.file === file ? {} : { file: unit.file }),
    range: unit.document.rangeAt(start, end),
    confidence: "proven",
    message: shortMessage(message),
    tool,
    related: [
      { message: `the tool \`${tool.name}\``, file: source.file, range: source.nameRange },
      related(parameter, `the model gives \`${argument}\``),
      ...steps(hit),
      ...others.slice(0, 10).map((other) => ({
        message: `so does \`${other.argument}\` of \`${other.tool.name}\``,
        file: other.tool.source.file,
        range: other.tool.source.nameRange,
      })),
    ],
    ...rest,
  };
}

/** The finding for a source inside the code that reaches a sink. */
export function sourceFinding({ file }: CodeContext, hit: Hit, { message, ...rest }: Judgement): RuleFinding {
  const { unit, start, end } = hit.place;
  const { label } = hit.taint;
  return {
    ...(unit.file === file ? {} : { file: unit.file }),
    range: unit.document.rangeAt(start, end),
    confidence: "proven",
    message: shortMessage(message),
    related: [
      ...(label.kind === "source" ? [related(label.place, `it comes from ${label.what}`)] : []),
      ...steps(hit),
    ],
    ...rest,
  };
}

/** The finding for a secret that a tool returns. */
export function outputFinding(
  context: CodeContext,
  tool: ToolDefinition,
  hit: Hit,
  judgement: Judgement,
): RuleFinding {
  const finding = sourceFinding(context, hit, judgement);
  const { file, nameRange } = tool.source;
  const named = { message: `the tool \`${tool.name}\``, file, range: nameRange };
  return { ...finding, tool, related: [named, ...(finding.related ?? [])] };
}

function steps({ taint, call, what }: Hit): RelatedPlace[] {
  return [
    ...taint.steps.map(({ place, message }) => related(place, message)),
    related(call, `the sink, \`${what}\``),
  ];
}
