import { contentHash } from "../../ots/ids.ts";
import type { RenamedTool } from "../exporter.ts";

/** Function names that the chat format takes. */
export const functionNamePattern = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * The name a tool bears in the chat format: its own where that is legal; otherwise its legal characters and a part of
 * its hash. It depends on nothing else, so that a tool has one name in every line of every export.
 */
export function functionName(tool: string): string {
  if (functionNamePattern.test(tool)) {
    return tool;
  }
  const legible = tool.replaceAll(/[^a-zA-Z0-9_-]+/g, "_").slice(0, 52);
  const hash = contentHash(tool).replaceAll(/[-_]/g, "").slice(0, 8);
  return `${legible === "_" || legible === "" ? "tool" : legible}_${hash}`;
}

/** Those of `tools` whose names had to change, each once. */
export function renamedTools(tools: Iterable<string>): RenamedTool[] {
  return [...new Set(tools)].flatMap((from) => {
    const to = functionName(from);
    return to === from ? [] : [{ from, to }];
  });
}
