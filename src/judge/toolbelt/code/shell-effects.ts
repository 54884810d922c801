import { decodedBase64 } from "./decoded.ts";
import { type CodeEffect, mostEffects } from "./effect.ts";
import { programs } from "./programs.ts";
import { type ShellCommand, shellCommands } from "./shell.ts";
import { sqlEffects } from "./sql.ts";

const wrappers: ReadonlySet<string> = new Set(
  "sudo doas nohup time env nice ionice timeout command exec stdbuf setsid watch".split(" "),
);
const shells: ReadonlySet<string> = new Set("sh bash zsh dash ksh".split(" "));
const interpreters: ReadonlySet<string> = new Set("python python3 node perl ruby php".split(" "));
const databases: ReadonlySet<string> = new Set("psql mysql sqlite3 mariadb".split(" "));
const sensitive =
  /\/etc\/(?:shadow|passwd|sudoers)|\.ssh\/|\.aws\/|id_rsa|\.env\b|credentials|\.kube\/config|\.netrc|\.pgpass|keychain|authorized_keys/i;
const roots =
  /^(?:\/|~\/?|\/\*|~\/\*|\*|\.|\.\/|\.\/\*|\$home\/?\*?|\$\{?\w+\}?\/?\*?|\/(?:etc|usr|var|home|bin|lib|boot|opt|root|srv)\/?\*?|[a-z]:\\?)$/i;

/** A program behind `sudo`, `env A=b`, `timeout 5` and the like. */
function unwrapped(words: readonly string[]): { words: readonly string[]; privileged: boolean } {
  let at = 0;
  let privileged = false;
  while (at < words.length && wrappers.has(base(words[at]))) {
    privileged ||= /^(?:sudo|doas)$/.test(base(words[at]));
    at++;
    while (
      at < words.length &&
      (/^-|^\w{1,40}=/.test(words[at] ?? "") || /^\d+[smh]?$/.test(words[at] ?? ""))
    ) {
      at++;
    }
  }
  return { words: words.slice(at), privileged };
}

const base = (word = "") => (word.split("/").at(-1) ?? "").toLowerCase();

function effectOf(
  command: ShellCommand,
  kind: CodeEffect["kind"],
  what: string,
  text: string,
  wide = false,
): CodeEffect {
  const { start, end } = command;
  return { kind, what, text: text.slice(start, end).slice(0, 200), start, end, wide };
}

/** The text that `bash -c`, `ssh host`, `python -c` or `psql -c` is given to run. */
function inner(words: readonly string[]): { language: "shell" | "sql" | "other"; text: string } | undefined {
  const program = base(words[0]);
  const flag = words.findIndex((word) => /^-(?:\w*c|e|-command|-eval|-execute)$/.test(word));
  const text = flag > 0 ? words[flag + 1] : undefined;
  if (text !== undefined && (shells.has(program) || program === "su")) {
    return { language: "shell", text };
  }
  if (text !== undefined && databases.has(program)) {
    return { language: "sql", text };
  }
  if (program === "eval") {
    return { language: "shell", text: words.slice(1).join(" ") };
  }
  if (program === "ssh") {
    const rest = words.slice(1).filter((word) => !word.startsWith("-"));
    return rest.length > 1 ? { language: "shell", text: rest.slice(1).join(" ") } : undefined;
  }
  if (program === "xargs") {
    const rest = words.slice(1);
    const from = rest.findIndex((word) => !/^-/.test(word) && !/^\d+$/.test(word) && word !== "{}");
    return from < 0 ? undefined : { language: "shell", text: `${rest.slice(from).join(" ")} *` };
  }
  const sql = databases.has(program)
    ? words
        .slice(1)
        .find((word) => /^\s*(?:select|insert|update|delete|drop|alter|truncate|create|grant)\s/i.test(word))
    : undefined;
  return sql === undefined ? undefined : { language: "sql", text: sql };
}

