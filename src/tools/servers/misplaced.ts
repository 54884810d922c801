import type { DataDocument } from "../../syntax/data-node.ts";
import type { Problem } from "../../syntax/problem.ts";
import { objectIn } from "../data-shapes.ts";
import { serversIn } from "./entry.ts";
import { keyRange } from "./places.ts";

/** Servers under the key of another client: the one that reads this file does not see them. */
export function misplacedServers(
  document: DataDocument,
  expected: string,
  others: readonly string[],
): Omit<Problem, "file">[] {
  if (document.root?.get(expected) !== undefined) {
    return [];
  }
  const entry = document.root?.entries().find(({ key }) => others.includes(key));
  if (entry === undefined || serversIn(document, objectIn(document.root, entry.key)).length === 0) {
    return [];
  }
  const { startLine, startColumn } = keyRange(document, entry);
  const message = `MCP servers stand under "${entry.key}" here; the client that reads this file looks under "${expected}"`;
  return [{ line: startLine + 1, column: startColumn + 1, message }];
}
