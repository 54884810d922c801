import { createHash } from "node:crypto";

/** SHA-256 of the text in base64url, 43 characters. */
export function contentHash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/**
 * A stable id such as `scenario-3fK_x2…`: the kind, a dash and the first 16 base64url characters (96 bits) of the
 * content hash. The same content always has the same id, on every machine and in every run.
 */
export function contentId(kind: string, content: string): string {
  return `${kind}-${contentHash(content).slice(0, 16)}`;
}
