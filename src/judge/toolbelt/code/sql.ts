import { type CodeEffect, mostEffects } from "./effect.ts";

const readLength = 20_000;

/** SQL with comments and the insides of strings blanked, at the same offsets, so that words in data are no keywords. */
function bare(text: string): string {
  let out = "";
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    const comment = text.startsWith("--", at) ? "\n" : text.startsWith("/*", at) ? "*/" : undefined;
    if (comment !== undefined) {
      const end = text.indexOf(comment, at + 2);
      const stop = end < 0 ? text.length : end + (comment === "*/" ? 2 : 0);
      out += " ".repeat(stop - at);
      at = stop;
    } else if (character === "'") {
      let end = at + 1;
      while (end < text.length && !(text.charAt(end) === "'" && text.charAt(end + 1) !== "'")) {
        end += text.charAt(end) === "'" ? 2 : 1;
      }
      const stop = Math.min(text.length, end + 1);
      out += `'${"·".repeat(Math.max(0, stop - at - 2))}${stop - at > 1 ? "'" : ""}`;
      at = stop;
    } else {
      out += character;
      at++;
    }
  }
  return out;
}

const always = /^\s*(?:\(?\s*(?:1\s*=\s*1|true|1|'[^']*'\s*=\s*'[^']*'|not false)\s*\)?)\s*(?:or\b.*)?$/s;

interface Rule {
  test: RegExp;
  kind: CodeEffect["kind"];
  what: string;
  /** Whether it is wide: always, or without a condition. */
  wide: boolean | "without-where";
}

const rules: readonly Rule[] = [
  {
    test: /^drop\s+(?:table|database|schema|view|index|user|role|collection)\b/,
    kind: "delete",
    what: "drops for good",
    wide: true,
  },
  { test: /^truncate\b/, kind: "delete", what: "empties a table", wide: true },
  { test: /^alter\s+table\b[^;]{0,300}\bdrop\b/, kind: "delete", what: "drops a column", wide: false },
  {
    test: /^(?:with\b[^;]*\)\s*)?delete\s+from\b/,
    kind: "delete",
    what: "deletes rows",
    wide: "without-where",
  },
  { test: /^(?:with\b[^;]*\)\s*)?update\b/, kind: "write", what: "changes rows", wide: "without-where" },
  { test: /^(?:insert|replace|merge|upsert|load\s+data)\b/, kind: "write", what: "adds rows", wide: false },
  {
    test: /^(?:grant|revoke|create\s+(?:user|role)|alter\s+(?:user|role)|set\s+role)\b/,
    kind: "privilege",
    what: "changes who may do what",
    wide: false,
  },
  {
    test: /^(?:create|alter|rename|comment|reindex|vacuum)\b/,
    kind: "write",
    what: "changes the schema",
    wide: false,
  },
  {
    test: /\binto\s+(?:outfile|dumpfile)\b|^copy\b[^;]{0,300}\bto\b/,
    kind: "send",
    what: "writes data out of the database",
    wide: false,
  },
  {
    test: /\bxp_cmdshell\b|\bcopy\b[^;]{0,300}\bprogram\b|\bload_extension\b/,
    kind: "execute",
    what: "runs a program on the server",
    wide: true,
  },
  { test: /^(?:exec|execute|call|do)\b/, kind: "execute", what: "runs a stored procedure", wide: false },
  { test: /^set\s+global\b/, kind: "privilege", what: "changes the server's settings", wide: false },
  {
    test: /^(?:select|show|explain|describe|desc|pragma|with|values|use|begin|commit|start|rollback|savepoint|analyze|table)\b/,
    kind: "read",
    what: "reads",
    wide: false,
  },
];

/** What SQL statements would do, one effect a statement. Reads 20,000 units; linear in the text. */
export function sqlEffects(text: string): CodeEffect[] {
  const source = text.slice(0, readLength);
  const plain = bare(source).toLowerCase();
  const effects: CodeEffect[] = [];
  let start = 0;
  for (const part of plain.split(";")) {
    const end = start + part.length;
    const statement = part.trim();
    const rule = statement === "" ? undefined : rules.find(({ test }) => test.test(statement));
    if (statement !== "" && effects.length < mostEffects) {
      const from = start + part.indexOf(statement);
      effects.push({
        kind: rule?.kind ?? "execute",
        what: rule?.what ?? "does something unknown",
        text: source.slice(from, from + statement.length).slice(0, 200),
        start: from,
        end: from + statement.length,
        wide: rule?.wide === true || (rule?.wide === "without-where" && isUnbounded(statement)),
      });
    }
    start = end + 1;
  }
  return effects;
}

function isUnbounded(statement: string): boolean {
  const at = statement.search(/\bwhere\b/);
  return at < 0 ? !/\blimit\s+\d/.test(statement) : always.test(statement.slice(at + 5).replaceAll("·", "x"));
}
