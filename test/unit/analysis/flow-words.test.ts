import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallView, Frame, GivenArgument, SinkKind } from "../../../src/analysis/flow/engine.ts";
import type { Expression } from "../../../src/analysis/flow/ir.ts";
import type { Sink } from "../../../src/analysis/flow/models/sink.ts";
import { modelSinks } from "../../../src/analysis/flow/models/sinks-model.ts";
import { pythonSinks } from "../../../src/analysis/flow/models/sinks-python.ts";
import { scriptSinks } from "../../../src/analysis/flow/models/sinks-script.ts";
import { sourceCalls } from "../../../src/analysis/flow/models/sources.ts";
import { plainTaint, type Value } from "../../../src/analysis/flow/value.ts";
import { builtinWords } from "../../../src/analysis/flow/words.ts";
import type { Hinted } from "../../../src/tools/hinted.ts";

/** The alternatives of a pattern at its outermost level, each as a pattern for a whole path. */
function alternatives({ source }: RegExp): RegExp[] {
  const found: string[] = [""];
  let depth = 0;
  let isClass = false;
  for (const part of source.match(/\\.|[\s\S]/g) ?? []) {
    isClass = part === "[" || (isClass && part !== "]");
    depth += isClass ? 0 : part === "(" ? 1 : part === ")" ? -1 : 0;
    if (part === "|" && depth === 0 && !isClass) {
      found.push("");
    } else {
      found[found.length - 1] += part;
    }
  }
  const whole = (one: string) =>
    one
      .replaceAll("(^|", "(")
      .replaceAll(/(?:\\[wS]|(?<!\\)\.)\*/g, "")
      .replaceAll(/(?:\\[wS]|(?<!\\)\.)\+/g, "it")
      .replaceAll(/\\b|^\^|\$$|(?<!\\)\$(?=[|)])/g, "");
  return found.map((one) => new RegExp(`^${whole(one)}$`));
}

/** Names of functions that a pattern of a table is meant for, as short as it lets them be. */
function pathsOf(callee: RegExp): string[] {
  const samples = alternatives(callee).flatMap((one) =>
    fc.sample(fc.stringMatching(one), { numRuns: 60, seed: 7 }),
  );
  return [...new Set(samples)].filter((path) => callee.test(path));
}

/**
 * How a program gets at a function: through its module and, when it is one of a module, by a name of its own.
 * @param isWhole whether the path begins at a module.
 */
function programs(path: string, isWhole: boolean, isPython: boolean): string[] {
  const called = path.replaceAll(/^[$?]/g, "").replace("jsx:", "");
  const [module = "", ...names] = called.split(".");
  if (/^[$?.]/.test(path)) {
    return [`${called.replace(/^\./, "it.")}(x)`];
  }
  if (names.length === 0) {
    return [
      isPython ? `from somewhere import ${called}\n${called}(x)` : `import it from "${called}"; it(x);`,
    ];
  }
  const own = names.join(".");
  const through = isPython
    ? `import ${module}\n${called}(x)`
    : `import * as it from "${module}"; it.${own}(x);`;
  const isFunction =
    isWhole &&
    names.length === 1 &&
    /^[a-z]\w*$/.test(called.replace(".", "")) &&
    !/^(git|pathlib)/.test(module);
  const byName = isPython
    ? `from ${module} import ${own} as other\nother(x)`
    : `import { ${own} as other } from "${module}"; other(x);`;
  return isFunction ? [through, byName] : [through];
}

const at: Expression = { kind: "name", name: "url", start: 0, end: 0 };
const place = { unit: {} as never, start: 0, end: 0 };
const tainted: Value = {
  taints: [
    {
      ...plainTaint({ kind: "source", source: "model", what: "", place, path: [] }),
      lead: "https://x/<b>select ",
    },
  ],
  references: [],
};
const given = (value: Value): GivenArgument => ({ isSpread: false, value, at });

/** A call of which each argument is tainted, with options that are absent, tainted or true. */
function views(path: string, asked: Set<string>): CallView[] {
  return [undefined, tainted, { ...tainted, truth: true }].map((option) => ({
    paths: [path],
    method: path.split(".").at(-1) ?? "",
    callee: { taints: [], references: [] },
    receiver: { ...tainted, references: [{ kind: "path", path: "db" }] },
    receiverAt: { ...at, kind: "name", name: "db" },
    args: [given(tainted), given(tainted)],
    isNew: false,
    at,
    frame: {} as Frame,
    positional: () => given(tainted),
    keyword(name) {
      asked.add(name);
      return option && given(option);
    },
  }));
}

/** What a call of a function is to look for, and the options that it may be told by. */
function usesOf(
  { uses }: Sink,
  path: string,
): { kinds: ReadonlySet<SinkKind>; options: ReadonlySet<string> } {
  const options = new Set<string>();
  const found = views(path, options).flatMap((view) => uses(view, path).map((one) => one?.kind));
  return { kinds: new Set(found.filter((kind) => kind !== undefined && kind !== "content")), options };
}

const holds = ({ hints }: Hinted, text: string) =>
  hints.some((hint) => (typeof hint === "string" ? text.includes(hint) : hint.test(text)));
const languages = [true, false].map((isPython) => ({
  isPython,
  words: isPython ? builtinWords.python : builtinWords.script,
}));

type Words = (typeof languages)[number]["words"];

/** Functions of a table that a program can call without any word that lets its file be looked at, in none of the languages. */
function forgotten<Row extends { callee: RegExp }>(
  rows: readonly Row[],
  asked: (row: Row, path: string, words: Words) => { hinted: readonly Hinted[]; options: string },
  among = languages,
): string[] {
  return rows.flatMap((row) =>
    pathsOf(row.callee).filter((path) =>
      among.every(({ isPython, words }) => {
        const { hinted, options } = asked(row, path, words);
        const texts = programs(path, row.callee.source.startsWith("^"), isPython);
        return hinted.some((one) => texts.some((text) => !holds(one, `${text} ${options}`)));
      }),
    ),
  );
}

describe("words that let a file be looked at", () => {
  const ofSink = (sink: Sink, path: string, { sinks }: Words) => {
    const { kinds, options } = usesOf(sink, path);
    return { hinted: [...kinds].map((kind) => sinks[kind]), options: [...options].join(" ") };
  };
  const [python, script] = languages.map((one) => [one]);

  it("hold for every function of Python that does harm", () => {
    expect(forgotten(pythonSinks, ofSink, python)).toEqual([]);
  });

  it("hold for every function of scripts that does harm", () => {
    expect(forgotten(scriptSinks, ofSink, script)).toEqual([]);
  });

  it("hold for every function that something is handed to a model, a page or a log with", () => {
    expect(forgotten(modelSinks, ofSink)).toEqual([]);
  });

  it("hold for every function that gives what others wrote", () => {
    const rows = sourceCalls.map(([kind, , callee]) => ({ kind, callee }));
    const ofSource = ({ kind }: (typeof rows)[number], _: string, { sources }: Words) => ({
      hinted: [sources[kind]],
      options: "",
    });
    expect(forgotten(rows, ofSource)).toEqual([]);
  });
});
