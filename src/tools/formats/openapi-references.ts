import type { Json, JsonObject } from "../../ots/json.ts";
import { type DataDocument, type DataNode, maxDepth } from "../../syntax/data-node.ts";
import { stringIn } from "../data-shapes.ts";
import { fileReference, pointedAt, referredDocument } from "../file-references.ts";

/** Values one operation's schemas may unfold to: shared components multiply when every use is written out. */
const maxUnfolded = 4_000;
/** Links of a chain of references to references. */
const maxChain = 32;
const maxFiles = 40;

/** A path from one referred file to the next, both seen from the first. */
function joinPaths(from: string, path: string): string {
  const folder = from.includes("/") ? from.slice(0, from.lastIndexOf("/") + 1) : "";
  return `${folder}${path}`;
}

/** Follows `$ref`s inside one OpenAPI description and into files beside it, and writes schemas out in full. */
export interface References {
  /** The node itself, or what its `$ref` finally points at; undefined when that cannot be reached. */
  follow(node: DataNode | undefined): DataNode | undefined;
  /** The value with every `$ref` replaced; recursion and what cannot be read becomes `{}` and a reason. */
  unfold(node: DataNode): Json;
  readonly reasons: readonly string[];
}

/** `root` is the OpenAPI object that `#/…` counts from. One instance serves one operation. */
export function createReferences(document: DataDocument, root: DataNode): References {
  const reasons = new Set<string>();
  let left = maxUnfolded;

  /** Documents of other files, and which of them the objects that were reached stand in. */
  const opened = new Map<string, DataDocument>();
  const standsIn = new Map<DataNode, string>();

  const open = (path: string): DataDocument | undefined => {
    const before = opened.get(path);
    const found = before ?? (opened.size < maxFiles ? referredDocument(document, path) : undefined);
    if (found !== undefined && before === undefined) {
      opened.set(path, found);
      for (const { node } of found.places()) {
        standsIn.set(node, path);
      }
    }
    return found;
  };

  const target = (ref: string, from: string): DataNode | undefined => {
    const file = fileReference(ref);
    const path = file === undefined ? from : joinPaths(from, file.path);
    const start = path === "" ? root : open(path)?.root;
    if (start === undefined || (file === undefined && !ref.startsWith("#/"))) {
      reasons.add(`${ref} cannot be read`);
      return undefined;
    }
    const node = pointedAt(start, file?.pointer ?? ref.slice(1));
    if (node === undefined) {
      reasons.add(`${ref} points at nothing`);
    }
    return node;
  };

  const follow = (node: DataNode | undefined): DataNode | undefined => {
    let current = node;
    for (let link = 0; link < maxChain; link++) {
      const ref = stringIn(current, "$ref");
      if (ref === undefined) {
        return current;
      }
      current = target(ref, (current && standsIn.get(current)) ?? "");
    }
    reasons.add("references go in a circle");
    return undefined;
  };

  const unfold = (node: DataNode, inside: readonly DataNode[]): Json => {
    left -= 1;
    if (left < 0) {
      reasons.add("the schema is too large when written out");
      return {};
    }
    const actual = follow(node);
    if (actual === undefined) {
      return {};
    }
    if (inside.includes(actual) || inside.length > maxDepth) {
      reasons.add("the schema contains itself");
      return {};
    }
    if (actual.kind === "array") {
      const around = [...inside, actual];
      return actual.items().map((item) => unfold(item, around));
    }
    if (actual.kind === "object") {
      const around = [...inside, actual];
      const result: JsonObject = {};
      for (const { key, value } of actual.entries()) {
        if (key !== "__proto__") {
          result[key] = unfold(value, around);
        }
      }
      return result;
    }
    return actual.value ?? null;
  };

  return {
    follow,
    unfold: (node) => unfold(node, []),
    get reasons() {
      return [...reasons];
    },
  };
}
