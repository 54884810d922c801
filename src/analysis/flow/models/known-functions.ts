import type { CallView, Engine } from "../engine.ts";
import {
  allTaints,
  asPart,
  constant,
  joinTaints,
  pathValue,
  type Taint,
  unknown,
  type Value,
  type View,
  withFacts,
} from "../value.ts";
import { guardTest } from "./guards.ts";

/** A function outside the workspace: what a call of it gives. */
export type Model = readonly [callee: RegExp, result: (call: CallView, engine: Engine) => Value | undefined];

export const first = ({ positional, args }: CallView): Value => (positional(0) ?? args[0])?.value ?? unknown;
const receiverOr = (call: CallView): Value => call.receiver ?? first(call);

/** The taints of a value, each with a fact or a view added. */
export function marked(value: Value, change: { fact?: string; view?: View }): Value {
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
export function joined(call: CallView, separator = ""): Value {
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

export const pass = (call: CallView): Value => {
  const value = first(call);
  return value.isConstant === true ? { ...value } : { ...value, taints: allTaints(value) };
};
const parts = (call: CallView): Value => ({ taints: asPart(allTaints(first(call))), references: [] });
const clean = (): Value => unknown;

/** Whether a value is the environment itself. */
export function isEnvironment({ references }: Value): boolean {
  return references.some((one) => one.kind === "path" && /^(os\.environ|\$process\.env)$/.test(one.path));
}

/** `re.sub(r"[^\w-]", "", x)` leaves only what the class names; any other replacement is a deny-list. */
export function substituted(pattern: string | undefined, value: Value): Value {
  const keeps = pattern !== undefined && /^\[\^(?:[\w\s-]|\\[wd-])+\]\+?$/.test(pattern);
  return marked(value, { fact: keeps ? "allowed" : "false: replacing characters is a deny-list" });
}

export function withTest(call: CallView, value: Value): Value {
  const test = guardTest(call);
  return test === undefined ? value : { ...value, test };
}

/** What functions outside the workspace give. The first row that matches counts. */
export const knownFunctions: readonly Model[] = [
  // What a node of a graph returns: the command is the state it leaves.
  [/^(langgraph\.types|@langchain\/langgraph)\.Command$/, (call) => call.keyword("update")?.value],
  [
    /^\$require$/,
    (call) => {
      const { text } = first(call);
      return text === undefined || text.startsWith(".") ? undefined : pathValue(text.replace(/^node:/, ""));
    },
  ],
  [
    /^\$(any|all)$/,
    (call) => {
      const { test } = first(call);
      return test === undefined
        ? unknown
        : {
            ...unknown,
            test: {
              whenTrue: test.whenTrue,
              whenFalse: call.paths[0] === "$any" ? test.whenFalse : new Map(),
            },
          };
    },
  ],
  [
    /^(dataclasses|pydantic(\.\w+)*|sqlmodel|attrs?)\.(field|Field|ib)$/,
    (call, engine) => {
      const made = call.keyword("default_factory") ?? call.keyword("factory");
      const given = call.keyword("default") ?? call.positional(0);
      return made === undefined ? given?.value : engine.invoke(call.frame, made.value, [], call.at);
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
    (call) => {
      const named = first(call).text === undefined ? {} : { fields: new Map([["name", first(call)]]) };
      return {
        ...marked({ ...first(call), taints: allTaints(first(call)) }, { view: "content" }),
        ...named,
        references: call.paths.map((path) => ({ kind: "path" as const, path: `${path}()` })),
      };
    },
  ],
  [
    /(^|\.)Path\(\).*\.(read_text|read_bytes|open)$/,
    (call) => {
      const read = marked(call.receiver ?? unknown, { view: "content" });
      // What is written into an open file goes where its path says.
      return call.receiver?.text === undefined || call.method !== "open"
        ? read
        : { ...read, fields: new Map([["name", call.receiver]]) };
    },
  ],
  [
    /(^|\.)BeautifulSoup$|^(html2text|markdownify|mistune)\.\w+$|^markdown\.markdown$|^readability\.Document$|^lxml\.html\.\w*fromstring$|^(marked|cheerio|jsdom|showdown|html-to-text|node-html-parser|@mozilla\/readability|markdown-it|turndown)(\(\))?(\.\w+)*$|^pypdf\.PdfReader$/,
    (call) => ({
      taints: joinTaints([allTaints(first(call)), call.receiver?.taints ?? []]),
      references: call.paths.map((path) => ({ kind: "path" as const, path: `${path}()` })),
    }),
  ],
  [
    /^shlex\.(quote|join)$|^pipes\.quote$|^shell-quote\.quote$|^(shell-escape|shescape|any-shell-escape)\b|\.(shellQuote|escapeShellArg)$/,
    (call) => marked(pass(call), { fact: "shell-quoted" }),
  ],
  [/^((gzip|zlib|bz2|lzma|brotli)\.decompress\w*|\$bytes\.fromhex|binascii\.\w+)$/, pass],
  [
    /^io\.(BytesIO|StringIO)$/,
    (call) => ({ taints: allTaints(first(call)), references: [{ kind: "path", path: "io.BytesIO()" }] }),
  ],
  [
    /^tarfile\.open$/,
    (call) => ({
      taints: [
        ...allTaints(call.keyword("fileobj")?.value ?? unknown),
        ...marked(call.keyword("name")?.value ?? call.positional(0)?.value ?? unknown, { view: "content" })
          .taints,
      ],
      references: [{ kind: "path", path: "tarfile.open()" }],
    }),
  ],
  [/^shlex\.split$|^string-argv\b|^shell-quote\.parse$/, parts],
  [
    /^\$(int|float|bool|len|ord|isinstance|hash|sum|range|id|type|hasattr|callable|round|abs|Number|Boolean|parseInt|parseFloat|isNaN|BigInt)$|^uuid\.|^hashlib\.|^\$(Number|Math)\.|^(crypto|node:crypto)\.|^datetime\.|^decimal\./,
    clean,
  ],
  [
    // The text of a collection holds what it holds.
    /^\$(str|repr|String)$/,
    (call) =>
      first(call).items === undefined && first(call).fields === undefined ? pass(call) : parts(call),
  ],
  [
    /^\$(bytes|dict|list|tuple|set|sorted|iter|reversed|next|enumerate|zip|min|max|frozenset|vars)$|^\$Array\.from$|^\$Object\.(assign|fromEntries|entries|values|freeze)$|^\$structuredClone$|^copy\.|^typing\.cast$/,
    (call) =>
      call.paths[0] === "$zip" || call.paths[0] === "$Object.assign" || call.paths[0] === "typing.cast"
        ? joined(call)
        : isEnvironment(first(call)) && /^\$(list|tuple|set|sorted|iter|frozenset)$/.test(call.paths[0] ?? "")
          ? unknown // the names of the variables, not what they hold
          : pass(call),
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
    // As above, of a pattern that was compiled before.
    /^re\.compile\(\)\.(match|fullmatch|search|findall|split|finditer)$/,
    (call) => withTest(call, parts(call)),
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
