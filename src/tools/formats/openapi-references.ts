import type { Json, JsonObject } from "../../ots/json.ts";
import { type DataNode, maxDepth } from "../../syntax/data-node.ts";
import { stringIn } from "../data-shapes.ts";
import { decodePointerStep } from "../input-schema.ts";

/** Values one operation's schemas may unfold to: shared components multiply when every use is written out. */
const maxUnfolded = 4_000;
/** Links of a chain of references to references. */
const maxChain = 32;

/** Follows `$ref`s inside one OpenAPI description and writes schemas out in full. */
export interface References {
  /** The node itself, or what its `$ref` finally points at; undefined when that cannot be reached in this file. */
  follow(node: DataNode | undefined): DataNode | undefined;
  /** The value with every `$ref` replaced; recursion and what lies in other files becomes `{}` and a reason. */
  unfold(node: DataNode): Json;
  readonly reasons: readonly string[];
}

/** `root` is the OpenAPI object that `#/…` counts from. One instance serves one operation. */
export function createReferences(root: DataNode): References {
  const reasons = new Set<string>();
  let left = maxUnfolded;

  const target = (ref: string): DataNode | undefined => {
    if (!ref.startsWith("#/")) {
      reasons.add(`${ref} is not in this file`);
      return undefined;
    }
    let node: DataNode | undefined = root;
    for (const raw of ref.slice(2).split("/")) {
      const step = decodePointerStep(raw);
      node = node?.kind === "array" ? node.items()[Number(step)] : node?.get(step);
    }
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
      current = target(ref);
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
