import type { ToolDefinition } from "../ots/tool.ts";

/** What one file gave. */
export interface ToolsRead {
  tools: readonly ToolDefinition[];
  /** Places (see `placeText`) of names in other files that stand for a function whose calls here make the tools. */
  replaced: readonly string[];
}

/** A place to compare with others: the file and where the name of a tool begins. */
export function placeText(
  file: string,
  { startLine, startColumn }: ToolDefinition["source"]["nameRange"],
): string {
  return `${file}:${startLine}:${startColumn}`;
}

/**
 * The definitions of a project, each once, from what its files gave. A definition may be found by itself and through the
 * file that lists it, and two files may see it as tools of two frameworks: what its own file says of it is kept.
 */
export function distinctDefinitions(readings: Iterable<readonly [string, ToolsRead]>): ToolDefinition[] {
  const distinct = new Map<string, ToolDefinition>();
  const atPlace = new Map<string, string>();
  const all = [...readings];
  const replaced = new Set(all.flatMap(([, read]) => read.replaced));
  for (const [reader, read] of all) {
    for (const tool of read.tools) {
      const { file, nameRange } = tool.source;
      if (file === reader && replaced.has(placeText(file, nameRange))) {
        continue;
      }
      const place = `${placeText(file, nameRange)}:${tool.name}`;
      const id = distinct.has(tool.id) ? tool.id : (atPlace.get(place) ?? tool.id);
      const known = distinct.get(id);
      atPlace.set(place, known === undefined || file !== reader ? id : tool.id);
      if (known === undefined || file !== reader) {
        distinct.set(id, known === undefined ? tool : sameTool(known, tool));
      } else {
        distinct.delete(id);
        distinct.set(tool.id, sameTool(tool, known));
      }
    }
  }
  return withManifests([...distinct.values()]);
}

/** What the manifest of a packed server lists by name is the tool its program defines, when both are in the manifest's folder. */
function withManifests(tools: readonly ToolDefinition[]): ToolDefinition[] {
  const listed = tools.filter(({ framework }) => framework === "mcpb-manifest");
  if (listed.length === 0) {
    return [...tools];
  }
  const isSame = (entry: ToolDefinition, tool: ToolDefinition) =>
    tool.framework !== entry.framework &&
    tool.name === entry.name &&
    !tool.inTests &&
    tool.source.file.startsWith(entry.source.file.replace(/[^/]*$/, ""));
  return tools.flatMap((tool) => {
    if (tool.framework === "mcpb-manifest") {
      return tools.some((other) => isSame(tool, other)) ? [] : [tool];
    }
    const entries = listed.filter((entry) => isSame(entry, tool));
    const description = tool.description || (entries[0]?.description ?? "");
    return entries.length === 0
      ? [tool]
      : [{ ...tool, description, listedIn: entries.map(({ source }) => source) }];
  });
}

/**
 * One record of two that were found of the same definition. `own` is the one to keep; an approval that only the other
 * knows of, because the file it was found through states it, goes with the labels that follow from it.
 */
function sameTool(own: ToolDefinition, other: ToolDefinition): ToolDefinition {
  const { approval, capabilities } = other;
  return own.approval !== undefined || approval === undefined ? own : { ...own, approval, capabilities };
}
