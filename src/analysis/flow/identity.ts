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

  const ofValue = (value: Value, depth: number): number => {
    if (depth > maxDepth) {
      return 0;
    }
    const level = known[depth] ?? new WeakMap<Value, number>();
    known[depth] = level;
    const before = level.get(value);
    if (before !== undefined) {
      return before;
    }
    const { taints, references, fields, items, bound, test, ensures, ...rest } = value;
    const number = ofText(
      [
        taints.map(ofTaint).join(),
        references.map((one) => ofReference(one, depth)).join(),
        fields === undefined ? "" : `${[...fields.keys()].join()} ${ofAll([...fields.values()], depth)}`,
        items === undefined ? "" : `[${ofAll(items, depth)}]`,
        bound === undefined ? "" : ofAll(bound, depth),
        test === undefined ? "" : `${ofFacts(test.whenTrue)} ${ofFacts(test.whenFalse)}`,
        ofFacts(ensures),
        JSON.stringify(rest),
      ].join(";"),
    );
    level.set(value, number);
    return number;
  };
  return (value) => ofValue(value, 0);
}
