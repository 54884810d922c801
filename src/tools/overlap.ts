import type { SourceRange } from "../ots/tool.ts";
import type { FoundTool } from "./format.ts";

/**
 * One entry per definition. Of two findings where one lies inside the other the outer one stays (an OpenAI tool, not
 * the function object in it); of two on the same object the one found first, that is of the more specific format. Of
 * definitions that are equal in every respect the first stays: data sets repeat their tools in every record.
 */
export function distinctTools(found: readonly FoundTool[]): FoundTool[] {
  const ordered = found
    .map((tool, order) => ({ tool, order }))
    .sort(
      (a, b) =>
        comparePlaces(a.tool.range, b.tool.range, "start") ||
        comparePlaces(b.tool.range, a.tool.range, "end") ||
        a.order - b.order,
    );
  const uses = new Map<string, number>();
  for (const { name } of found) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const seen = new Set<string>();
  const kept: FoundTool[] = [];
  let outer: SourceRange | undefined;
  for (const { tool } of ordered) {
    if (outer !== undefined && comparePlaces(tool.range, outer, "end") <= 0) {
      continue;
    }
    outer = tool.range;
    // Only namesakes can repeat each other; the rest need not be written out to be compared.
    const content = (uses.get(tool.name) ?? 0) > 1 ? contentOf(tool) : undefined;
    if (content === undefined || !seen.has(content)) {
      kept.push(tool);
    }
    if (content !== undefined) {
      seen.add(content);
    }
  }
  return kept;
}

function contentOf({ framework, name, description, inputSchema }: FoundTool): string {
  return JSON.stringify([framework, name, description, inputSchema]);
}

function comparePlaces(a: SourceRange, b: SourceRange, end: "start" | "end"): number {
  return a[`${end}Line`] - b[`${end}Line`] || a[`${end}Column`] - b[`${end}Column`];
}
