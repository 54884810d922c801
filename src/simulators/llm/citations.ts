import type { Json } from "../../ots/json.ts";
import { isJsonObject } from "../../ots/json.ts";
import type { AgentStep, Step } from "../../ots/step.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import type { EvidenceSpan } from "../../ots/verdict.ts";
import { locate } from "./locate.ts";

/** A citation as a model writes it. */
export interface Citation {
  where: EvidenceSpan["where"];
  step: number | null;
  tool: string | null;
  path: string | null;
  quote: string;
}

export interface Citable {
  instruction: string;
  tools: readonly ToolSpec[];
  /** The whole trajectory, the judged step last. */
  steps: readonly Step[];
}

interface Place {
  where: EvidenceSpan["where"];
  step?: number;
  tool?: string;
  path?: string;
  text: string;
}

/** Quotes shorter than this occur everywhere, so one given with a wrong place is not looked for elsewhere. */
const shortestElsewhere = 8;
const mostPlacesElsewhere = 500;
const longestSpan = 400;

/**
 * The span a citation names, with the source's own characters and offsets. A quote that stands elsewhere than stated is
 * found there; one that stands nowhere gives undefined.
 */
export function resolveCitation(citation: Citation, citable: Citable): EvidenceSpan | undefined {
  const quote = citation.quote.trim();
  if (quote === "") {
    return undefined;
  }
  const all = places(citable);
  const stated = all.filter(
    (place) =>
      place.where === citation.where &&
      (place.step === undefined || place.step === citation.step) &&
      (place.tool === undefined || place.tool === citation.tool) &&
      (place.path === undefined || citation.path === null || place.path === citation.path),
  );
  const others = quote.length >= shortestElsewhere ? all.filter((place) => !stated.includes(place)) : [];
  for (const place of [...stated, ...others.slice(0, mostPlacesElsewhere)]) {
    const found = locate(quote, place.text);
    if (found) {
      return span(place, found);
    }
  }
  return undefined;
}

function span(place: Place, found: { start: number; end: number }): EvidenceSpan {
  const { start } = found;
  const end = Math.min(found.end, start + longestSpan);
  const { where, step = 0, tool = "", path = "" } = place;
  const text = place.text.slice(start, end);
  switch (where) {
    case "argument":
      return { where, step, path, text };
    case "instruction":
      return { where, start, end, text };
    case "tool":
      return { where, tool, start, end, text };
    default:
      return { where, step, start, end, text };
  }
}

/** Every text that can be cited: latest steps first, because verdicts mostly rest on what happened last. */
function places({ instruction, tools, steps }: Citable): Place[] {
  return [
    ...[...steps.keys()].reverse().flatMap((index) => placesOf(steps[index] as Step, index)),
    { where: "instruction", text: instruction },
    ...tools.map((tool): Place => ({ where: "tool", tool: tool.name, text: tool.description })),
  ];
}

function placesOf(step: Step, index: number): Place[] {
  if (step.kind === "message") {
    return [{ where: "message", step: index, text: step.text }];
  }
  return [
    ...actionPlaces(step, index),
    ...(step.observation
      ? [{ where: "observation", step: index, text: step.observation.content } satisfies Place]
      : []),
    { where: "thought", step: index, text: step.thought },
  ];
}

function actionPlaces({ action }: AgentStep, step: number): Place[] {
  return action.kind === "answer"
    ? [{ where: "answer", step, text: action.text }]
    : leaves(action.arguments, "").map(([path, text]): Place => ({ where: "argument", step, path, text }));
}

/** Every scalar in a call's arguments, under its JSON Pointer (RFC 6901). */
function leaves(value: Json, path: string): [string, string][] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => leaves(entry, `${path}/${index}`));
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, child]) =>
      leaves(child, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
    );
  }
  return [[path, typeof value === "string" ? value : JSON.stringify(value)]];
}
