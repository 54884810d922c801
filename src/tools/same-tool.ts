import type { ToolDefinition } from "../ots/tool.ts";

/**
 * One record of two that were found of the same definition. `own` is the one to keep; an approval that only the other
 * knows of, because the file it was found through states it, goes with the labels that follow from it.
 */
export function sameTool(own: ToolDefinition, other: ToolDefinition): ToolDefinition {
  const { approval, capabilities } = other;
  return own.approval !== undefined || approval === undefined ? own : { ...own, approval, capabilities };
}
