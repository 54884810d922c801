import type { SourceRange, ToolDefinition } from "../../ots/tool.ts";
import type { Configured } from "../../tools/apply-permissions.ts";
import type { Reading } from "../../tools/discover-files.ts";
import { distinctDefinitions } from "../../tools/same-tool.ts";
import { groupBy } from "../base/group-by.ts";

const nothing: Reading = { tools: [], servers: [], permissions: [], replaced: [] };

function isEmpty({ tools, servers, permissions }: Reading): boolean {
  return tools.length + servers.length + permissions.length === 0;
}

/**
 * The tools of one project. They come by readings: what one file gave, which may lie in another file (an agent that lists
 * a function, a registration of something imported). Two readings may give the same tool.
 */
export class ToolIndex {
  #readings = new Map<string, Reading>();
  #apply: (configured: Configured) => readonly ToolDefinition[] = ({ tools }) => tools;
  #byFile: ReadonlyMap<string, readonly ToolDefinition[]> | undefined;
  #sorted: readonly ToolDefinition[] | undefined;
  #byId: ReadonlyMap<string, ToolDefinition> | undefined;

  get size(): number {
    return this.all().length;
  }

  /** Sorted by file and place. */
  all(): readonly ToolDefinition[] {
    this.#sorted ??= this.files().flatMap((file) => this.inFile(file));
    return this.#sorted;
  }

  /** Files that define tools, sorted. */
  files(): string[] {
    return [...this.#defined().keys()].sort();
  }

  /** In text order, whatever file they were found through. */
  inFile(file: string): readonly ToolDefinition[] {
    return this.#defined().get(file) ?? [];
  }

  /** Files through which tools of `file` were found, itself left out. */
  readersOf(file: string): string[] {
    return [...this.#readings].flatMap(([reader, { tools }]) =>
      reader !== file && tools.some(({ source }) => source.file === file) ? [reader] : [],
    );
  }

  byId(id: string): ToolDefinition | undefined {
    this.#byId ??= new Map(this.all().map((tool) => [tool.id, tool]));
    return this.#byId.get(id);
  }

  /** Forgets everything and takes these readings in: the result of a scan. */
  replaceAll(readings: ReadonlyMap<string, Reading>): void {
    this.#readings = new Map([...readings].filter(([, reading]) => !isEmpty(reading)));
    this.#forget();
  }

  /** Sets what reading one file gives. @returns whether that is a change. */
  replaceReading(file: string, { tools, servers, permissions, replaced }: Reading = nothing): boolean {
    const reading = { tools, servers, permissions, replaced };
    if (JSON.stringify(this.#readings.get(file) ?? nothing) === JSON.stringify(reading)) {
      return false;
    }
    if (isEmpty(reading)) {
      this.#readings.delete(file);
    } else {
      this.#readings.set(file, reading);
    }
    this.#forget();
    return true;
  }

  /** Sets how what configurations say about tools is laid over what the tools say themselves. */
  applyWith(apply: (configured: Configured) => readonly ToolDefinition[]): void {
    this.#apply = apply;
    this.#forget();
  }

  /** Forgets the readings of files below a folder. @returns whether there were any. */
  deleteFolder(folder: string): boolean {
    const inside = [...this.#readings.keys()].filter((file) => file.startsWith(`${folder}/`));
    for (const file of inside) {
      this.#readings.delete(file);
    }
    this.#forget();
    return inside.length > 0;
  }

  #defined(): ReadonlyMap<string, readonly ToolDefinition[]> {
    if (this.#byFile === undefined) {
      const readings = [...this.#readings.values()];
      const tools = this.#apply({
        tools: distinctDefinitions(this.#readings),
        servers: readings.flatMap(({ servers }) => servers),
        permissions: readings.flatMap(({ permissions }) => permissions),
      });
      const files = groupBy(tools, (tool) => tool.source.file);
      this.#byFile = new Map([...files].map(([file, own]) => [file, own.toSorted(byPlace)]));
    }
    return this.#byFile;
  }

  #forget(): void {
    this.#byFile = undefined;
    this.#sorted = undefined;
    this.#byId = undefined;
  }
}

function byPlace({ source: { range: a } }: ToolDefinition, { source: { range: b } }: ToolDefinition): number {
  return a.startLine - b.startLine || a.startColumn - b.startColumn;
}

/** The innermost of `tools` whose definition holds the line (zero-based). */
export function toolAtLine(tools: readonly ToolDefinition[], line: number): ToolDefinition | undefined {
  const length = ({ startLine, endLine }: SourceRange) => endLine - startLine;
  return tools
    .filter(({ source: { range } }) => range.startLine <= line && line <= range.endLine)
    .sort((a, b) => length(a.source.range) - length(b.source.range))[0];
}
