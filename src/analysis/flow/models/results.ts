import { type CallView, type Engine, placeOf } from "../engine.ts";
import {
  allTaints,
  asPart,
  constant,
  elementOf,
  joinTaints,
  joinValues,
  type Taint,
  unknown,
  type Value,
  withFacts,
  withStep,
} from "../value.ts";
import { byText } from "./by-text.ts";
import { guardTest } from "./guards.ts";
import { first, isEnvironment, joined, knownFunctions, marked, substituted } from "./known-functions.ts";
import { dumpedSettings } from "./settings-objects.ts";
import { shortName } from "./sink.ts";
import { sourceOfMember } from "./sources.ts";

/** `"…{}".format(x)` and `"…%s" % x` put the argument behind the text before the first hole. */
function format(call: CallView): Value {
  const { receiver } = call;
  const lead = receiver?.text?.split("{", 1)[0] ?? "…";
  const groups = call.args.map(({ value }) => asPart(allTaints(value), lead));
  return { taints: joinTaints([receiver?.taints ?? [], ...groups]), references: [] };
}

/** `", ".join(items)` and `items.join(", ")`. */
function join(call: CallView): Value {
  const { receiver, args } = call;
  const isPythonText =
    receiver?.text !== undefined || (args.length === 1 && args[0]?.value.text === undefined);
  const list = isPythonText ? first(call) : (receiver ?? unknown);
  const [head] = list.items ?? [];
  const lead = head?.text ?? (head !== undefined && head.taints.length === 0 ? "…" : "");
  return { taints: asPart(allTaints(list), lead === "" ? "" : `${lead} `), references: [] };
}

/** `.get(key)` of a constant table gives a constant, of the arguments of a tool an argument. */
function looked(call: CallView, engine: Engine): Value | undefined {
  const { receiver, frame, at } = call;
  const key = call.positional(0)?.value.text;
  const fallback = call.positional(1)?.value;
  if (receiver === undefined) {
    return undefined;
  }
  if (receiver.isConstant === true) {
    const { references } = elementOf(receiver);
    return {
      ...constant,
      references,
      test: guardTest(call) ?? { whenTrue: new Map(), whenFalse: new Map() },
    };
  }
  if (isEnvironment(receiver)) {
    // Reading one variable by its name is what `os.environ["NAME"]` is; by another's choice it is any of them.
    const one =
      key === undefined
        ? receiver.taints
        : (sourceOfMember(engine, "os.environ", key, placeOf(frame, at))?.taints ?? []);
    return { taints: one, references: [] };
  }
  if (key === undefined || (receiver.taints.length === 0 && receiver.fields === undefined)) {
    return undefined;
  }
  const value = engine.member(frame, receiver, key, at);
  return fallback === undefined ? value : joinValues([value, fallback]);
}

/** Functions that call one of their arguments with the rest: where that argument stands. */
const forwarding: readonly (readonly [RegExp, number])[] = [
  [
    /^(asyncio\.to_thread|anyio\.to_thread\.run_sync|starlette\.concurrency\.run_in_threadpool|fastapi\.concurrency\.run_in_threadpool|trio\.to_thread\.run_sync|asgiref\.sync\.sync_to_async|\$setTimeout|\$map|\$filter|executor\.submit)$|\.(submit|run_sync|to_thread)$/,
    0,
  ],
  [/\.run_in_executor$/, 1],
];

