import type { Engine, Frame } from "./engine.ts";
import type { Expression } from "./ir.ts";
import { plainTaint, unknown, type Value } from "./value.ts";

/** Stands among the members of a parameter for its keys. */
const keys = "%keys";

/** Whether a member of a path is one a program writes. */
export function isWritten(member: string): boolean {
  return member !== keys;
}

/**
 * What a loop over `**criteria`, or over its keys or entries, goes through. At `find(name=x)` the program has written the keys,
 * at `find(**given)` whoever gave them. Undefined for other loops.
 */
export function keysOf(engine: Engine, frame: Frame, over: Expression): Value | undefined {
  const method = over.kind === "call" && over.callee.kind === "member" ? over.callee.property : "";
  const isAsked = /^(keys|items)$/.test(method);
  const at = isAsked && over.kind === "call" && over.callee.kind === "member" ? over.callee.object : over;
  const { definition } = frame;
  const index =
    at.kind === "name"
      ? (definition?.parameters.findIndex(({ kind, name }) => kind === "keywords" && name === at.name) ?? -1)
      : -1;
  if (definition === undefined || index < 0) {
    return undefined;
  }
  const key: Value = { ...unknown, taints: [plainTaint(engine.label(definition, index, [keys]))] };
  return method === "items"
    ? { ...unknown, items: [key, { ...unknown, taints: [plainTaint(engine.label(definition, index, []))] }] }
    : key;
}
