import type { JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";

/** Turns Python types of one tool into JSON Schema; what is not static goes into `reasons`. */
export interface TypeReader {
  readonly document: CodeDocument;
  readonly reasons: Set<string>;
  /** Classes being read, outermost first: one that comes again refers to itself. */
  readonly open: Node[];
  /** False when the schema has become larger than anyone would write. */
  spend(): boolean;
  read(type: Node): JsonObject;
}

/** A type expression taken apart: `dict[str, int]` has the base `dict` and two arguments. */
export interface TypeParts {
  base: Node;
  parts: readonly Node[];
}
