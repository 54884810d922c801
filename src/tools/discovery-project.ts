import { folderOf, join } from "../syntax/modules/paths.ts";
import { noFiles, type SourceHost } from "../syntax/source-host.ts";
import { createSourceProject, type SourceProject } from "../syntax/source-project.ts";
import type { CodeFormat } from "./format.ts";
import { toolFormats } from "./formats.ts";
import { createHintedFormats, type HintedFormats } from "./hinted-formats.ts";

/** The files of one workspace folder, as far as discovery has followed them. One per folder, kept while it is open. */
export interface DiscoveryProject {
  readonly sources: SourceProject;
  /** The code formats worth running on a file with this text. */
  formatsFor: HintedFormats["of"];
  /** The text of the file at a path seen from `file`; from now on `file` depends on it. */
  related(file: string, path: string): string | undefined;
  /**
   * Says that a file has changed, come or gone.
   * @returns the other files whose tools may be different now and that must be read again.
   */
  changed(file: string): string[];
  /** Frees what is kept in memory, and forgets everything known of the files. */
  clear(): void;
}

export function createDiscoveryProject(host: SourceHost): DiscoveryProject {
  const sources = createSourceProject(host);
  const create = () =>
    createHintedFormats(sources, (language) =>
      toolFormats.filter(
        (format): format is CodeFormat => format.kind === "code" && format.languages.includes(language),
      ),
    );
  let hints = create();
  /** From each data file that was asked for to those that asked. */
  const asking = new Map<string, Set<string>>();
  return {
    sources,
    formatsFor: (file, text) => hints.of(file, text),
    related(file, path) {
      const target = join(folderOf(file), path);
      if (target === undefined) {
        return undefined;
      }
      asking.set(target, (asking.get(target) ?? new Set()).add(file));
      return host.read(target);
    },
    changed(file) {
      const dependents = new Set([
        ...sources.dependents(file),
        ...hints.importers(file),
        ...(asking.get(file) ?? []),
      ]);
      sources.forget(file);
      hints.forget(file);
      dependents.delete(file);
      return [...dependents];
    },
    clear() {
      sources.clear();
      asking.clear();
      hints = create();
    },
  };
}

/** A project of single texts that know nothing of each other. */
export function createLoneProject(): DiscoveryProject {
  return createDiscoveryProject(noFiles);
}
