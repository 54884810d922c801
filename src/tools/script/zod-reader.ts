import type { JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";

/** A schema with what does not belong into JSON Schema: whether the property may be left out. */
export interface ZodSchema {
  schema: JsonObject;
  optional: boolean;
}

/** Turns zod expressions of one tool into JSON Schema; what is not static goes into `reasons`. */
export interface ZodReader {
  readonly document: CodeDocument;
  readonly reasons: Set<string>;
  read(expression: Node): ZodSchema;
  /** The schema of an object whose members are zod schemas. */
  shape(object: Node): JsonObject;
}
