import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { callParts, type Holes, holesOf } from "./parts.ts";

/** How drivers write the place of a value: by position in the text, or numbered. */
function markerOf(modules: readonly string[], isPython: boolean): ((index: number) => string) | undefined {
  const has = (pattern: RegExp) => modules.some((module) => pattern.test(module));
  if (isPython) {
    return has(/^(sqlite3|aiosqlite|duckdb|pyodbc)\b/)
      ? () => "?"
      : has(/^(psycopg2?|pymysql|MySQLdb|mysql|aiomysql|pymssql)\b/)
        ? () => "%s"
        : has(/^asyncpg\b/)
          ? (index) => `$${index}`
          : undefined;
  }
  return has(/^(pg|@neondatabase\/serverless|postgres|@vercel\/postgres)(\/|$)/)
    ? (index) => `$${index}`
    : has(/^(mysql2?|sqlite3|sqlite)(\/|$)/)
      ? () => "?"
      : undefined;
}

/** Values as parameters beside the statement. Only where every hole stands for a value, not for a name. */
export function queryFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const parts = callParts(hit);
  const holes = parts && holesOf(unit, parts.argument);
  const marker = markerOf(document.names.modules, unit.isPython);
  if (parts === undefined || holes === undefined || marker === undefined || parts.args.length !== 1) {
    return [];
  }
  const bound = parameters(holes, marker, unit.isPython);
  if (bound === undefined || bound.values.length === 0) {
    return [];
  }
  const isSpread = /asyncpg/.test(document.names.modules.join(" ")) && unit.isPython;
  const [only] = bound.values;
  const list = unit.isPython
    ? isSpread
      ? bound.values.join(", ")
      : `(${bound.values.length === 1 ? `${only},` : bound.values.join(", ")})`
    : `[${bound.values.join(", ")}]`;
  return [
    {
      title: "Give the values as parameters",
      kind: "safe",
      edits: [
        {
          file,
          range: document.rangeAt(parts.argument.start, parts.argument.end),
          newText: `${JSON.stringify(bound.statement)}, ${list}`,
        },
      ],
    },
  ];
}

/** What stands before a value in SQL; before a name there is FROM, INTO, BY and the like. */
const beforeValue = /(=|<|>|\bLIKE|\bILIKE|\bIN\s*\(|\bBETWEEN|\bAND|\bLIMIT|\bOFFSET|\bVALUES\s*\(|,)\s*$/i;

function parameters(
  holes: Holes,
  marker: (index: number) => string,
  isPython: boolean,
): { statement: string; values: string[] } | undefined {
  let statement = "";
  const values: string[] = [];
  let quoted: { lead: string; value: string } | undefined;
  for (const hole of holes) {
    if (typeof hole === "string") {
      let text = hole;
      if (quoted !== undefined) {
        const end = text.indexOf("'");
        if (end < 0) {
          return undefined;
        }
        const tail = text.slice(0, end);
        values.push(withAround(quoted.lead, quoted.value, tail, isPython));
        statement += marker(values.length);
        text = text.slice(end + 1);
        quoted = undefined;
      }
      statement += text;
      continue;
    }
    const open = /'([^']*)$/.exec(statement);
    const isOpen = open !== null && (statement.match(/'/g) ?? []).length % 2 === 1;
    const before = isOpen ? statement.slice(0, open.index) : statement;
    if (quoted !== undefined || !beforeValue.test(before)) {
      return undefined;
    }
    if (isOpen) {
      quoted = { lead: open[1] ?? "", value: hole.text };
      statement = before;
    } else {
      values.push(hole.text);
      statement += marker(values.length);
    }
  }
  return quoted === undefined ? { statement, values } : undefined;
}

function withAround(lead: string, value: string, tail: string, isPython: boolean): string {
  return lead === "" && tail === ""
    ? value
    : isPython
      ? `f"${lead}{${value}}${tail}"`
      : `\`${lead}\${${value}}${tail}\``;
}
