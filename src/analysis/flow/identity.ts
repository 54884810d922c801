import type { FactMap, Reference, Taint, Value } from "./value.ts";

/** Numbers that two values share when nothing that follows calls tells them apart. */
export type Identity = (value: Value) => number;

/** As deep as values are taken along from one function into another; see `substitute.ts`. */
const maxDepth = 3;

/** The numbers of one evaluator: values are compared by what they are made of, everything else by being the same object. */
export function createIdentity(): Identity {
  const numbers = new Map<string, number>();
  const objects = new WeakMap<object, number>();
  const known: WeakMap<Value, number>[] = [];
  let last = 0;

  const ofObject = (thing: object): number => {
    const number = objects.get(thing) ?? ++last;
    objects.set(thing, number);
    return number;
  };
  const ofText = (text: string): number => {
    const number = numbers.get(text) ?? ++last;
    numbers.set(text, number);
    return number;
  };
  const ofTaint = ({ label, facts, view, isPart, lead }: Taint): number =>
    ofText(`taint ${ofObject(label)} ${view} ${isPart} ${[...facts].sort().join()} ${lead}`);
  const ofFacts = (facts: FactMap | undefined): number =>
    facts === undefined
      ? 0
      : ofText(
          `facts ${[...facts].map(([label, all]) => `${ofObject(label)} ${[...all].sort().join()}`).join(";")}`,
        );
  const ofReference = (one: Reference, depth: number): number => {
    if (one.kind === "path") {
      return ofText(`path ${one.path}`);
    }
    const self = one.kind === "function" && one.self !== undefined ? ofValue(one.self, depth + 1) : 0;
    return ofText(`${one.kind} ${ofObject(one.definition)} ${ofObject(one.scope)} ${self}`);
  };
  const ofAll = (values: readonly Value[], depth: number): string =>
    values.map((one) => ofValue(one, depth + 1)).join();

  /** What a value says of itself. */
  const said = ({ text, isConstant, pattern, truth }: Value): string => {
    const plain = `${isConstant === undefined ? "" : isConstant}|${truth === undefined ? "" : truth}`;
    const regex = pattern === undefined ? "" : JSON.stringify(pattern);
    return text === undefined ? `${plain}|${regex}` : `${plain}|${regex}|${JSON.stringify(text)}`;
  };

  const made = (value: Value, depth: number): number => {
    const { taints, references, fields, items, bound, test, ensures } = value;
    const from = taints.length === 0 ? "" : taints.map(ofTaint).join();
    const to = references.length === 0 ? "" : references.map((one) => ofReference(one, depth)).join();
    const inner =
      fields === undefined ? "" : `${[...fields.keys()].join()} ${ofAll([...fields.values()], depth)}`;
    const list = items === undefined ? "" : `[${ofAll(items, depth)}]`;
    const given = bound === undefined ? "" : ofAll(bound, depth);
    const tells = test === undefined ? "" : `${ofFacts(test.whenTrue)} ${ofFacts(test.whenFalse)}`;
    return ofText(`${from};${to};${inner};${list};${given};${tells};${ofFacts(ensures)};${said(value)}`);
  };

  const ofValue = (value: Value, depth: number): number => {
    if (depth > maxDepth) {
      return 0;
    }
    // Remembering what is told at once costs more than telling it.
    if (value.fields === undefined && value.items === undefined && value.bound === undefined) {
      return made(value, depth);
    }
    const level = known[depth] ?? new WeakMap<Value, number>();
    known[depth] = level;
    const before = level.get(value) ?? made(value, depth);
    level.set(value, before);
    return before;
  };
  return (value) => ofValue(value, 0);
}
