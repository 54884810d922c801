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
  type View,
  withFacts,
  withStep,
} from "../value.ts";
import { guardTest } from "./guards.ts";
import { shortName } from "./sink.ts";
import { sourceOfMember } from "./sources.ts";

/** A function outside the workspace: what a call of it gives. */
type Model = readonly [callee: RegExp, result: (call: CallView, engine: Engine) => Value | undefined];

const first = ({ positional, args }: CallView): Value => (positional(0) ?? args[0])?.value ?? unknown;
const receiverOr = (call: CallView): Value => call.receiver ?? first(call);

/** The taints of a value, each with a fact or a view added. */
function marked(value: Value, change: { fact?: string; view?: View }): Value {
  const taints = value.taints.map(
    (taint): Taint => ({
      ...taint,
      facts: change.fact === undefined ? taint.facts : withFacts(taint.facts, [change.fact]),
      view: change.view ?? taint.view,
    }),
  );
  return { taints, references: value.references.filter(({ kind }) => kind === "path") };
}

/** All arguments as parts of the result, in order. */
function joined(call: CallView, separator = ""): Value {
  let lead = "";
  const groups = call.args.map(({ value }) => {
    const taints = asPart(allTaints(value), lead);
    lead += (value.text ?? "…") + separator;
    return taints;
  });
  return { taints: joinTaints(groups), references: [] };
}

/** As `joined`, for functions that join paths: a text that begins with a root starts anew. */
function joinedPath(call: CallView): Value {
  const reference = call.paths.map((path) => ({ kind: "path" as const, path: `${path}()` }));
  const receiver = call.receiver !== undefined && call.method === "joinpath" ? [call.receiver] : [];
  const values = [...receiver, ...call.args.map(({ value }) => value)];
  let lead = "";
  const groups = values.map((value) => {
    const taints = asPart(allTaints(value), lead);
    lead += `${value.text ?? "…"}/`;
    return taints;
  });
  const isConstant = values.every((value) => value.isConstant === true);
  const isText = values.every((value) => value.text !== undefined);
  return {
    taints: joinTaints(groups),
    references: reference,
    ...(isConstant ? { isConstant } : {}),
    ...(isText ? { text: values.map((value) => value.text).join("/") } : {}),
  };
}

const pass = (call: CallView): Value => {
  const value = first(call);
  return value.isConstant === true ? { ...value } : { ...value, taints: allTaints(value) };
};
const parts = (call: CallView): Value => ({ taints: asPart(allTaints(first(call))), references: [] });
const clean = (): Value => unknown;

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

