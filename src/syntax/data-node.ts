import type { TextRange } from "./line-index.ts";
import type { Problem } from "./problem.ts";

/** Any value JSON can express. */
export type DataValue = null | boolean | number | string | DataValue[] | { [key: string]: DataValue };

/** Nesting beyond this is refused: no tool definition needs it, and it keeps every walk off the stack's limit. */
export const maxDepth = 200;
/** Values in one `toJson()`: keeps YAML aliases from multiplying a small file into gigabytes. */
export const maxValues = 200_000;

/** Thrown by `toJson()` when a value grows beyond `maxDepth` or `maxValues`. */
export class DataLimitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DataLimitError";
  }
}

/** One value with its place in the text, the same for JSON, JSONC and YAML. Offsets count UTF-16 code units. */
export interface DataNode {
  readonly kind: "object" | "array" | "string" | "number" | "boolean" | "null";
  readonly offset: number;
  readonly length: number;
  /** The value of a string, number, boolean or null; undefined for objects and arrays. */
  readonly value: string | number | boolean | null | undefined;
  /** Members of an object in text order, empty for anything else. */
  entries(): readonly DataEntry[];
  /** Elements of an array, empty for anything else. */
  items(): readonly DataNode[];
  /** The member of that name; the last one when it is given twice, as in JavaScript. */
  get(key: string): DataNode | undefined;
  /** @throws DataLimitError */
  toJson(): DataValue;
}

export interface DataEntry {
  readonly key: string;
  readonly keyOffset: number;
  readonly keyLength: number;
  readonly value: DataNode;
}

/** An object of a document with the way to it. */
export interface Place {
  readonly node: DataNode;
  /** Member names and array indices from the root to the node. */
  readonly parent: Place | undefined;
  readonly key: string | number | undefined;
}

/** One parsed file. A syntax error leaves as much of the tree as can be read. */
export interface DataDocument {
  readonly language: "json" | "jsonc" | "yaml" | "toml";
  readonly text: string;
  /** Of the first document, when a YAML file holds several; undefined for an empty or refused text. */
  readonly root: DataNode | undefined;
  readonly roots: readonly DataNode[];
  readonly problems: readonly Omit<Problem, "file">[];
  /** The text of another file, by its path from this one; undefined when there is none, or it must not be read. */
  related?(path: string): string | undefined;
  rangeOf(node: Pick<DataNode, "offset" | "length">): TextRange;
  /** The range of a string's content, without its quotes; of any other node, `rangeOf`. */
  contentRangeOf(node: DataNode): TextRange;
  /** Every object and array, parents first, each once however many aliases name it. */
  places(): readonly Place[];
}

const noEntries: readonly DataEntry[] = [];
const noItems: readonly DataNode[] = [];

/** The one implementation of DataNode. Parsers fill `members` or `elements` and set `length` when they know it. */
export class ParsedNode implements DataNode {
  readonly kind: DataNode["kind"];
  readonly offset: number;
  length: number;
  readonly value: DataNode["value"];
  members: DataEntry[] | undefined;
  elements: DataNode[] | undefined;

  constructor(kind: DataNode["kind"], offset: number, length: number, value?: DataNode["value"]) {
    this.kind = kind;
    this.offset = offset;
    this.length = length;
    this.value = value;
    this.members = undefined;
    this.elements = undefined;
  }

  entries(): readonly DataEntry[] {
    return this.members ?? noEntries;
  }

  items(): readonly DataNode[] {
    return this.elements ?? noItems;
  }

  get(key: string): DataNode | undefined {
    const members = this.members;
    for (let m = (members?.length ?? 0) - 1; m >= 0; m--) {
      if (members?.[m]?.key === key) {
        return members[m]?.value;
      }
    }
    return undefined;
  }

  toJson(): DataValue {
    return plainValue(this, 0, { left: maxValues });
  }
}

function plainValue(node: DataNode, depth: number, budget: { left: number }): DataValue {
  if (depth > maxDepth) {
    throw new DataLimitError(`nested more than ${maxDepth} levels deep`);
  }
  budget.left -= 1;
  if (budget.left < 0) {
    throw new DataLimitError(`more than ${maxValues} values`);
  }
  if (node.kind === "array") {
    return node.items().map((item) => plainValue(item, depth + 1, budget));
  }
  if (node.kind === "object") {
    const object: { [key: string]: DataValue } = {};
    for (const entry of node.entries()) {
      // No schema needs this key, and assigning it would change the object's prototype.
      if (entry.key !== "__proto__") {
        object[entry.key] = plainValue(entry.value, depth + 1, budget);
      }
    }
    return object;
  }
  return node.value ?? null;
}

/** Every object and array under the roots, in text order. */
export function collectPlaces(roots: readonly DataNode[]): Place[] {
  const seen = new Set<DataNode>();
  const places: Place[] = [];
  const pending: Place[] = roots.map((node) => ({ node, parent: undefined, key: undefined })).reverse();
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const { node } = place;
    if ((node.kind !== "object" && node.kind !== "array") || seen.has(node)) {
      continue;
    }
    seen.add(node);
    places.push(place);
    const children: Place[] = [];
    for (const entry of node.entries()) {
      children.push({ node: entry.value, parent: place, key: entry.key });
    }
    node.items().forEach((item, index) => {
      children.push({ node: item, parent: place, key: index });
    });
    for (let c = children.length - 1; c >= 0; c--) {
      const child = children[c];
      if (child !== undefined) {
        pending.push(child);
      }
    }
  }
  return places;
}
