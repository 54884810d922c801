import type { SourceRange, ToolDefinition } from "../../ots/tool.ts";
import { groupBy } from "../base/group-by.ts";

/** The tools of one project by the file that defines them. */
export class ToolIndex {
  #files = new Map<string, readonly ToolDefinition[]>();
  #sorted: readonly ToolDefinition[] | undefined;
  #byId: ReadonlyMap<string, ToolDefinition> | undefined;

  get size(): number {
    return this.all().length;
  }

  /** Sorted by file and place. */
  all(): readonly ToolDefinition[] {
    this.#sorted ??= this.files().flatMap((file) => this.#files.get(file) ?? []);
    return this.#sorted;
  }

  /** Files that define tools, sorted. */
  files(): string[] {
    return [...this.#files.keys()].sort();
  }

  /** In text order. */
  inFile(file: string): readonly ToolDefinition[] {
    return this.#files.get(file) ?? [];
  }

  byId(id: string): ToolDefinition | undefined {
    this.#byId ??= new Map(this.all().map((tool) => [tool.id, tool]));
    return this.#byId.get(id);
  }

  /** Forgets everything and takes these in: the result of a scan. */
  replaceAll(tools: readonly ToolDefinition[]): void {
    this.#files = groupBy(tools, (tool) => tool.source.file);
    this.#forget();
  }

  /** Sets what one file defines. @returns whether that is a change. */
  replaceFile(file: string, tools: readonly ToolDefinition[]): boolean {
    if (JSON.stringify(this.inFile(file)) === JSON.stringify(tools)) {
      return false;
    }
    if (tools.length === 0) {
      this.#files.delete(file);
    } else {
      this.#files.set(file, tools);
    }
    this.#forget();
    return true;
  }

  /** Forgets the files below a folder. @returns whether there were any. */
  deleteFolder(folder: string): boolean {
    const inside = this.files().filter((file) => file.startsWith(`${folder}/`));
    for (const file of inside) {
      this.#files.delete(file);
    }
    this.#forget();
    return inside.length > 0;
  }

  #forget(): void {
    this.#sorted = undefined;
    this.#byId = undefined;
  }
}

/** The innermost of `tools` whose definition holds the line (zero-based). */
export function toolAtLine(tools: readonly ToolDefinition[], line: number): ToolDefinition | undefined {
  const length = ({ startLine, endLine }: SourceRange) => endLine - startLine;
  return tools
    .filter(({ source: { range } }) => range.startLine <= line && line <= range.endLine)
    .sort((a, b) => length(a.source.range) - length(b.source.range))[0];
}