/** `re.sub(r"[^\w-]", "", x)` leaves only what the class names; any other replacement is a deny-list. */
function substituted(pattern: string | undefined, value: Value): Value {
  const keeps = pattern !== undefined && /^\[\^(?:[\w\s-]|\\[wd-])+\]\+?$/.test(pattern);
  return marked(value, { fact: keeps ? "allowed" : "false: replacing characters is a deny-list" });
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
  const isEnvironment = receiver.references.some(
    (one) => one.kind === "path" && /^(os\.environ|\$process\.env)$/.test(one.path),
  );
  if (isEnvironment) {
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

const models: readonly Model[] = [
  [
    /^\$(any|all)$/,
    (call) => {
      const { test } = first(call);
      return test === undefined
        ? unknown
        : { ...unknown, test: { whenTrue: test.whenTrue, whenFalse: new Map() } };
    },
  ],
  [/\.(safeParse|safeParseAsync)$/, (call) => ({ ...unknown, fields: new Map([["data", pass(call)]]) })],
  [
    /\.(parse|parseAsync|model_validate|parse_obj|model_validate_json|parse_raw|validate_python)$/,
    (call) =>
      allTaints(first(call)).length > 0 || first(call).fields !== undefined ? pass(call) : undefined,
  ],
  [
    /^(\$open|io\.open|aiofiles\.open|gzip\.open)$|^(fs|fs\/promises|fs\.promises)\.(readFile|readFileSync)$/,
    (call) => ({
      ...marked({ ...first(call), taints: allTaints(first(call)) }, { view: "content" }),
      references: call.paths.map((path) => ({ kind: "path" as const, path: `${path}()` })),
    }),
  ],
  [
    /(^|\.)Path\(\).*\.(read_text|read_bytes|open)$/,
    (call) => marked(call.receiver ?? unknown, { view: "content" }),
  ],
  [
    /^shlex\.(quote|join)$|^pipes\.quote$|^shell-quote\.quote$|^(shell-escape|shescape|any-shell-escape)\b|\.(shellQuote|escapeShellArg)$/,
    (call) => marked(pass(call), { fact: "shell-quoted" }),
  ],
  [/^shlex\.split$|^string-argv\b|^shell-quote\.parse$/, parts],
  [
    /^\$(int|float|bool|len|ord|isinstance|hash|sum|range|id|type|hasattr|callable|round|abs|Number|Boolean|parseInt|parseFloat|isNaN|BigInt)$|^uuid\.|^hashlib\.|^\$(Number|Math)\.|^(crypto|node:crypto)\.|^datetime\.|^decimal\./,
    clean,
  ],
  [
    /^\$(str|repr|bytes|String|dict|list|tuple|set|sorted|iter|reversed|next|enumerate|zip|min|max|frozenset|vars)$|^\$Array\.from$|^\$Object\.(assign|fromEntries|entries|values|freeze)$|^\$structuredClone$|^copy\.|^typing\.cast$/,
    (call) =>
      call.paths[0] === "$zip" || call.paths[0] === "$Object.assign" || call.paths[0] === "typing.cast"
        ? joined(call)
        : call.method === "str" || call.method === "String"
          ? pass(call)
          : { ...pass(call) },
  ],
  [
    /^pathlib\.(Path|PurePath|PosixPath|WindowsPath|PurePosixPath)$/,
    (call) =>
      call.args.length > 1
        ? joinedPath(call)
        : { ...first(call), references: [{ kind: "path", path: "pathlib.Path()" }] },
  ],
  [/^os\.path\.join$|^path(\.posix|\.win32)?\.join$|\.joinpath$|^(upath|pathe)\.join$/, joinedPath],
  [/^path(\.posix|\.win32)?\.resolve$/, (call) => marked(joinedPath(call), { fact: "resolved" })],
  [
    /^os\.path\.(realpath|abspath)$|^(fs|fs\/promises|fs\.promises)\.(realpath|realpathSync|realpathSync\.native)$|^pathlib\..*\.(resolve|absolute)$|^\?\S*\.resolve$|^\$Path\.resolve$/,
    (call) => {
      const value = marked(/^(os|fs)/.test(call.paths[0] ?? "") ? first(call) : receiverOr(call), {
        fact: "resolved",
      });
      const base = /^(os|fs)/.test(call.paths[0] ?? "") ? first(call) : receiverOr(call);
      return {
        ...value,
        ...(base.isConstant === true ? { isConstant: true } : {}),
        ...(base.text === undefined ? {} : { text: base.text }),
      };
    },
  ],
  [
    /^os\.path\.(normpath|normcase)$|^path(\.posix|\.win32)?\.normalize$/,
    (call) => marked(pass(call), { fact: "false: normalising a path does not confine it" }),
  ],
  [
    /^os\.path\.(expanduser|expandvars|dirname|relpath)$|^path(\.posix|\.win32)?\.(dirname|format|parse)$|^\$fspath$|^os\.fspath$/,
    pass,
  ],
  [
    /^os\.path\.basename$|^path(\.posix|\.win32)?\.basename$|(^|\.)secure_filename$|^(sanitize-filename|filenamify)\b/,
    (call) => marked(pass(call), { fact: "basename" }),
  ],
  [
    /^os\.path\.splitext$|^path(\.posix|\.win32)?\.extname$/,
    (call) => marked(pass(call), { view: "suffix" }),
  ],
  [
    /^os\.path\.commonpath$|^os\.path\.commonprefix$/,
    (call) =>
      marked(
        { taints: allTaints(first(call)).map((taint) => ({ ...taint, isPart: false })), references: [] },
        { view: "common-root" },
      ),
  ],
  [
    /^path(\.posix|\.win32)?\.relative$/,
    (call) => marked(call.positional(1)?.value ?? unknown, { view: "relative" }),
  ],
  [
    /^urllib\.parse\.(urlparse|urlsplit)$|^\$URL(\.parse)?$|^(node:)?url\.(URL|parse)$|^yarl\.URL$|^httpx\.URL$/,
    (call) => {
      const base = call.positional(1)?.value;
      const value = marked(first(call), { view: "url" });
      return base === undefined ? value : { ...value, taints: joinTaints([value.taints, base.taints]) };
    },
  ],
  [
    /^urllib\.parse\.(quote|quote_plus|urlencode)$|^\$encodeURIComponent$|^querystring\.(escape|stringify)$/,
    (call) => marked(pass(call), { fact: "url-encoded" }),
  ],
  [
    /^\$encodeURI$|^urllib\.parse\.(urljoin|unquote\w*)$|^\$decodeURI(Component)?$/,
    (call) => ({ taints: joinTaints(call.args.map(({ value }) => value.taints)), references: [] }),
  ],
  [
    /^ipaddress\.ip_address$|^ipaddr\.js\.parse$|^ipaddr\.parse$|^socket\.(gethostbyname|getaddrinfo)$|^dns(\/promises|\.promises)?\.(lookup|resolve\w*)$/,
    (call) => marked(pass(call), { view: "address" }),
  ],
  [
    /^json\.(loads|dumps)$|^\$JSON\.(parse|stringify)$|^orjson\.|^yaml\.(safe_load|dump)$|^base64\.|^\$(atob|btoa)$|^\$Buffer\.from$|^toml\w*\.loads?$/,
    (call) => ({ ...parts(call), taints: allTaints(first(call)) }),
  ],
  [
    /^(html|markupsafe|cgi|xml\.sax\.saxutils)\.escape$|^(bleach|nh3)\.clean$|DOMPurify\.sanitize$|^(isomorphic-)?dompurify\b.*sanitize$|^sanitize-html$|^(lodash|lodash\/escape|he|escape-html|validator)(\.(escape|encode))?$/,
    (call) => marked(pass(call), { fact: "html-escaped" }),
  ],
  [/^ast\.literal_eval$/, (call) => marked(pass(call), { fact: "literal" })],
  [/^ast\.parse$/, (call) => marked(pass(call), { fact: "parsed" })],
  [
    /^re\.sub$|^re\.compile\(\)\.sub$/,
    (call) =>
      substituted(
        call.positional(0)?.value.text,
        call.positional(2)?.value ?? call.positional(1)?.value ?? unknown,
      ),
  ],
  [
    /^re\.compile$/,
    (call) => ({
      ...constant,
      text: first(call).text ?? "",
      references: [{ kind: "path", path: "re.compile()" }],
    }),
  ],
  [
    /^re\.(match|search|findall|split|finditer)$/,
    (call) =>
      withTest(call, { taints: asPart(allTaints(call.positional(1)?.value ?? unknown)), references: [] }),
  ],
  [
    /^(asyncio\.(wait_for|shield|ensure_future|create_task)|inspect\.cleandoc|textwrap\.(dedent|indent))$|^\$Promise\.resolve$/,
    pass,
  ],
  [
    /^(asyncio\.gather|\$Promise\.(all|race|any|allSettled)|os\.pathsep\.join)$/,
    (call) => ({ ...joined(call), items: call.args.map(({ value }) => value) }),
  ],
  [/^util\.promisify$|^(util\.)?promisify$|^functools\.(wraps|lru_cache|cache)$|^pify\b/, first],
  [
    /^functools\.partial$/,
    (call) => ({ ...first(call), bound: call.args.slice(1).map(({ value }) => value) }),
  ],
];

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
      return replaced ?? substituted(pattern, value);
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
      return receiver.taints.length > 0 ? marked(value, { view: "tokens" }) : undefined;
    case "model_dump":
    case "dict":
    case "items":
    case "values":
    case "entries":
    case "copy":
    case "slice":
      return receiver.fields !== undefined || receiver.items !== undefined || receiver.taints.length > 0
        ? { ...receiver }
        : undefined;
    default:
      return undefined;
  }
}

function withTest(call: CallView, value: Value): Value {
  const test = guardTest(call);
  return test === undefined ? value : { ...value, test };
}

/** What a call of something outside the workspace gives; undefined when no table knows it. */
export function modelledResult(engine: Engine, call: CallView): Value | undefined {
  for (const path of call.paths) {
    for (const [callee, result] of models) {
      if (callee.test(path)) {
        const value = result(call, engine);
        const step = { place: placeOf(call.frame, call.at), message: `through \`${shortName(path)}\`` };
        return value && { ...value, taints: value.taints.map((taint) => withStep(taint, step)) };
      }
    }
    for (const [callee, index] of forwarding) {
      const target = callee.test(path) ? call.args[index] : undefined;
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
