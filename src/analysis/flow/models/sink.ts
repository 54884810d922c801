import type { CallView, GivenArgument, SinkUse } from "../engine.ts";
import type { Value } from "../value.ts";

/** One kind of place where a value does harm, in calls of certain functions. */
export interface Sink {
  callee: RegExp;
  uses(call: CallView, path: string): readonly (SinkUse | undefined)[];
}

/** A use of an argument; undefined when the call has no such argument. */
export function use(
  kind: SinkUse["kind"],
  path: string,
  argument: GivenArgument | undefined,
  detail?: string,
): SinkUse | undefined {
  return argument === undefined
    ? undefined
    : {
        kind,
        value: argument.value,
        at: argument.at,
        what: shortName(path),
        ...(detail === undefined ? {} : { detail }),
      };
}

/** The argument at a position or under one of the names. */
export function argument(
  call: CallView,
  index: number,
  ...names: readonly string[]
): GivenArgument | undefined {
  for (const name of names) {
    const named = call.keyword(name);
    if (named !== undefined) {
      return named;
    }
  }
  return call.positional(index);
}

/** True for a setting that is written out as true. */
export function isTrue(value: Value | undefined): boolean {
  return value?.truth === true;
}

/** Interpreters that run what they are given after one of these options. */
const interpreters =
  /^(.*[\\/])?(ba|da|z|k|fi|c)?sh(\.exe)?$|^(.*[\\/])?(python[\d.]*|node|deno|bun|ruby|perl|php|cmd|powershell|pwsh|osascript|wsl|su|ssh)(\.exe)?$/i;
const evaluating = /^(-\w*c|-e|-E|\/c|\/C|\/k|-Command|-command|-EncodedCommand|--eval|eval|-r|-p|-ce|-lc)$/;

/** Options that take the next word, whatever it begins with. */
const taking: Readonly<Record<string, RegExp>> = {
  tar: /^-\w*[fC]$/,
  git: /^-[CmnbSGLe]$|^--(message|branch|author|date|grep|max-count|since|until|after|before|format|pretty)$/,
  curl: /^-[odHXuAebTmFx]$|^--(output|data|header|request|user|max-time)$/,
  wget: /^-[OPUT]$/,
  ssh: /^-[ipl]$/,
  scp: /^-[iP]$/,
  ffmpeg: /^-(i|ss|t|to|vf|af|r|s|f|c|c:v|c:a|b:v|b:a|filter_complex)$/,
  psql: /^-[dhUp]$/,
  docker: /^-[npfetlu]$|^--(namespace|tail|since|until|format|filter|name|user|workdir)$/,
  kubectl: /^-[nfolc]$|^--(namespace|tail|since|context|selector|output|container|replicas)$/,
  helm: /^-[nf]$|^--(namespace|version|values)$/,
  openssl: /^-(in|out|subj|passin|CA|CAkey|days)$/,
  nmap: /^-p$/,
  find: /^-(name|iname|path|type|maxdepth|mindepth|mtime|size)$/,
  aws: /^--[\w-]+$/,
  gcloud: /^--[\w-]+$/,
  az: /^--[\w-]+$|^-[ng]$/,
  sqlite3: /^-(separator|cmd)$/,
};

/** Whether a word is the value of the option before it. */
function isTaken(program: string | undefined, before: string | undefined): boolean {
  const name = program?.split(/[\\/]/).at(-1) ?? "";
  return before !== undefined && taking[name]?.test(before) === true;
}

/** What an argument list runs: a program with arguments, or an interpreter with code. */
export function argvUses(
  path: string,
  list: GivenArgument | undefined,
  rest: readonly GivenArgument[] = [],
): (SinkUse | undefined)[] {
  if (list === undefined) {
    return [];
  }
  const items = list.value.items;
  const nodes = list.at.kind === "list" ? list.at.items : undefined;
  const values = [...(items ?? [list.value]), ...rest.flatMap(({ value }) => value.items ?? [value])];
  const places = [
    ...(items === undefined ? [list.at] : items.map((_, index) => nodes?.[index]?.value ?? list.at)),
    ...rest.flatMap(({ value, at }) =>
      value.items === undefined
        ? [at]
        : value.items.map((_, index) => (at.kind === "list" ? (at.items[index]?.value ?? at) : at)),
    ),
  ];
  const [program] = values;
  const name =
    program?.text ??
    (program?.references.some(
      (one) => one.kind === "path" && /sys\.executable|process\.execPath/.test(one.path),
    )
      ? "python"
      : undefined);
  const marker = values.findIndex(({ text }) => text !== undefined && evaluating.test(text));
  const runsCode = name !== undefined && interpreters.test(name) && marker > 0;
  const separator = values.findIndex(({ text }) => text === "--" || text === "--end-of-options");
  // That a program is started is an effect, also when nobody else decides about it.
  const started = values.every(({ taints }) => taints.length === 0)
    ? [use("argv", path, list, "program")]
    : [];
  const uses = values.map((value, index) => {
    const at = places[index];
    if (
      at === undefined ||
      (value.taints.length === 0 && value.fields === undefined && value.items === undefined)
    ) {
      return undefined;
    }
    const given: GivenArgument = { isSpread: false, value, at };
    if (index === 0) {
      return use("argv", path, given, "program");
    }
    if (runsCode && index === marker + 1) {
      return use("shell", path, given, `${name} ${values[marker]?.text ?? ""}`);
    }
    const isValue = (separator >= 0 && index > separator) || isTaken(name, values[index - 1]?.text);
    return isValue ? undefined : use("argv", path, given, name ?? "");
  });
  return [...started, ...uses];
}

/** A filter that is written out here holds values in places the program chose; one that is handed in holds operators as well. */
export function wholeFilter(path: string, filter: GivenArgument | undefined): SinkUse | undefined {
  return filter === undefined || filter.value.fields !== undefined
    ? undefined
    : use("query", path, { ...filter, value: { taints: filter.value.taints, references: [] } }, "filter");
}

/** `.execute` and the like of a database, told by what it is called on. */
export function isDatabase(call: CallView): boolean {
  const { receiverAt, receiver } = call;
  const isTyped = receiver?.references.some(({ kind }) => kind === "path") === true;
  const text =
    receiverAt?.kind === "name" ? receiverAt.name : receiverAt?.kind === "member" ? receiverAt.property : "";
  return isTyped || text !== "";
}

/** `$str` is written `str`. */
export function shortName(path: string): string {
  return path.replace(/^[$?]/, "").replaceAll("[]", "");
}