/** Methods of texts and collections, by name: they are the same on anything. */
function byMethod(call: CallView, engine: Engine): Value | undefined {
  const { receiver, method } = call;
  if (receiver === undefined) {
    return undefined;
  }
  const value: Value = { taints: allTaints(receiver), references: [] };
  switch (method) {
    case "format":
    case "format_map":
      return receiver.text === undefined && receiver.taints.length === 0 ? undefined : format(call);
    case "join":
      return join(call);
    case "get":
      return looked(call, engine);
    case "keys":
      return isEnvironment(receiver) ? unknown : undefined;
    case "concat":
      return {
        taints: joinTaints([value.taints, joined(call).taints]),
        references: [],
        ...(receiver.items === undefined
          ? {}
          : { items: [...receiver.items, ...call.args.flatMap(({ value: one }) => one.items ?? [one])] }),
      };
    case "replace":
    case "replaceAll": {
      const at = call.positional(0)?.at;
      const pattern = at?.kind === "regex" ? at.pattern : undefined;
      const replaced =
        receiver.taints.length === 0
          ? {
              taints: joinTaints(call.args.slice(1).map(({ value: one }) => asPart(allTaints(one), "…"))),
              references: [],
            }
          : undefined;
      return (
        replaced ??
        (escapesMarkup(call, pattern) ? marked(value, { fact: "html-escaped" }) : substituted(pattern, value))
      );
    }
    case "strip":
    case "lstrip":
    case "rstrip":
    case "trim":
    case "trimStart":
    case "trimEnd":
    case "lower":
    case "upper":
    case "toLowerCase":
    case "toUpperCase":
    case "toString":
    case "encode":
    case "decode":
    case "as_posix":
    case "expanduser":
    case "normalize":
    case "casefold":
    case "value":
      return receiver.taints.length > 0 || receiver.text !== undefined
        ? {
            ...value,
            references: receiver.references,
            ...(receiver.text === undefined ? {} : { text: receiver.text, isConstant: true }),
          }
        : undefined;
    case "split":
    case "rsplit":
    case "partition":
    case "splitlines":
      // A part of a connection string is no secret by itself.
      return receiver.taints.length > 0 ? marked(value, { view: "tokens", fact: "shortened" }) : undefined;
    case "exec":
      return receiver.pattern === undefined
        ? undefined
        : { taints: asPart(allTaints(first(call))), references: [] };
    case "match":
    case "matchAll":
      return receiver.taints.length > 0 && receiver.references.length === 0
        ? marked(value, { fact: "shortened" })
        : undefined;
    case "slice":
    case "substring":
    case "substr": {
      const { text: _, test: __, ...rest } = receiver;
      // The first letters of a secret say which one it is, and no more.
      return { ...rest, taints: marked(receiver, { fact: "shortened" }).taints };
    }
    case "model_dump":
    case "dict":
      return receiver.fields !== undefined || receiver.items !== undefined || receiver.taints.length > 0
        ? { ...receiver, taints: receiver.taints.map(declared) }
        : undefined;
    case "items":
    case "entries":
      return paired(receiver);
    case "values":
    case "copy":
      return receiver.fields !== undefined || receiver.items !== undefined || receiver.taints.length > 0
        ? { ...receiver }
        : undefined;
    default:
      return undefined;
  }
}

/** `s.replace(/[&<>"']/g, (c) => ENTITIES[c])` and `s.replace("<", "&lt;")`. */
function escapesMarkup(call: CallView, pattern: string | undefined): boolean {
  const sought = pattern ?? call.positional(0)?.value.text ?? "";
  const by = call.positional(1);
  const isClass = /^\[[^\]^]*<[^\]]*\]\+?$/.test(sought);
  return (
    by !== undefined &&
    (sought === "<" || isClass) &&
    (by.value.text === undefined
      ? isClass && by.value.taints.length === 0
      : /^(?:&lt;|&#0*60;|&#x3c;)?$/i.test(by.value.text))
  );
}

/** Which keys a model of pydantic has is up to the program. */
function declared(taint: Taint): Taint {
  return { ...taint, facts: withFacts(taint.facts, ["declared"]) };
}

/** `.items()`: pairs, of which the keys of an object that is written out here are the program's own. */
function paired(receiver: Value): Value | undefined {
  const values = [...(receiver.fields?.values() ?? [])];
  if (receiver.fields === undefined || receiver.taints.length > 0) {
    return receiver.items !== undefined || receiver.taints.length > 0 ? { ...receiver } : undefined;
  }
  return {
    taints: [],
    references: [],
    items: [{ taints: [], references: [], items: [constant, joinValues(values)] }],
  };
}

const knownFunction = byText((path) => knownFunctions.find(([callee]) => callee.test(path)));
const forwardedArguments = byText((path) =>
  forwarding.flatMap(([callee, index]) => (callee.test(path) ? [index] : [])),
);

/** What a call of something outside the workspace gives; undefined when no table knows it. */
export function modelledResult(engine: Engine, call: CallView): Value | undefined {
  const settings = dumpedSettings(engine, call);
  if (settings !== undefined) {
    return settings;
  }
  for (const path of call.paths) {
    const known = knownFunction(path);
    if (known !== undefined) {
      const [, result] = known;
      const value = result(call, engine);
      const step = { place: placeOf(call.frame, call.at), message: `through \`${shortName(path)}\`` };
      return value && { ...value, taints: value.taints.map((taint) => withStep(taint, step)) };
    }
    for (const index of forwardedArguments(path)) {
      const target = call.args[index];
      if (target !== undefined) {
        const rest = call.args.slice(index + 1);
        const isList = /^\$(map|filter)$/.test(path);
        const values = rest.map(({ value }) => (isList ? elementOf(value) : value));
        return engine.forward(call, target.value, values);
      }
    }
  }
  const test = guardTest(call);
  const value = byMethod(call, engine);
  return test === undefined ? value : { ...(value ?? unknown), test };
}
