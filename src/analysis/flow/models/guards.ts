import type { CallView } from "../engine.ts";
import { absentFact, factsAbout, isUpTo, memberFact, notInside } from "../tests.ts";
import { allTaints, type FactMap, type Taint, type Test, unknown, type Value } from "../value.ts";
import { byText } from "./by-text.ts";

const nothing: FactMap = new Map();
const yes = (whenTrue: FactMap): Test => ({ whenTrue, whenFalse: nothing });
const no = (whenFalse: FactMap): Test => ({ whenTrue: nothing, whenFalse });

/** Characters that end an argument, a name or a path component. */
const harmful = /[;&|`$<>(){}!*?~"'\s\\]/;

/** What it tells of a value that a pattern matches it. `isWhole`: from its first to its last character. */
function patternFact(
  pattern: string | undefined,
  flags: string,
  isWhole: boolean,
): (taint: Taint) => string | undefined {
  const anchored =
    pattern !== undefined &&
    (isWhole || (/^(\^|\\A)/.test(pattern) && /(\$|\\Z)$/.test(pattern) && !flags.includes("m")));
  return (taint) => {
    if (pattern === undefined || taint.isPart) {
      return undefined;
    }
    if (taint.view === "host") {
      return anchored ? "host-allowed" : "false: the pattern is not anchored at both ends";
    }
    if (!anchored) {
      return /^https?:(\\?\/){2}[\w.\\-]+(\\?\/)/.test(pattern.replace(/^\^/, ""))
        ? "host-allowed"
        : "false: the pattern is not anchored at both ends";
    }
    const letters = pattern
      .replace(/^(?:\^|\\A)+|(?:\$|\\Z)$/g, "")
      .replace(/\{\d*,?\d*\}|\(\?[:=!]|[()|+*?]|\[\^?|\]/g, "")
      .replace(/\\[wd.\-_]/g, "");
    const isLoose = /(^|[^\\])\.(?![^[]*\])|\\[SWD]|\[\^/.test(pattern);
    if (isLoose || harmful.test(letters)) {
      return "false: the pattern lets dangerous characters through";
    }
    const hasDots = /\[[^\]]*\.[^\]]*\]|\\\./.test(pattern);
    return letters.includes("/") ? "pattern-with-slashes" : hasDots ? "pattern" : "allowed";
  };
}

/** A pattern of the addresses that only answer inside. */
function isPrivateRange(pattern: string): boolean {
  return /127/.test(pattern) && /192\\?\.168/.test(pattern.replaceAll("\\.", ".")) && /169/.test(pattern);
}

/** The part of a call that a guard is about: the receiver when it carries a source, else the first argument that does. */
function subjectOf(call: CallView): Value {
  const carrying = [call.receiver, ...call.args.map(({ value }) => value)].find(
    (value) => value !== undefined && value.taints.length > 0,
  );
  return carrying ?? unknown;
}

function prefixFact(prefix: string | undefined, isConstant: boolean): (taint: Taint) => string | undefined {
  return ({ view, facts, isPart, lead }) => {
    if (view === "relative") {
      return prefix?.startsWith("..") === true ? undefined : undefined;
    }
    if (prefix !== undefined && /^https?:\/\/[^/]+\//.test(prefix) && !isPart) {
      return "host-allowed";
    }
    if (view === "host" || (prefix !== undefined && /^https?:/.test(prefix))) {
      return "false: a prefix does not fix the host; end it with a slash";
    }
    if (view === "first-token" || view === "tokens") {
      return "false: only the first word is tested";
    }
    if (prefix === "/" || prefix === "-" || prefix === "~") {
      return undefined;
    }
    const isPath = facts.has("resolved") || isPart || lead !== "" || (prefix?.includes("/") ?? !isConstant);
    if (!isPath) {
      return "false: only the beginning is tested";
    }
    if (!facts.has("resolved")) {
      return "false: the path is compared without resolving it";
    }
    return prefix === undefined || /[/\\]$|…$/.test(prefix) || prefix.endsWith("/")
      ? "contained"
      : "false: without a separator a sibling folder fits too";
  };
}

/** What `value.startsWith(prefix)` tells. */
function prefixTest(call: CallView): Test {
  const { receiver } = call;
  const argument = call.positional(0);
  const prefix = argument?.value.text;
  if (receiver === undefined || argument === undefined) {
    return yes(nothing);
  }
  if (prefix === "-" || prefix === "--") {
    return no(factsAbout(receiver, ({ view }) => (view === "whole" ? "no-option" : undefined)));
  }
  if (prefix?.startsWith("..") === true) {
    return no(factsAbout(receiver, (taint) => absentFact("..", taint)));
  }
  if (prefix === "/") {
    return no(factsAbout(receiver, () => "false: only absolute paths are ruled out"));
  }
  // `root + os.sep` is not static, but what it ends with is.
  const at = argument.at;
  const ending =
    at.kind === "member" || at.kind === "call"
      ? endingOf(at)
      : at.kind === "binary" && at.operator === "+"
        ? `${endingOf(at.right)}`
        : at.kind === "template"
          ? `${endingOf(at.parts.at(-1) === "" ? at.parts.at(-2) : at.parts.at(-1))}`
          : prefix === undefined
            ? "x"
            : prefix;
  const isConstant = argument.value.isConstant === true;
  const fact = prefixFact(prefix ?? ending, isConstant);
  return yes(factsAbout(receiver, (taint) => (isUpTo(taint, argument.value) ? undefined : fact(taint))));
}

function endingOf(at: CallView["at"] | string | undefined): string {
  if (typeof at === "string") {
    return at;
  }
  if (at?.kind === "text") {
    return `…${at.text}`;
  }
  if (at?.kind === "call") {
    // What a function has made of the root may well end with a separator; text of it does not.
    return /^(str|String|toString|resolve|as_posix)$/.test(calledName(at)) ? "x" : "…/";
  }
  const name = at?.kind === "member" ? at.property : at?.kind === "name" ? at.name : "";
  return /^(sep|separator|SEP|pathSep)$/.test(name) ? "…/" : "x";
}

function calledName({ callee }: Extract<CallView["at"], { kind: "call" }>): string {
  return callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.property : "";
}

const validators =
  /^_*(is|has|can|check|validate|verify|ensure|assert|sanitize|sanitise|authorize|authorise|require|resolve)?_?(.*)(valid|sanit|safe|allowed|within|inside|contain|check|authori[sz]|permitted|whitelist|allowlist|ensure|verify)/i;

const isValidator = byText((name) => validators.test(name));
const isLibrary = byText((path) =>
  /^(os|pathlib|fs|path|subprocess|requests|httpx|re|json|logging|console|\$console)\b/.test(path),
);

/** What a call outside the workspace, used as a condition, tells of its arguments; undefined when it is no guard. */
export function guardTest(call: CallView): Test | undefined {
  const { method, paths, receiver } = call;
  const [path = ""] = paths;
  const subject = subjectOf(call);
  if (subject.taints.length === 0) {
    return undefined;
  }
  const text = (index: number) => call.positional(index)?.value.text;
  if (/^re\.(fullmatch|match|search)$/.test(path)) {
    const value = call.positional(1)?.value ?? unknown;
    const pattern = text(0);
    const start =
      method === "match" && pattern !== undefined && !pattern.startsWith("^") ? `^${pattern}` : pattern;
    return yes(factsAbout(value, patternFact(start, "", method === "fullmatch")));
  }
  if (/^re\.compile\(\)\.(fullmatch|match|search)$/.test(path)) {
    const pattern = receiver?.text;
    const start = method === "match" && pattern !== undefined ? `^${pattern.replace(/^\^/, "")}` : pattern;
    return yes(
      factsAbout(call.positional(0)?.value ?? unknown, patternFact(start, "", method === "fullmatch")),
    );
  }
  const regex = receiver?.pattern;
  const tested = call.positional(0)?.value ?? unknown;
  if (method === "test" && regex !== undefined && isPrivateRange(regex.source)) {
    return no(factsAbout(tested, ({ view }) => (view === "address" ? "public-host" : notInside)));
  }
  if (method === "test" && regex !== undefined) {
    return yes(
      factsAbout(call.positional(0)?.value ?? unknown, patternFact(regex.source, regex.flags, false)),
    );
  }
  const matched = call.positional(0)?.value.pattern;
  if (method === "match" && receiver !== undefined && matched !== undefined) {
    return yes(factsAbout(receiver, patternFact(matched.source, matched.flags, false)));
  }
  switch (method) {
    case "startswith":
    case "startsWith":
      return prefixTest(call);
    case "endswith":
    case "endsWith":
      return yes(
        factsAbout(subject, ({ view }) =>
          view === "host"
            ? text(0)?.startsWith(".")
              ? "host-allowed"
              : "false: another host may end like this"
            : "false: only the ending is tested",
        ),
      );
    case "has":
    case "includes":
    case "contains":
    case "get":
    case "hasOwnProperty":
    case "hasOwn":
    case "__contains__":
      return membership(call);
    case "is_relative_to":
    case "isRelativeTo":
      return yes(
        factsAbout(receiver ?? unknown, ({ facts }) =>
          facts.has("resolved") ? "contained" : "false: the path is compared without resolving it",
        ),
      );
    case "isAbsolute":
    case "is_absolute":
    case "isabs":
      return no(
        factsAbout(subject, ({ view }) =>
          view === "relative" ? undefined : "false: only absolute paths are ruled out",
        ),
      );
    case "exists":
    case "isfile":
    case "isdir":
    case "is_file":
    case "is_dir":
    case "existsSync":
      return yes(factsAbout(subject, () => "false: that it exists does not say where"));
    case "isalnum":
    case "isidentifier":
    case "isdigit":
    case "isdecimal":
    case "isnumeric":
    case "isalpha":
      return yes(factsAbout(subject, ({ isPart }) => (isPart ? undefined : "allowed")));
  }
  const name = method || (path.split(".").at(-1) ?? "");
  if (!/^(os|pathlib|fs|path|subprocess|requests|httpx|re|json)\b/.test(path) && validators.test(name)) {
    const assumed = () => `assumed: ${name}`;
    const facts = factsAbout(
      { taints: call.args.flatMap(({ value }) => allTaints(value)), references: [] },
      assumed,
    );
    return { whenTrue: facts, whenFalse: facts };
  }
  return undefined;
}

/** `CONST.includes(x)`: x is one of a few; `x.includes("..")` is a search for a part. */
function membership(call: CallView): Test {
  const { receiver, method } = call;
  const argument = call.args.at(-1)?.value ?? unknown;
  const sought = call.positional(0)?.value;
  const text = sought?.text;
  if (receiver !== undefined && text !== undefined && receiver.taints.length > 0) {
    return text === undefined || method === "get"
      ? yes(nothing)
      : no(factsAbout(receiver, (taint) => absentFact(text, taint)));
  }
  return receiver?.text !== undefined
    ? yes(nothing)
    : yes(
        factsAbout(method === "hasOwn" ? argument : (sought ?? unknown), (taint) =>
          receiver !== undefined && isUpTo(taint, receiver) ? undefined : memberFact(taint),
        ),
      );
}

/** What holds once a call outside the workspace has returned, because it raises otherwise. */
export function ensuredBy(call: CallView): FactMap | undefined {
  const { method, receiver, paths } = call;
  const [path = ""] = paths;
  if (method === "relative_to" && receiver !== undefined && call.args.length > 0) {
    return factsAbout(receiver, ({ facts }) =>
      facts.has("resolved") ? "contained" : "false: the path is compared without resolving it",
    );
  }
  if (path === "ast.walk" || method === "visit" || method === "generic_visit") {
    return factsAbout(call.positional(0)?.value ?? unknown, () => "walked");
  }
  const name = method || (path.split(".").at(-1) ?? "");
  if (isLibrary(path) || !isValidator(name)) {
    return undefined;
  }
  const taints = call.args.flatMap(({ value }) => allTaints(value));
  return factsAbout({ taints, references: [] }, () => `assumed: ${name}`);
}
