import * as z from "../ots/zod.ts";
import { type DataDocument, DataLimitError, type DataNode } from "../syntax/data-node.ts";
import { parseData } from "../syntax/parse-data.ts";
import type { Problem } from "../syntax/problem.ts";

/** What is wrong at one place although the shape of the file is right. */
export interface CheckIssue {
  path: readonly PropertyKey[];
  message: string;
}

/** The checked value, or every reason why the file is not taken; one of the two. */
export type CheckedJson<T> =
  | { value: T; problems: readonly []; problemAt(issue: CheckIssue): Problem }
  | { value: undefined; problems: Problem[] };

/**
 * Reads one of AutoSafe's own JSON files (comments and trailing commas are allowed) and checks it. Each problem has line
 * and column, names the place in the file and says what is allowed there. `file` is only used to name the file in
 * problems, `beginning` is what an empty file should start as.
 */
export function checkJson<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  beginning: string,
): CheckedJson<T> {
  const failed = (problems: Problem[]): CheckedJson<T> => ({ value: undefined, problems });
  if (text.trim() === "") {
    return failed([{ file, line: 1, column: 1, message: `the file is empty; it starts as ${beginning}` }]);
  }
  const document = parseData("jsonc", text);
  if (document.problems.length > 0) {
    return failed(document.problems.map((problem) => ({ file, ...problem })));
  }
  const { root } = document;
  if (root === undefined) {
    return failed([{ file, line: 1, column: 1, message: "there is nothing but comments in the file" }]);
  }
  let json: unknown;
  try {
    json = root.toJson();
  } catch (error) {
    if (error instanceof DataLimitError) {
      return failed([{ file, line: 1, message: error.message }]);
    }
    throw error;
  }
  const parsed = schema.safeParse(json);
  return parsed.success
    ? {
        value: parsed.data,
        problems: [],
        problemAt: ({ path, message }) => problemAt(file, document, nodeAt(root, path), path, message),
      }
    : failed(parsed.error.issues.flatMap((issue) => explain(file, document, root, schema, issue)));
}

type Path = readonly PropertyKey[];
type Spot = Pick<DataNode, "offset" | "length">;

function explain(
  file: string,
  document: DataDocument,
  root: DataNode,
  schema: unknown,
  issue: z.core.$ZodIssue,
): Problem[] {
  const node = nodeAt(root, issue.path);
  if (issue.code === "unrecognized_keys") {
    const allowed = `allowed here: ${keysAt(schema, issue.path).join(", ")}`;
    return issue.keys.map((key) => {
      const entry = node.entries().find((member) => member.key === key);
      const spot = entry === undefined ? node : { offset: entry.keyOffset, length: entry.keyLength };
      return problemAt(file, document, spot, [...issue.path, key], `there is no such property; ${allowed}`);
    });
  }
  return [problemAt(file, document, node, issue.path, describe(issue, valueAt(root, issue.path)))];
}

function describe(issue: z.core.$ZodIssue, value: DataNode | undefined): string {
  if (value === undefined) {
    return `missing; ${wanted(issue)}`;
  }
  const shown = value.value === undefined ? `an ${value.kind}` : JSON.stringify(value.value).slice(0, 80);
  return `${shown} is not allowed; ${wanted(issue)}`;
}

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return `use ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((entry) => JSON.stringify(entry)).join(", ")}`;
    case "invalid_type":
      return `${article(issue.expected)} is needed`;
    case "too_small":
      return issue.origin === "array" ? "at least one entry is needed" : "it must not be empty";
    case "invalid_union": {
      const ways = new Set(issue.errors.flatMap((branch) => branch.slice(0, 1).map(wanted)));
      return [...ways].slice(0, 4).join(", or ");
    }
    case "invalid_format":
      // A schema's own words, where it has some; most are ids.
      return issue.message.startsWith("Invalid ")
        ? "use lower-case letters, digits and dashes, a letter first"
        : issue.message;
    default:
      return issue.message;
  }
}

function article(type: string): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function problemAt(file: string, document: DataDocument, spot: Spot, path: Path, message: string): Problem {
  const { startLine, startColumn } = document.rangeOf(spot);
  const place = path.length === 0 ? "the file" : pathText(path);
  return { file, line: startLine + 1, column: startColumn + 1, message: `${place}: ${message}` };
}

/** `triggers[0].outcomes[1]` */
function pathText(path: Path): string {
  return path
    .map((step, s) => (typeof step === "number" ? `[${step}]` : `${s === 0 ? "" : "."}${String(step)}`))
    .join("");
}

function valueAt(root: DataNode, path: Path): DataNode | undefined {
  let node: DataNode | undefined = root;
  for (const step of path) {
    node = typeof step === "number" ? node?.items()[step] : node?.get(String(step));
  }
  return node;
}

/** The value at the path, or the innermost one around it when the path leads to something that is missing. */
function nodeAt(root: DataNode, path: Path): DataNode {
  for (let length = path.length; length > 0; length--) {
    const node = valueAt(root, path.slice(0, length));
    if (node !== undefined) {
      return node;
    }
  }
  return root;
}

/** Names of the properties that the schema knows at the path. */
function keysAt(schema: unknown, path: Path): string[] {
  let current: unknown = schema;
  for (const step of path) {
    const inner = unwrapped(current);
    current =
      inner instanceof z.ZodArray
        ? inner.element
        : inner instanceof z.ZodRecord
          ? inner.valueType
          : inner instanceof z.ZodObject
            ? inner.shape[String(step)]
            : undefined;
  }
  const inner = unwrapped(current);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap()) : schema;
}
