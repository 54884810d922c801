import type { CodeDocument } from "../../syntax/code-document.ts";
import { type Unchanged, unchangedIn } from "../../syntax/unchanged.ts";
import type { Effect, Hit } from "./engine.ts";
import type { Evaluator } from "./evaluator.ts";
import type { FunctionDefinition } from "./ir.ts";
import type { FlowTables } from "./tables.ts";
import type { Unit } from "./unit.ts";
import type { CodePlace, Label } from "./value.ts";

/** What the function behind a tool does, as far as rules ask. */
export interface HandlerFacts {
  hits: readonly HandlerHit[];
  effects: readonly Effect[];
}

/** A source that reaches a sink. */
export interface HandlerHit {
  hit: Hit;
  /** The parameter of the function itself that is the source. */
  parameter: { name: string; start: number; end: number } | undefined;
}

/** What the functions of a document do, by where they begin. */
interface Known {
  tables: FlowTables;
  facts: Map<number, HandlerFacts>;
}

const known = new WeakMap<CodeDocument, Known>();

/**
 * What functions do, each worked out when asked for. What is known of a function of a text before an edit holds as long as neither it
 * nor anything it uses was touched.
 */
export function handlerFacts(
  evaluator: Evaluator,
  tables: FlowTables,
): (unit: Unit, start: number) => HandlerFacts | undefined {
  const factsIn = (document: CodeDocument): Map<number, HandlerFacts> => {
    const before = known.get(document);
    const own = before?.tables === tables ? before : { tables, facts: new Map<number, HandlerFacts>() };
    known.set(document, own);
    return own.facts;
  };
  return (unit, start) => {
    const own = factsIn(unit.document);
    const facts = own.get(start) ?? factsBefore(unit, start, tables) ?? workedOut(evaluator, unit, start);
    // Which imports of a script are but types is told by texts that the script does not depend on otherwise.
    if (facts !== undefined && unit.isPython && !evaluator.isExhausted) {
      own.set(start, facts);
    }
    return facts;
  };
}

function workedOut(evaluator: Evaluator, unit: Unit, start: number): HandlerFacts | undefined {
  const reference = evaluator.reach(unit, start);
  if (reference === undefined) {
    return undefined;
  }
  const { hits, effects } = evaluator.summaryOf(reference, 1);
  return {
    hits: hits.map((hit) => {
      const { label } = hit.taint;
      const isOwn = label.kind === "parameter" && label.definition === reference.definition;
      return { hit, parameter: isOwn ? reference.definition.parameters[label.index] : undefined };
    }),
    effects: [...effects.values()],
  };
}

/** What is known of the same function in the text before, told in places of the text of now. */
function factsBefore(unit: Unit, start: number, tables: FlowTables): HandlerFacts | undefined {
  const unchanged = unchangedIn(unit.document);
  const at = unchanged?.functionBefore(start);
  const before = unchanged && known.get(unchanged.before);
  const facts = at === undefined || before?.tables !== tables ? undefined : before.facts.get(at);
  return facts && unchanged && told(facts, unit, unchanged);
}

function told(facts: HandlerFacts, unit: Unit, unchanged: Unchanged): HandlerFacts | undefined {
  let isWhole = true;
  const offset = (one: number): number => {
    const now = unchanged.moved(one);
    isWhole &&= now !== undefined;
    return now ?? 0;
  };
  const stretch = <One extends { start: number; end: number }>(one: One): One => ({
    ...one,
    start: offset(one.start),
    end: offset(one.end),
  });
  const placed = (place: CodePlace): CodePlace =>
    place.unit.document === unchanged.before ? { ...stretch(place), unit } : place;
  const labelled = (label: Label): Label =>
    label.kind === "source"
      ? { ...label, place: placed(label.place) }
      : { ...label, definition: standIn(label.definition) };
  const hits = facts.hits.map(({ hit, parameter }): HandlerHit => {
    const { taint } = hit;
    const label = labelled(taint.label);
    const steps = taint.steps.map((step) => ({ ...step, place: placed(step.place) }));
    return {
      hit: { ...hit, place: placed(hit.place), call: placed(hit.call), taint: { ...taint, label, steps } },
      parameter: parameter && stretch({ name: parameter.name, start: parameter.start, end: parameter.end }),
    };
  });
  const effects = facts.effects.map((effect) => ({ ...effect, place: placed(effect.place) }));
  return isWhole ? { hits, effects } : undefined;
}

/** In place of a function of the text before, which would keep its tree. */
function standIn({ name, start, end }: FunctionDefinition): FunctionDefinition {
  return { name, start, end, parameters: [], body: [], decorators: [], isStatic: false };
}
