import {
  type FactMap,
  type Label,
  mergeFacts,
  noFacts,
  type Taint,
  type Test,
  type Value,
  withFacts,
} from "./value.ts";

const nothing: FactMap = new Map();

export function notTest(test: Test | undefined): Test | undefined {
  return test && { whenTrue: test.whenFalse, whenFalse: test.whenTrue };
}

/** `a and b` holds when both do and fails when either does; `a or b` the other way round. */
export function logicTest(operator: "and" | "or", tests: readonly (Test | undefined)[]): Test {
  const whenTrue = tests.map((test) => test?.whenTrue ?? nothing);
  const whenFalse = tests.map((test) => test?.whenFalse ?? nothing);
  return operator === "and"
    ? { whenTrue: mergeFacts(whenTrue, "all"), whenFalse: mergeFacts(whenFalse, "common") }
    : { whenTrue: mergeFacts(whenTrue, "common"), whenFalse: mergeFacts(whenFalse, "all") };
}

/** Facts that hold for the sources of a value, worked out from each of its taints. */
export function factsAbout(
  value: Value,
  fact: (taint: Taint) => string | readonly string[] | undefined,
): FactMap {
  const facts = new Map<Label, ReadonlySet<string>>();
  for (const taint of value.taints) {
    const known = fact(taint);
    if (known !== undefined) {
      facts.set(
        taint.label,
        withFacts(facts.get(taint.label) ?? noFacts, typeof known === "string" ? [known] : known),
      );
    }
  }
  return facts;
}

/** Of what is tested against the ranges of private addresses: that settles the host when it is an address. */
export const notInside = "outside of private ranges";

/** What it tells of a source that this aspect of it is one of a few constants. */
export function memberFact({ view, isPart, facts }: Taint): string | undefined {
  switch (view) {
    case "host":
      return "host-allowed";
    case "scheme":
      return "false: only the scheme is tested";
    case "suffix":
      return "false: only the ending is tested";
    case "first-token":
    case "tokens":
      return "false: only the first word is tested";
    case "common-root":
      return facts.has("resolved") ? "contained" : "false: the path is compared without resolving it";
    case "whole":
      return isPart ? undefined : "allowed";
    default:
      return undefined;
  }
}

/** What `left operator right` tells. */
export function compareTest(operator: string, left: Value, right: Value): Test {
  if (right.truth !== undefined && left.test !== undefined) {
    // `match is None`, `ok == True`: a comparison with a truth value turns the test round or leaves it.
    const isSame = (operator === "==" || operator === "is") === right.truth;
    const isEquality = /^(==|!=|is|is not)$/.test(operator);
    return isEquality ? ((isSame ? left.test : notTest(left.test)) ?? left.test) : left.test;
  }
  switch (operator) {
    case "in":
    case "not in": {
      const test = membershipTest(left, right);
      return operator === "in" ? test : { whenTrue: test.whenFalse, whenFalse: test.whenTrue };
    }
    case "==":
    case "is":
    case "!=":
    case "is not": {
      const same = mergeFacts([equalFacts(left, right), equalFacts(right, left)], "all");
      return operator === "==" || operator === "is"
        ? { whenTrue: same, whenFalse: nothing }
        : { whenTrue: nothing, whenFalse: same };
    }
    default:
      return { whenTrue: nothing, whenFalse: nothing };
  }
}

/**
 * Whether who decides about a source also decides about the value it is compared with. Parameters of a helper are
 * different sources, whatever they are given later.
 */
export function isUpTo({ label }: Taint, other: Value): boolean {
  return other.taints.some(
    (one) => one.label === label || (one.label.kind === "source" && one.label.source !== "secret"),
  );
}

function membershipTest(element: Value, container: Value): Test {
  if (element.taints.length > 0 && container.text === undefined) {
    const whenTrue = factsAbout(element, (taint) =>
      isUpTo(taint, container) ? undefined : memberFact(taint),
    );
    return { whenTrue, whenFalse: nothing };
  }
  const parents = container.taints.filter(({ view }) => view === "parents");
  if (parents.length > 0) {
    const whenTrue = factsAbout({ ...container, taints: parents }, ({ facts }) =>
      facts.has("resolved") ? "contained" : "false: the path is compared without resolving it",
    );
    return { whenTrue, whenFalse: nothing };
  }
  if (element.text !== undefined && container.taints.length > 0) {
    return {
      whenTrue: nothing,
      whenFalse: factsAbout(container, (taint) => absentFact(element.text ?? "", taint)),
    };
  }
  return { whenTrue: nothing, whenFalse: nothing };
}

/** What it tells that a text does not occur in a value. */
export function absentFact(text: string, { view }: Taint): string | undefined {
  if (view === "relative" && text === "..") {
    return "contained";
  }
  if (text === "\0" || text.trim() === "") {
    return undefined;
  }
  return text === ".." || text === "../"
    ? "false: `..` is looked for, but an absolute path needs none"
    : `false: only \`${text.slice(0, 12)}\` is ruled out`;
}

function equalFacts(value: Value, other: Value): FactMap {
  if (value.taints.length === 0) {
    return nothing;
  }
  // Equality with nothing in particular (`None`, an unknown value) settles nothing but for roots.
  return factsAbout(value, (taint) => {
    if (isUpTo(taint, other)) {
      return undefined;
    }
    const isSettled =
      (other.isConstant === true && other.text !== undefined) ||
      taint.view === "common-root" ||
      taint.view === "host";
    // A resolved path that is the root itself lies in it.
    const inside = taint.facts.has("resolved") && other.truth === undefined ? ["contained"] : [];
    return [...inside, ...(isSettled ? [memberFact(taint) ?? []].flat() : [])];
  });
}
