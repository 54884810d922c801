import { posix } from "node:path";
import * as vscode from "vscode";
import type { Store } from "../../dataset/store.ts";
import type { DiscoveryProject } from "../../tools/discovery-project.ts";
import type { Log } from "../base/log.ts";
import { cellNamed, cellUri, fragmentOf } from "./notebook-cells.ts";
import { ScenarioIndex, scenarioReviews, scenarioRow } from "./scenario-index.ts";
import { ServerIndex } from "./server-index.ts";
import { loadThreatModel, type ThreatModelState } from "./threat-model.ts";
import { ToolIndex } from "./tool-index.ts";

const maxProblemsTold = 100;

/** One workspace folder: its tools, its threat model, its scenarios. Folders share nothing. */
export class Project {
  readonly folder: vscode.WorkspaceFolder;
  /** The `.autosafe` folder on disk. */
  readonly storeDirectory: string;
  readonly tools = new ToolIndex();
  /** MCP servers that configurations in the folder name. */
  readonly servers = new ServerIndex();
  readonly scenarios = new ScenarioIndex();
  /** Whether a scan of the whole folder has come to its end. */
  scanned = false;
  #model: Promise<ThreatModelState> | undefined;
  #store: Promise<Store> | undefined;
  #discovery: Promise<DiscoveryProject> | undefined;
  /** Program text of a folder that is not on a disk, as the last scan read it. */
  readonly virtualFiles = new Map<string, string>();
  #titles: ReadonlyMap<string, string> = new Map();
  #problemsTold = 0;
  readonly #log: Pick<Log, "warn">;

  constructor(folder: vscode.WorkspaceFolder, storeDirectory: string, log: Pick<Log, "warn">) {
    this.folder = folder;
    this.storeDirectory = storeDirectory;
    this.#log = log;
  }

  /** Identifies the folder in ids of tree items and in the state of panels. */
  get key(): string {
    return this.folder.uri.toString();
  }

  /** Path of a file of this folder, relative to it, with forward slashes. */
  fileOf(uri: vscode.Uri): string {
    const file = posix.relative(this.folder.uri.path, uri.path);
    const fragment = fragmentOf(uri);
    return fragment === undefined ? file : `${file}#${fragment}`;
  }

  uriOf(file: string): vscode.Uri {
    const cell = cellNamed(file);
    const path = posix.join(this.folder.uri.path, cell?.notebook ?? file);
    const uri = this.folder.uri.with({ path });
    return cell === undefined ? uri : cellUri(uri, cell.fragment);
  }

  async threatModel(): Promise<ThreatModelState> {
    this.#model ??= loadThreatModel(this.folder.uri);
    const state = await this.#model;
    this.#titles = new Map(
      [...state.model.outcomes, ...state.model.triggers].map(({ id, title }) => [id, title]),
    );
    return state;
  }

  forgetThreatModel(): void {
    this.#model = undefined;
  }

  /** Title of an outcome or a trigger; its id while the threat model is not loaded or does not know it. */
  titleOf(id: string): string {
    return this.#titles.get(id) ?? id;
  }

  /** All titles by id, as far as the threat model is loaded. */
  titles(): ReadonlyMap<string, string> {
    return this.#titles;
  }

  /** The folder's files as discovery follows names through them. What is open in an editor wins over the disk. */
  discovery(): Promise<DiscoveryProject> {
    this.#discovery ??= this.#openDiscovery();
    return this.#discovery;
  }

  get discoveryIsOpen(): boolean {
    return this.#discovery !== undefined;
  }

  async #openDiscovery(): Promise<DiscoveryProject> {
    const [{ createDiscoveryProject }, { createDiskHost }, { createMemoryHost }] = await Promise.all([
      import("../../tools/discovery-project.ts"),
      import("../../syntax/disk-host.ts"),
      import("../../syntax/memory-host.ts"),
    ]);
    const { uri } = this.folder;
    return createDiscoveryProject(
      uri.scheme === "file"
        ? createDiskHost(uri.fsPath, (file) => this.#openText(file))
        : createMemoryHost(this.virtualFiles),
    );
  }

  #openText(file: string): string | undefined {
    const key = this.uriOf(file).toString();
    return vscode.workspace.textDocuments.find((one) => one.isDirty && one.uri.toString() === key)?.getText();
  }

  /** The project's store, opened once, with the scenario index filled. A failure is not kept: the next call tries again. */
  store(): Promise<Store> {
    this.#store ??= this.#openStore().catch((error) => {
      this.#store = undefined;
      throw error;
    });
    return this.#store;
  }

  get storeIsOpen(): boolean {
    return this.#store !== undefined;
  }

  async #openStore(): Promise<Store> {
    const { openStore } = await import("../../dataset/store.ts");
    const store = await openStore(this.storeDirectory);
    await this.#index(store);
    return store;
  }

  /** Fills the scenario index from what the store holds now. */
  async reindex(): Promise<void> {
    await this.#index(await this.store());
  }

  async #index(store: Store): Promise<void> {
    const { scenarioStates } = await import("../../dataset/state.ts");
    const states = scenarioStates(store);
    const reviews = scenarioReviews(store.trajectories.summaries(), store.humanVerdicts.summaries());
    const rows = [...store.scenarios.summaries()].map((scenario) =>
      scenarioRow(scenario, states.get(scenario.id) ?? "proposed", reviews.get(scenario.id)),
    );
    this.scenarios.replaceAll(rows);
    if (store.problems.length !== this.#problemsTold) {
      this.#problemsTold = store.problems.length;
      for (const { file, line, message } of store.problems.slice(0, maxProblemsTold)) {
        this.#log.warn(`${file}:${line}: ${message}`);
      }
    }
  }

  async close(): Promise<void> {
    await this.#discovery?.then((discovery) => discovery.clear());
    await (await this.#store?.catch(() => undefined))?.close();
  }
}
