import type { CodeDocument } from "../syntax/code-document.ts";
import type { CodeFormat, FoundTool } from "./format.ts";
import { placeKey, toolsOfTurns } from "./turns.ts";

/** What the formats found in one document, and which of them failed why. */
export interface CodeFindings {
  found: FoundTool[];
  failures: { format: string; reason: string }[];
}

/**
 * The tools of one parsed file by all given formats, each definition once: of two formats that find the same one the
 * first wins. Their `code` is valid as long as the document is.
 */
export function findInDocument(document: CodeDocument, formats: readonly CodeFormat[]): CodeFindings {
  let found: FoundTool[] = [];
  const failures: CodeFindings["failures"] = [];
  const seen = new Set<string>();
  const keep = (tools: readonly FoundTool[]) => {
    for (const tool of tools) {
      const key = `${placeKey(tool)}:${tool.name}`;
      if (!seen.has(key)) {
        seen.add(key);
        found.push(tool);
      }
    }
  };
  const inRegion = (region: CodeDocument) =>
    formats.flatMap((format) => {
      try {
        return format.find(region);
      } catch {
        return []; // told once, of the whole file
      }
    });
  for (const format of formats) {
    try {
      keep(format.find(document));
    } catch (error) {
      // One format's mistake must not hide what the others find.
      failures.push({ format: format.id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if (formats.length > 0) {
    const turns = toolsOfTurns(document, inRegion);
    found = found.filter((tool) => !turns.replaced.has(placeKey(tool)));
    keep(turns.found);
  }
  return { found, failures };
}
