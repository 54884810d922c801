import { type Intent, names } from "../intent.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";

const sqlNouns = words("sql cypher");
const queryNouns = words("query statement database");
const queryParameters = words("sql query statement sql_query cypher");
const readOnly =
  /\bread[- ]?only\b|\bselect (?:queries|statements?|query) only\b|\bonly select\b|\ba select (?:query|statement)\b/i;

const statements = /\b(?:SELECT|INSERT|UPDATE|DELETE)\b[^.]{0,30}\b(?:queries|query|statements?)\b/;
/** Statements by name, in capitals as everybody writes them. */
const selects = /\bSELECT (?:queries|query|statements?)\b/;
const writes = /\b(?:INSERT|UPDATE|DELETE|DROP|ALTER|CREATE)\b/;

/** Queries that are looked for are not run. */
const finding =
  /\b(?:vectors?|embeddings?|semantic(?:ally)?|similar) (?:store|search|index|database|sql|quer\w+)\b/i;

const running = /\b(?:execut|run)\w* (?:raw |any |custom )?sql\b/i;

/** True for tools that run a query of the caller's wording on a database. */
export function isSqlTool(intent: Intent, shape: ToolShape): boolean {
  if (!takesQuery(shape) || (finding.test(shape.firstSentence) && !running.test(shape.firstSentence))) {
    return false;
  }
  const saysQuery = intent.verb === "query" || names(intent, queryNouns) !== undefined;
  return (
    names(intent, sqlNouns) !== undefined ||
    (saysQuery &&
      (/\bsql(?:ite)?\b(?![- ]like)/i.test(shape.tool.description) || statements.test(shape.firstSentence)))
  );
}

/** A parameter takes a query's text. */
export function takesQuery(shape: ToolShape): boolean {
  return shape.parameterNamed(queryParameters) !== undefined;
}

/** What is done with a query that changes things. */
export const asking = words("query write");

/** The description promises that nothing is changed. */
export function isReadOnlyQuery(shape: ToolShape): boolean {
  const { description } = shape.tool;
  return readOnly.test(description) || (selects.test(description) && !writes.test(description));
}
