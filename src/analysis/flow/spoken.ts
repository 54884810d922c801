import { type Engine, type Frame, type FunctionReference, placeOf, type SinkUse } from "./engine.ts";
import type { Expression, Statement } from "./ir.ts";
import { allTaints } from "./value.ts";

const asking = /^(?:instructions|system_prompt|dynamic_prompt)$/;

/** `@agent.instructions`: what the function returns the model obeys. */
export function noteSpoken(
  engine: Engine,
  frame: Frame,
  decorator: Expression,
  reference: FunctionReference,
): void {
  const at = decorator.kind === "call" ? decorator.callee : decorator;
  const name = at.kind === "member" ? at.property : at.kind === "name" ? at.name : "";
  if (asking.test(name) && (at.kind === "member" || name === "dynamic_prompt")) {
    noteReturned(engine, frame, reference, name);
  }
}

/** `Agent(instructions=rules)` with a function in the place of a text. */
export function noteSpokenUses(engine: Engine, frame: Frame, uses: readonly SinkUse[]): void {
  for (const { kind, value, detail = "instructions" } of uses) {
    for (const reference of kind === "instructions" ? value.references : []) {
      if (reference.kind === "function" && reference.definition.body.length > 0) {
        noteReturned(engine, frame, reference, detail);
      }
    }
  }
}

function noteReturned(engine: Engine, frame: Frame, reference: FunctionReference, detail: string): void {
  const { definition, scope } = reference;
  const at = lastReturned(definition.body) ?? definition;
  const place = placeOf({ ...frame, scope }, at);
  for (const taint of allTaints(engine.summaryOf(reference, frame.depth + 1).returns)) {
    if (taint.label.kind === "source") {
      frame.hits.push({ kind: "instructions", what: "instructions", detail, place, call: place, taint });
    }
  }
}

function lastReturned(statements: readonly Statement[]): Expression | undefined {
  const last = statements.at(-1);
  return last?.kind === "return" ? last.value : undefined;
}
