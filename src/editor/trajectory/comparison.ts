import * as vscode from "vscode";
import { riskyOf } from "../../dataset/state.ts";
import type { Showing, TrajectoryPlace } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Projects } from "../project/projects.ts";
import type { InspectorPanels } from "./panels.ts";
import type { TrajectoryPicker } from "./picker.ts";
import { placeName } from "./places.ts";

interface Choice extends vscode.QuickPickItem {
  choose: () => Promise<TrajectoryPlace | undefined>;
}

/** Puts any two trajectories beside each other. */
export class Comparison {
  readonly #projects: Projects;
  readonly #panels: InspectorPanels;
  readonly #picker: TrajectoryPicker;

  constructor(projects: Projects, panels: InspectorPanels, picker: TrajectoryPicker) {
    this.#projects = projects;
    this.#panels = panels;
    this.#picker = picker;
  }

  /** Asks for what is not given yet, then shows both. */
  async start(left?: TrajectoryPlace, right?: TrajectoryPlace): Promise<void> {
    const title = vscode.l10n.t("Compare Trajectories");
    const first = left ? await this.#whole(left, title) : await this.#ask(title);
    if (!first) {
      return;
    }
    const second = right ? await this.#whole(right, title) : await this.#ask(title, first);
    if (second) {
      this.#panels.open({ of: "two", left: first, right: second }, "take-focus");
    }
  }

  /** A file beside itself as the last commit has it. */
  async withHead(file: vscode.Uri): Promise<void> {
    const uri = file.toString();
    const place = await this.#picker.entry(uri, vscode.l10n.t("Compare With Last Commit"));
    if (place?.of === "file") {
      this.#panels.open({ of: "two", left: { ...place, of: "head" }, right: place }, "take-focus");
    }
  }

  /** The trajectory that a page shows: of two, the first one. */
  async placeOf(showing: Showing): Promise<TrajectoryPlace | undefined> {
    switch (showing.of) {
      case "one":
        return showing.place;
      case "two":
        return showing.left;
      case "list":
        return { of: "file", uri: showing.uri, entry: 0 };
      case "scenario": {
        const store = await this.#projects.byKey(showing.folder)?.store();
        const risky = store && riskyOf(store, showing.scenario);
        if (!risky) {
          throw new InputError(vscode.l10n.t("This scenario has no trajectory yet: simulate it first."));
        }
        return { of: "stored", folder: showing.folder, trajectory: risky.id };
      }
    }
  }

  async #whole(place: TrajectoryPlace, title: string): Promise<TrajectoryPlace | undefined> {
    return place.of === "file" && place.entry === 0 ? this.#picker.entry(place.uri, title) : place;
  }

  async #ask(title: string, first?: TrajectoryPlace): Promise<TrajectoryPlace | undefined> {
    const placeHolder = first
      ? vscode.l10n.t("Compare {0} with…", await placeName(first, this.#projects))
      : vscode.l10n.t("The first trajectory");
    const choices: Choice[] = [
      {
        label: vscode.l10n.t("$(beaker) A trajectory of this workspace…"),
        detail: vscode.l10n.t("simulated, safe or imported"),
        choose: () => this.#picker.stored(title, first),
      },
      {
        label: vscode.l10n.t("$(file) A trajectory file…"),
        detail: vscode.l10n.t("any format AutoSafe reads"),
        choose: async () => {
          const file = await this.#picker.file(title);
          return file && this.#picker.entry(file.toString(), title);
        },
      },
    ];
    if (first?.of === "stored") {
      const project = this.#projects.byKey(first.folder);
      const trajectories = project && (await project.store()).trajectories;
      const scenario = trajectories?.summary(first.trajectory)?.scenarioId;
      const samples = [...(trajectories?.summaries() ?? [])].filter((one) => one.scenarioId === scenario);
      if (project && scenario !== undefined && samples.length > 1) {
        choices.unshift({
          label: vscode.l10n.t("$(versions) Another sample of this scenario…"),
          choose: () => this.#picker.stored(title, first, { project, scenario }),
        });
      }
    }
    if (first?.of === "file") {
      choices.unshift(
        {
          label: vscode.l10n.t("$(list-ordered) Another trajectory of this file…"),
          choose: () => this.#picker.entry(first.uri, title),
        },
        {
          label: vscode.l10n.t("$(git-commit) This file in the last commit"),
          choose: async () => ({ ...first, of: "head" }),
        },
      );
    }
    return (await vscode.window.showQuickPick(choices, { title, placeHolder }))?.choose();
  }
}
