import type { ToolAnnotations } from "../../ots/tool.ts";
import type { GoPackages } from "./go-packages.ts";
import type { Stretch, Tokens } from "./tokens.ts";

export const annotationHints = [
  "readOnlyHint",
  "destructiveHint",
  "idempotentHint",
  "openWorldHint",
] as const;

/** The hints in `&mcp.ToolAnnotations{ReadOnlyHint: true}` or in a variable of the module that holds one. */
export function goAnnotations(go: GoPackages, stretch: Stretch | undefined): ToolAnnotations | undefined {
  const held = stretch && go.held(stretch);
  return held === undefined
    ? annotationsIn(go.file.tokens, stretch)
    : annotationsIn(held.tokens, held.stretch);
}

/** The hints that a stretch sets: `ReadOnlyHint: true`, `ReadOnlyHint: ptr.To(true)`. */
export function annotationsIn(tokens: Tokens, stretch: Stretch | undefined): ToolAnnotations | undefined {
  const annotations: ToolAnnotations = {};
  for (let index = stretch?.from ?? 0; index < (stretch?.to ?? 0); index++) {
    const word = tokens.list[index]?.text ?? "";
    const hint = annotationHints.find((name) => name.toLowerCase() === word.toLowerCase());
    const value = tokens.list.slice(index, index + 8).find(({ text }) => text === "true" || text === "false");
    if (hint !== undefined && value !== undefined) {
      annotations[hint] = value.text === "true";
    }
  }
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
