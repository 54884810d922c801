import type { ToolFormat } from "./format.ts";

/**
 * Every tool format, the most specific first: when two formats describe the same definition, the earlier one wins.
 * A new format is one file and one line here.
 */
export const toolFormats: readonly ToolFormat[] = [];
