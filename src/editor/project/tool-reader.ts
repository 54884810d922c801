import type { Activity } from "../base/activity.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "./project.ts";
import type { Projects } from "./projects.ts";
import { isDiscovered } from "./single-file.ts";

/** More files than this depend on something everybody imports; the next scan reads them. */
const maxDependents = 100;

interface ReaderParts {
  projects: Projects;
  activity: Activity;
  log: Log;
}

/** Reads single files for tools and, when one has changed, those files again whose tools depend on it. */
export class ToolReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /**
   * Reads a text as the content of a file. When this resolves, the tools that lie in the file are up to date; those of
   * other files that depend on it follow.
   * @param isCurrent false when a later text has come meanwhile: then the result is dropped.
   */
  async read(project: Project, file: string, text: string, isCurrent = () => true): Promise<void> {
    if (project.folder.uri.scheme !== "file") {
      project.virtualFiles.set(file, text);
    }
    const discovery = await project.discovery();
    const dependents = discovery.changed(file);
    await this.#readOne(project, file, text, isCurrent);
    await this.#again(project, file, dependents);
  }

  /** A file has gone, or is no longer to be looked at. */
  async remove(project: Project, file: string): Promise<void> {
    const dependents = project.discoveryIsOpen ? (await project.discovery()).changed(file) : [];
    const changed = [project.tools.replaceReading(file), project.servers.forget(file)];
    if (changed.includes(true)) {
      this.#parts.projects.toolsChanged(project);
    }
    await this.#again(project, file, dependents);
  }

  /** Reads the dependents: first and awaited those that gave tools of the file, whose places have moved. */
  async #again(project: Project, file: string, dependents: readonly string[]): Promise<void> {
    const here = new Set(project.tools.readersOf(file));
    const urgent = [...here, ...dependents.filter((other) => !here.has(other)).slice(0, maxDependents)];
    const read = async (files: readonly string[]) => {
      for (const other of files) {
        const uri = project.uriOf(other);
        const text = (await isDiscovered(project, uri))
          ? (await project.discovery()).sources.host.read(other)
          : "";
        await this.#readOne(project, other, text ?? "");
      }
    };
    await read(urgent.slice(0, here.size));
    this.#parts.activity
      .track(read(urgent.slice(here.size)))
      .catch((error) => this.#parts.log.error(`reading what depends on ${file}`, error));
  }

  async #readOne(project: Project, file: string, text: string, isCurrent = () => true): Promise<void> {
    const { discoverInText } = await import("../../tools/discover.ts");
    const { model } = await project.threatModel();
    const reading = await discoverInText({ file, text }, model, await project.discovery());
    if (!isCurrent()) {
      return;
    }
    const changed = [
      project.tools.replaceReading(file, reading),
      project.servers.replaceFile(file, reading.servers),
    ];
    if (changed.includes(true)) {
      this.#parts.projects.toolsChanged(project);
    }
  }
}
