import type { CodeDocument } from "../syntax/code-document.ts";
import type { CodeFormat, FoundTool } from "./format.ts";
import { placeText } from "./same-tool.ts";
import { placeKey, toolsOfTurns } from "./turns.ts";

/** What the formats found in one document, and which of them failed why. */
export interface CodeFindings {
  found: FoundTool[];
  failures: { format: string; reason: string }[];
  /** Places of names in other files that stand for a function whose calls here make the tools. */
  replaced: readonly string[];
}

function rangeKey(document: CodeDocument, { file, range }: FoundTool): string {
  return `${placeText(file ?? document.file, range)}:${range.endLine}:${range.endColumn}`;
}

/**
 * The tools of one parsed file by all given formats, each definition once: of two formats that find the same one the
 * first wins.
 */
export function findInDocument(document: CodeDocument, formats: readonly CodeFormat[]): CodeFindings {
  let found: FoundTool[] = [];
  const failures: CodeFindings["failures"] = [];
  const seen = new Set<string>();
  const keyOf = (tool: FoundTool) => `${placeKey(document, tool)}:${tool.name}`;
  const keep = (tools: readonly FoundTool[]) => {
    for (const tool of tools) {
      const key = keyOf(tool);
      if (!seen.has(key)) {
        seen.add(key);
        found.push(tool);
      }
    }
  };
  const inRegion = (region: CodeDocument) =>
    formats.flatMap((format) => {
      try {
        return format.isFallback ? [] : format.find(region);
      } catch {
        return []; // told once, of the whole file
      }
    });
  const late: FoundTool[] = [];
  for (const format of formats) {
    try {
      const tools = format.find(document);
      if (format.isFallback) {
        late.push(...tools);
      } else {
        keep(tools);
      }
    } catch (error) {
      // One format's mistake must not hide what the others find.
      failures.push({ format: format.id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if (formats.length === 0) {
    return { found, failures, replaced: [] };
  }
  const turns = toolsOfTurns(document, inRegion);
  found = found.filter((tool) => {
    const isReplaced = turns.replaced.has(placeKey(document, tool));
    if (isReplaced) {
      seen.delete(keyOf(tool));
    }
    return !isReplaced;
  });
  keep(turns.found);
  const places = new Set(found.map((tool) => rangeKey(document, tool)));
  const named = new Set(found.map(({ name }) => name));
  keep(late.filter((tool) => !places.has(rangeKey(document, tool)) && !named.has(tool.name)));
  const own = `${document.file}:`;
  for (const tool of found) {
    if (tool.renamed === true) {
      turns.replaced.add(placeKey(document, tool));
    }
  }
  return { found, failures, replaced: [...turns.replaced].filter((place) => !place.startsWith(own)) };
}