function isWide(words: readonly string[]): boolean {
  const options = words.filter((word) => word.startsWith("-")).join(" ");
  const targets = words.slice(1).filter((word) => !word.startsWith("-"));
  const recursive = /(?:^| )-\w*[rR]\w*|--recursive|--all\b|--no-preserve-root/.test(options);
  return (
    targets.some((word) => roots.test(word) || word.includes("*")) ||
    (recursive && targets.some((word) => word.split("/").filter(Boolean).length <= 1))
  );
}

/** What a shell text would do, command by command; nested texts are read too. Nothing is run. */
export function shellEffects(text: string, depth = 0): CodeEffect[] {
  const effects: CodeEffect[] = [];
  const commands = shellCommands(text);
  commands.forEach((command, index) => {
    if (effects.length < mostEffects) {
      effects.push(...commandEffectsOf(command, commands.slice(Math.max(0, index - 2), index), text, depth));
    }
  });
  return effects.slice(0, mostEffects);
}

function commandEffectsOf(
  command: ShellCommand,
  before: readonly ShellCommand[],
  text: string,
  depth: number,
): CodeEffect[] {
  const previous = before.at(-1);
  const { words, privileged } = unwrapped(command.words);
  const program = base(words[0]);
  const line = [program, ...words.slice(1)].join(" ").slice(0, 4_000);
  const effects: CodeEffect[] = command.writes.map(({ file, append }) =>
    effectOf(
      command,
      file.startsWith("/dev/sd") ? "delete" : "write",
      append ? `appends to ${file.slice(0, 80)}` : `overwrites ${file.slice(0, 80)}`,
      text,
    ),
  );
  if (privileged) {
    effects.push(effectOf(command, "privilege", "runs as administrator", text));
  }
  const nested = depth < 3 ? inner(words) : undefined;
  if (nested && nested.language !== "other") {
    const found =
      nested.language === "shell" ? shellEffects(nested.text, depth + 1) : sqlEffects(nested.text);
    return [...effects, ...found.map((effect) => ({ ...effect, start: command.start, end: command.end }))];
  }
  if (shells.has(program) || interpreters.has(program)) {
    const fed = command.piped ? feed(before, depth) : undefined;
    if (fed) {
      return [...effects, ...fed.map((effect) => ({ ...effect, start: command.start, end: command.end }))];
    }
    if (command.piped && /^(?:curl|wget|fetch|iwr)$/.test(base(unwrapped(previous?.words ?? []).words[0]))) {
      return [...effects, effectOf(command, "execute", "runs code fetched from the network", text, true)];
    }
  }
  const rows = programs.get(program.replace(/^mkfs\..*/, "mkfs")) ?? [];
  const row = rows.find(({ when, unless }) => (!when || when.test(line)) && !unless?.test(line));
  if (program !== "" && row === undefined) {
    effects.push(
      effectOf(command, "execute", `runs ${program.slice(0, 60)}, of which nothing is known`, text),
    );
  } else if (row) {
    // A pattern that `find` looks for is what bounds it, not what makes it wide.
    const bounded = base(program) === "find" && row.what.startsWith("deletes what");
    const wide = bounded
      ? roots.test(words[1] ?? "")
      : row.kind === "delete" || row.kind === "privilege" || row.kind === "write"
        ? isWide(words)
        : false;
    const secret = row.kind === "read" && sensitive.test(line);
    effects.push(effectOf(command, row.kind, secret ? "reads credentials" : row.what, text, wide || secret));
  }
  return effects;
}

/** `echo … | sh` and `echo … | base64 -d | sh`: what the words before it say. */
function feed(before: readonly ShellCommand[], depth: number): CodeEffect[] | undefined {
  const previous = before.at(-1);
  const words = previous?.words ?? [];
  if (base(words[0]) === "echo" || base(words[0]) === "printf") {
    return shellEffects(words.slice(1).join(" "), depth + 1);
  }
  const hidden =
    base(words[0]) === "base64"
      ? [...words, ...(before.at(-2)?.words ?? [])].find((word) => word.length > 12)
      : undefined;
  const decoded = hidden === undefined ? undefined : decodedBase64(hidden);
  return decoded === undefined ? undefined : shellEffects(decoded, depth + 1);
}
