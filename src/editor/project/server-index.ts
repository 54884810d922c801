import type { ServerDefinition } from "../../ots/server.ts";
import { groupBy } from "../base/group-by.ts";

/** The MCP servers of one project by the configuration that names them. */
export class ServerIndex {
  #files = new Map<string, readonly ServerDefinition[]>();

  get size(): number {
    return this.all().length;
  }

  /** Sorted by file, in text order. */
  all(): readonly ServerDefinition[] {
    return this.files().flatMap((file) => this.inFile(file));
  }

  /** Files that name servers, sorted. */
  files(): string[] {
    return [...this.#files.keys()].sort();
  }

  inFile(file: string): readonly ServerDefinition[] {
    return this.#files.get(file) ?? [];
  }

  replaceAll(servers: readonly ServerDefinition[]): void {
    this.#files = groupBy(servers, ({ source }) => source.file);
  }

  /** Sets what one file names. @returns whether that is a change. */
  replaceFile(file: string, servers: readonly ServerDefinition[]): boolean {
    if (JSON.stringify(this.inFile(file)) === JSON.stringify(servers)) {
      return false;
    }
    if (servers.length === 0) {
      this.#files.delete(file);
    } else {
      this.#files.set(file, servers);
    }
    return true;
  }

  /** Forgets a file, or the files below a folder. @returns whether there were any. */
  forget(path: string): boolean {
    const gone = this.files().filter((file) => file === path || file.startsWith(`${path}/`));
    for (const file of gone) {
      this.#files.delete(file);
    }
    return gone.length > 0;
  }
}
