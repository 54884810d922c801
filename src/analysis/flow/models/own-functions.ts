import type { CallView, GivenArgument, Models, SinkKind, SinkUse } from "../engine.ts";
import { placeOf } from "../engine.ts";
import { factsAbout } from "../tests.ts";
import { allTaints, plainTaint, type SourceKind, type Value } from "../value.ts";
import { use } from "./sink.ts";

/** A function or method by the module it comes from: a package as it is imported, or a file of the workspace. */
export interface OwnFunction {
  module: string;
  /** With dots for members: `Client.fetch`. */
  name: string;
}

/** An argument by its place or its keyword. */
export type OwnArgument = number | string;

/** What a project says of functions, its own and others'. */
export interface OwnFunctions {
  sources: readonly (OwnFunction & { source: SourceKind })[];
  sinks: readonly (OwnFunction & { argument: OwnArgument; sinks: readonly SinkKind[] })[];
  /** Without `sinks`, what they give is safe everywhere. */
  sanitizers: readonly (OwnFunction & { sinks?: readonly SinkKind[] })[];
  /** Without an argument, all of them are tested. */
  guards: readonly (OwnFunction & { argument?: OwnArgument; sinks?: readonly SinkKind[] })[];
}

/** The fact that a project calls a value safe at one kind of sink. */
export function safeFact(kind: SinkKind): string {
  return `safe: ${kind}`;
}

/** Tables that ask the project's own functions before the built-in ones. */
export function withOwnFunctions(models: Models, own: OwnFunctions): Models {
  const wanted = [...own.sources, ...own.sinks, ...own.sanitizers, ...own.guards];
  const lastNames = new Set(wanted.map(({ name }) => name.split(".").at(-1)));
  const isWanted = (call: CallView) =>
    lastNames.has(call.method) ||
    call.paths.some((path) => lastNames.has(path.split(".").at(-1))) ||
    call.callee.references.some((one) => one.kind === "class" && lastNames.has(one.definition.name));
  const among = <T extends OwnFunction>(functions: readonly T[], call: CallView): T | undefined =>
    functions.find((one) => namesOf(call).some((name) => isNamed(name, one)));
  return {
    ...models,
    stated(engine, call) {
      if (!isWanted(call)) {
        return undefined;
      }
      const source = among(own.sources, call);
      if (source !== undefined) {
        const what = `\`${source.name}\``;
        const label = engine.source(source.source, what, placeOf(call.frame, call.at));
        return { taints: [plainTaint(label)], references: call.callee.references.filter(isPath).map(called) };
      }
      const sanitizer = among(own.sanitizers, call);
      if (sanitizer !== undefined) {
        return cleaned(call, sanitizer.sinks);
      }
      const guard = among(own.guards, call);
      return guard && guarded(call, guard);
    },
    sinks(engine, call) {
      const sink = isWanted(call) ? among(own.sinks, call) : undefined;
      const given = sink && argumentOf(call, sink.argument);
      const uses = (sink?.sinks ?? []).map((kind) => use(kind, sink?.name ?? "", given));
      return [...uses.filter((one): one is SinkUse => one !== undefined), ...models.sinks(engine, call)];
    },
  };
}

function argumentOf(call: CallView, argument: OwnArgument): GivenArgument | undefined {
  return typeof argument === "number" ? call.positional(argument) : call.keyword(argument);
}

/** What was given, with what the project says of it. */
function cleaned(call: CallView, sinks: readonly SinkKind[] | undefined): Value {
  if (sinks === undefined) {
    return { taints: [], references: [] };
  }
  const given = [call.receiver, ...call.args.map(({ value }) => value)].filter((one) => one !== undefined);
  const facts = sinks.map(safeFact);
  const taints = given
    .flatMap((one) => allTaints(one))
    .map((taint) => ({ ...taint, facts: new Set([...taint.facts, ...facts]) }));
  return { taints, references: [] };
}

/** Tells of its argument when its result is tested; when nobody looks at the result it raises. */
function guarded(
  call: CallView,
  { argument, sinks }: { argument?: OwnArgument; sinks?: readonly SinkKind[] },
): Value {
  const given = argument === undefined ? call.args : [argumentOf(call, argument) ?? []].flat();
  const taints = given.flatMap(({ value }) => allTaints(value));
  const facts = sinks === undefined ? ["allowed"] : sinks.map(safeFact);
  const known = factsAbout({ taints, references: [] }, () => facts);
  const checked = taints.map((taint) => ({ ...taint, facts: new Set([...taint.facts, ...facts]) }));
  return {
    taints: checked,
    references: [],
    test: { whenTrue: known, whenFalse: new Map() },
    ensures: known,
  };
}

type Reference = Value["references"][number];

function isPath(reference: Reference): reference is Extract<Reference, { kind: "path" }> {
  return reference.kind === "path";
}

function called({ path }: { path: string }): Reference {
  return { kind: "path", path: `${path}()` };
}

/** Names a called function goes by, dotted, from the module to the member. */
function namesOf({ callee, paths }: CallView): string[] {
  const inside = callee.references.flatMap((one): string[] => {
    if (one.kind === "class") {
      return [`${moduleOf(one.scope.unit.file)}.${one.definition.name}`];
    }
    if (one.kind !== "function") {
      return [];
    }
    const owner = one.owner === undefined ? "" : `${one.owner.definition.name}.`;
    return [`${moduleOf(one.scope.unit.file)}.${owner}${one.definition.name}`];
  });
  return [...paths.map((path) => dotted(path)), ...inside];
}

/** `src.acme.shell` of `src/acme/shell.py` and of `src/acme/shell/index.ts`. */
function moduleOf(file: string): string {
  return dotted(file.replace(/\.\w+$/, "").replace(/\/(?:index|__init__)$/, ""));
}

function dotted(text: string): string {
  return text
    .replaceAll("()", "")
    .replace(/^\.*\/|^node:/, "")
    .replace(/\.[cm]?[jt]sx?(?=\.|$)/, "")
    .replaceAll("/", ".");
}

function isNamed(name: string, { module, name: own }: OwnFunction): boolean {
  const wanted = `${dotted(module)}.${own}`;
  return name === wanted || name.endsWith(`.${wanted}`);
}
