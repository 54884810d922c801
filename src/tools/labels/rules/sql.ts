import { type Intent, names } from "../intent.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";

const sqlNouns = words("sql cypher");
const queryNouns = words("query statement database");
const queryParameters = words("sql query statement sql_query cypher");
const readOnly =
  /\bread[- ]?only\b|\bselect (?:queries|statements?|query) only\b|\bonly select\b|\ba select (?:query|statement)\b/i;

/** True for tools that run a query of the caller's wording on a database. */
export function isSqlTool(intent: Intent, shape: ToolShape): boolean {
  if (shape.parameterNamed(queryParameters) === undefined) {
    return false;
  }
  const saysQuery = intent.verb === "query" || names(intent, queryNouns) !== undefined;
  return (
    names(intent, sqlNouns) !== undefined ||
    (saysQuery && /\bsql(?:ite)?\b(?![- ]like)/i.test(shape.tool.description))
  );
}

/** The description promises that nothing is changed. */
export function isReadOnlyQuery(shape: ToolShape): boolean {
  return readOnly.test(shape.tool.description);
}
