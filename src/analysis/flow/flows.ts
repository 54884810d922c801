import { isJsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { HandlerParameter, ToolCode, ToolHandler } from "../../tools/format.ts";
import { offsetsOf } from "../fix.ts";
import type { Effect, Hit } from "./engine.ts";
import { createEvaluator, type Evaluator } from "./evaluator.ts";
import { mayBuildGraph } from "./graph-state.ts";
import { type HandlerFacts, type HandlerHit, handlerFacts } from "./handler-facts.ts";
import { isWritten } from "./keywords.ts";
import { isHarmlessType } from "./parameter-types.ts";
import { createRelevance } from "./relevance.ts";
import type { FlowTables } from "./tables.ts";
import type { Unit } from "./unit.ts";
import type { CodePlace, Label } from "./value.ts";

/** An argument of a tool that reaches a sink. */
export interface ArgumentFlow {
  tool: ToolDefinition;
  /** The name the model gives the value under. */
  argument: string;
  /** Other arguments, of this and other tools, that reach the same place: `path` of `copy_file`. */
  others: readonly { tool: ToolDefinition; argument: string }[];
  /** Where the handler binds it. */
  parameter: CodePlace;
  hit: Hit;
  /** The other flows to the same place, for which the same way may be better or worse guarded. */
  alternatives?: readonly ArgumentFlow[];
}

/** What reaches what. */
export interface Flows {
  readonly arguments: readonly ArgumentFlow[];
  /** From sources inside the code: model output, fetched content, secrets. Runs every function of the file. */
  readonly sources: readonly Hit[];
  /** Secrets that tools give back. */
  readonly outputs: readonly { tool: ToolDefinition; hit: Hit }[];
  /** What running a tool does to the world, as far as its code shows. */
  effectsOf(tool: ToolDefinition): readonly Effect[];
  /** True when the work allowed did not suffice. */
  readonly isPartial: boolean;
}

export interface FlowInput {
  file: string;
  document: CodeDocument;
  tools: readonly ToolDefinition[];
  programs: ReadonlyMap<string, ToolCode>;
  tables: FlowTables;
  /** Whether a module of the workspace that the file imports holds sources, itself or through what it imports. */
  reaches(module: string, path: readonly string[]): boolean;
  /** Whether what a file imports is but a type, so that its module need not be read. */
  isType(file: string, module: string, path: readonly string[]): boolean;
  /** Whether the time of the file is used up. */
  isLate(): boolean;
}

const maxSteps = 400_000;

/** Words without which no function of a file answers for several tools, or for resources and prompts. */
export const mayDispatch = /setRequestHandler|call_tool|on_call_tool|[rR]esource\(|[pP]rompt\(/;

/** Evaluates the file and, as far as calls lead there, the files of the workspace it imports. */
export function findFlows({
  file,
  document,
  tools,
  programs,
  tables,
  reaches,
  isType,
  isLate,
}: FlowInput): Flows {
  const unitOf = (one: CodeDocument): Unit => tables.unitOf(one, one === document ? file : one.file);
  const unit = unitOf(document);
  const words = Object.values(tables.words(unit.isPython).sources).flatMap(({ hints }) => [...hints]);
  const evaluator = createEvaluator({
    unit,
    models: (one) => tables.models(one.isPython),
    resolve(one, module, path) {
      if (isType(one.file, module, path)) {
        return undefined;
      }
      const found = one.document.names.module({ module, path });
      return found && { unit: unitOf(found.document), path: found.path };
    },
    maxSteps,
    isLate,
  });
  const factsOf = handlerFacts(evaluator, tables);
  const factsOfTool = (tool: ToolDefinition): HandlerFacts | undefined => {
    const handler = programs.get(tool.id)?.handler();
    return handler && factsOf(unitOf(handler.document), handler.node.startIndex);
  };
  const found = tools.flatMap((tool) => {
    const handler = programs.get(tool.id)?.handler();
    const facts = factsOfTool(tool);
    return handler === undefined || facts === undefined
      ? []
      : toolFlows(unitOf(handler.document), tool, handler, facts);
  });
  if (mayDispatch.test(document.text)) {
    evaluator.analyse(unit, ({ start, end }) => mayDispatch.test(document.text.slice(start, end)));
    found.push(...dispatchedFlows(evaluator, file, tools));
  }
  const flows = distinctFlows(found);
  let sources: Hit[] | undefined;
  return {
    arguments: flows,
    get sources() {
      const relevance = createRelevance(unit, evaluator.moduleScope(unit), words, reaches);
      const builds = ({ start, end }: { start: number; end: number }) =>
        unit.holds(mayBuildGraph) && mayBuildGraph.test(document.text.slice(start, end));
      sources ??= distinct(
        evaluator
          .analyse(unit, (one) => relevance.includes(one) || builds(one))
          .filter(({ taint: { label } }) => label.kind === "source" && label.source !== "argument")
          .filter(({ taint: { label } }) => label.kind !== "source" || !isChosenFromSchema(label)),
      );
      return sources;
    },
    outputs: [
      ...tools.flatMap((tool) => {
        const hits = factsOfTool(tool)?.hits.map(({ hit }) => hit) ?? [];
        return distinct(hits.filter(isSecretOutput)).map((hit) => ({ tool, hit }));
      }),
      ...publishedOutputs(evaluator, file),
    ],
    effectsOf: (tool) => factsOfTool(tool)?.effects ?? [],
    get isPartial() {
      return evaluator.isExhausted;
    },
  };
}

function toolFlows(
  unit: Unit,
  tool: ToolDefinition,
  { parameters }: ToolHandler,
  { hits }: HandlerFacts,
): ArgumentFlow[] {
  const visible = parameters.filter(({ fromModel }) => fromModel);
  return hits.flatMap(({ hit, parameter: declared }): ArgumentFlow[] => {
    const argument = declared && argumentOf(hit, declared, visible);
    return argument === undefined ||
      isHarmlessType(tool, argument.path) ||
      isChoice(unit, tool, argument.path[0] ?? "")
      ? []
      : [
          {
            tool,
            argument: argument.path.filter(isWritten).join(".") || argument.parameter.name || "input",
            others: [],
            parameter: {
              unit,
              start: argument.parameter.node.startIndex,
              end: argument.parameter.node.endIndex,
            },
            hit,
          },
        ];
  });
}

const hasChoices = /\benum|\bnativeEnum/;

/** `z.enum(Object.keys(TABLE))`: a choice whose members are not written out is one all the same. */
function isChoice({ file, document, holds }: Unit, tool: ToolDefinition, argument: string): boolean {
  const { text, language } = document;
  if (language === "python" || tool.source.file !== file || !/^\w+$/.test(argument) || !holds(hasChoices)) {
    return false;
  }
  const { start, end } = offsetsOf(text, tool.source.range);
  const declared = new RegExp(`\\b${argument}\\b["']?\\s*:\\s*z\\s*\\.\\s*(?:enum|nativeEnum)\\(`);
  return declared.test(text.slice(start, end));
}

/** A member of structured output for which the schema, in the file that asks for it, leaves a choice of words. */
function isChosenFromSchema({ source, path, place: { unit } }: Extract<Label, { kind: "source" }>): boolean {
  return (
    source === "model" &&
    unit.holds(structured) &&
    path.some(
      (member) =>
        /^\w+$/.test(member) &&
        new RegExp(
          `\\b${member}\\b["']?\\s*:\\s*(?:z\\s*\\.\\s*(?:array\\(\\s*z\\s*\\.\\s*)?(?:enum|nativeEnum|literal)\\(|(?:[Ll]ist\\[)?Literal\\[)`,
        ).test(unit.document.text),
    )
  );
}

const structured =
  /\b(?:generateObject|streamObject|output_type|response_format|responseFormat|with_structured_output|withStructuredOutput|responses\s*\.\s*parse|completions\s*\.\s*parse|output_schema|zodResponseFormat|Output\s*\.\s*object)\b/;

function isSecretOutput({ kind, taint }: Hit): boolean {
  return kind === "output" && taint.label.kind === "source";
}

/** Secrets that resources and prompts give back. */
function publishedOutputs(evaluator: Evaluator, file: string): { tool: ToolDefinition; hit: Hit }[] {
  return evaluator.dispatchers.flatMap(({ reference, name }) => {
    const { definition, scope } = reference;
    const place = { unit: scope.unit, start: definition.start, end: definition.end };
    const hits = name === undefined ? [] : evaluator.summaryOf(reference, 1).hits;
    return distinct(hits.filter(isSecretOutput)).map((hit) => ({
      tool: unnamedTool(file, place, name),
      hit,
    }));
  });
}

/** Flows from a handler that serves all tools of a server; which tool is meant is told by the names of the arguments. */
function dispatchedFlows(
  evaluator: Evaluator,
  file: string,
  tools: readonly ToolDefinition[],
): ArgumentFlow[] {
  return evaluator.dispatchers.flatMap(({ reference, name, index, path }) => {
    const { unit } = reference.scope;
    return evaluator.summaryOf(reference, 1).hits.flatMap((hit): ArgumentFlow[] => {
      const { label } = hit.taint;
      if (label.kind !== "parameter" || label.definition !== reference.definition || label.index !== index) {
        return [];
      }
      if (!path.every((name, position) => label.path[position] === name)) {
        return [];
      }
      const argument = label.path.slice(path.length);
      const parameter = reference.definition.parameters[index] ?? reference.definition;
      const place = { unit, start: parameter.start, end: parameter.end };
      const tool =
        (name === undefined ? toolWith(tools, argument[0]) : undefined) ?? unnamedTool(file, place, name);
      const called =
        argument.filter(isWritten).join(".") || (name === undefined ? "" : parameterName(parameter));
      return [{ tool, argument: called || "arguments", others: [], parameter: place, hit }];
    });
  });
}

function parameterName(parameter: object): string {
  return "name" in parameter && typeof parameter.name === "string" ? parameter.name : "";
}

function toolWith(
  tools: readonly ToolDefinition[],
  argument: string | undefined,
): ToolDefinition | undefined {
  return argument === undefined
    ? undefined
    : tools.find(
        ({ inputSchema: { properties } }) => isJsonObject(properties) && properties[argument] !== undefined,
      );
}

/** Stands for tools whose definitions are not in this file, or for a resource or prompt. */
export function unnamedTool(
  file: string,
  { unit, start, end }: CodePlace,
  name = "tools/call",
): ToolDefinition {
  const range = unit.document.rangeAt(start, end);
  return {
    id: name === "tools/call" ? `dispatcher-${file}` : `${name}-${file}`,
    name,
    description: "",
    framework: "mcp",
    inputSchema: { type: "object" },
    schemaCompleteness: { level: "none", reasons: [] },
    capabilities: [],
    source: { file: unit.file, range, nameRange: range },
    inTests: false,
  };
}

/** The argument of the tool that a source of its handler stands for; undefined for what the framework fills in. */
function argumentOf(
  { taint: { label } }: Hit,
  declared: NonNullable<HandlerHit["parameter"]>,
  visible: readonly HandlerParameter[],
): { path: readonly string[]; parameter: HandlerParameter } | undefined {
  const [head, ...rest] = label.path;
  const isDestructured = declared.name === "";
  for (const parameter of visible) {
    const inside = parameter.node.startIndex >= declared.start && parameter.node.endIndex <= declared.end;
    if (!inside && parameter.name !== declared.name) {
      continue;
    }
    if (isDestructured) {
      // `{ context: { url } }`: a pattern inside a pattern has lost its key, but what it binds is on the path.
      const isOnPath =
        parameter.key === undefined ? label.path.includes(parameter.name) : parameter.key === head;
      if (head === undefined || isOnPath) {
        return { path: head === undefined ? [parameter.key ?? parameter.name] : [head, ...rest], parameter };
      }
    } else {
      return {
        path: parameter.key === undefined ? label.path : [parameter.key, ...label.path],
        parameter,
      };
    }
  }
  return undefined;
}

const maxAlternatives = 20;

/**
 * One defect per place, whatever the number of arguments, tools and ways that lead there: the least guarded one, which
 * names the others.
 */
function distinctFlows(flows: readonly ArgumentFlow[]): ArgumentFlow[] {
  const groups = new Map<string, ArgumentFlow[]>();
  for (const flow of flows) {
    const { place, kind } = flow.hit;
    const key = `${kind} ${place.unit.file} ${place.start} ${place.end}`;
    groups.set(key, [...(groups.get(key) ?? []), flow]);
  }
  return [...groups.values()].flatMap((group) => {
    const [best, ...alternatives] = group.toSorted((a, b) => guards(a.hit) - guards(b.hit));
    if (best === undefined) {
      return [];
    }
    const names = new Set([`${best.tool.id} ${best.argument}`]);
    const others = group.filter(({ tool, argument }) => {
      const name = `${tool.id} ${argument}`;
      return !names.has(name) && names.add(name);
    });
    return [
      {
        ...best,
        others: others.map(({ tool, argument }) => ({ tool, argument })),
        alternatives: alternatives.slice(0, maxAlternatives),
      },
    ];
  });
}

function guards({ taint: { facts } }: Hit): number {
  return [...facts].filter((fact) => !fact.startsWith("false:")).length;
}

function distinct(hits: readonly Hit[]): Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const { label } = hit.taint;
    const from = label.kind === "source" ? `${label.place.unit.file} ${label.place.start}` : "";
    const key = `${from} ${hit.kind} ${hit.place.unit.file} ${hit.place.start}`;
    const known = best.get(key);
    if (known === undefined || guards(hit) < guards(known)) {
      best.set(key, hit);
    }
  }
  return [...best.values()];
}
