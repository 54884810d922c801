// Everything the pipeline needs, loaded when the first run is asked for.
import * as vscode from "vscode";
import { riskyOf } from "../../dataset/state.ts";
import type { Store } from "../../dataset/store.ts";
import { settings } from "../../ledger.ts";
import type { Scenario } from "../../ots/scenario.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { toolSpec } from "../../ots/tool.ts";
import { defaultSettings, type EpisodeStart, type Goal } from "../../pipeline/episode.ts";
import { ownExecutor } from "../../pipeline/executor.ts";
import { planEpisodes, selectCells } from "../../pipeline/plan.ts";
import { runProject, unfinishedStarts } from "../../pipeline/project-run.ts";
import type { TwinOptions } from "../../pipeline/twins.ts";
import { createBuiltinSimulator } from "../../simulators/builtin/simulator.ts";
import { InputError } from "../../syntax/input-error.ts";
import { readSetting } from "../base/settings.ts";
import { readChoice } from "../model/choice.ts";
import type { Keys } from "../model/keys.ts";
import { isOpen, scenarioRow } from "../project/scenario-index.ts";
import { needValidModel } from "../project/threat-model.ts";
import type { RunOutcome, RunProgress, RunRequest } from "./request.ts";

const goals: Readonly<Record<RunRequest["kind"], Goal>> = {
  generate: "scenario",
  cells: "scenario",
  simulate: "risky",
  reflect: "pair",
  finish: "pair",
  pipeline: "pair",
};

export interface ExecuteParts {
  keys: Keys;
  memento: vscode.Memento;
  signal: AbortSignal;
  onProgress: (progress: RunProgress) => void;
}

/**
 * Does what the request says, with the simulator or model that the settings choose. Finished episodes show in the
 * project's scenario index at once and are stored as they come; on cancellation all of them stay.
 * @throws InputError when there is nothing to do, or the project's threat model or choice of model is not valid.
 * @throws CancellationError when a model is chosen and the person does not agree to send anything.
 */
export async function execute(request: RunRequest, parts: ExecuteParts): Promise<RunOutcome> {
  const { project, kind } = request;
  const { signal, onProgress } = parts;
  const scope = project.folder.uri;
  const model = await needValidModel(project);
  const choice = readChoice(scope);
  const store = await project.store();
  const seed = readSetting(settings.seed, scope);
  const planned = planStarts(request, store, model, seed);
  const episodeSettings = {
    ...defaultSettings,
    goal: goals[kind],
    maxSteps: readSetting(settings.maxSteps, scope) || defaultSettings.maxSteps,
  };
  const twins = twinsOf(request, seed);
  let progress: RunProgress = { finished: 0, total: planned.length };
  const tell = (next: Partial<RunProgress>) => {
    progress = { ...progress, ...next };
    onProgress(progress);
  };
  const { project: _, ...asked } = request;
  const run =
    choice.kind === "builtin"
      ? undefined
      : await (await import("./model-run.ts")).openModelRun({
          ...parts,
          choice,
          scope,
          store,
          threatModel: model,
          tools: project.tools.all().map(toolSpec),
          starts: planned,
          settings: episodeSettings,
          ...(twins && { twins }),
          request: {
            ...asked,
            seed,
            maxSteps: episodeSettings.maxSteps,
            ...(twins && { benign: twins.share }),
          },
          onChange: () => tell({ note: run?.note() ?? "" }),
        });
  const starts = run?.starts ?? planned;
  tell({ total: starts.length });
  try {
    const report = await runProject({
      store,
      starts,
      settings: episodeSettings,
      executor: run?.model.executor ?? ownExecutor(createBuiltinSimulator({ seed, model })),
      samples: 1,
      // The built-in simulator needs no journal: it answers again faster than one is read.
      ...(run && { journalDirectory: run.directory }),
      ...(twins && { twins }),
      signal: run?.signal ?? signal,
      onEvent: (event) => {
        if (event.type === "finished") {
          const { scenario } = event.episode;
          if (scenario) {
            project.scenarios.put(scenarioRow(scenario, event.state));
          }
          run?.saw(event.episode);
          tell({ finished: event.finished, total: event.total });
        }
      },
    });
    const stopped = run?.model.stopReason()?.message;
    return {
      report,
      ...(run && { reportFile: await run.end(report), used: run.note() }),
      ...(stopped !== undefined && { stopped }),
    };
  } finally {
    await project.reindex();
  }
}

function planStarts(
  request: RunRequest,
  store: Store,
  model: ThreatModel,
  seed: number,
): readonly EpisodeStart[] {
  switch (request.kind) {
    case "generate":
      return newEpisodes(request, store, model, seed);
    case "cells": {
      const tools = (request.tools ?? request.project.tools.all()).map(toolSpec);
      const existing = [...store.scenarios.summaries()];
      // Cell by cell: each was asked for, however full it is.
      return request.cells.flatMap((cell) =>
        planEpisodes({ tools, model, only: { cells: [cell] }, seed, existing, count: 1 }),
      );
    }
    case "pipeline": {
      const tools = new Set(request.tools);
      const unfinished = unfinishedStarts(store, "pair", ({ cell }) => tools.has(cell.toolId));
      return [...unfinished, ...newEpisodes(request, store, model, seed, unfinished.length > 0)];
    }
    case "simulate":
      return scenariosOf(request.scenarios, store).map((scenario) => ({
        from: "scenario",
        scenario,
        sample: 0,
      }));
    case "reflect": {
      const starts = scenariosOf(request.scenarios, store).flatMap((scenario) => reflection(scenario, store));
      if (starts.length === 0) {
        throw new InputError(
          vscode.l10n.t("There is nothing to reflect on: none of these scenarios has an unsafe step."),
        );
      }
      return starts;
    }
    case "finish": {
      const wanted = new Set(request.scenarios);
      const starts = unfinishedStarts(store, "pair", ({ id }) => wanted.has(id));
      if (starts.length === 0) {
        throw new InputError(vscode.l10n.t("These scenarios have all been run to their end."));
      }
      return starts;
    }
  }
}

/**
 * One scenario for each applicable cell without one, or as many as the setting says. When every cell has one, a further
 * one for each: asking for more must bring more. Not so when there is other work (`mayBeNone`).
 */
function newEpisodes(
  { project, tools: wanted }: Extract<RunRequest, { tools: readonly string[] }>,
  store: Store,
  model: ThreatModel,
  seed: number,
  mayBeNone = false,
): readonly EpisodeStart[] {
  const tools = project.tools.all().map(toolSpec);
  const options = { tools, model, only: { tools: wanted }, seed, existing: [...store.scenarios.summaries()] };
  const count = readSetting(settings.count, project.folder.uri);
  const starts = planEpisodes(count > 0 ? { ...options, count } : options);
  if (starts.length > 0 || mayBeNone) {
    return starts;
  }
  const cells = selectCells(options).length;
  if (cells === 0) {
    throw new InputError(
      vscode.l10n.t(
        "No risk applies to what is selected: what these tools do, as far as their definitions tell, opens no risk outcome.",
      ),
    );
  }
  return planEpisodes({ ...options, count: cells });
}

/** Benign twins of what these tools have, when the setting asks for a share of them. */
function twinsOf(request: RunRequest, seed: number): TwinOptions | undefined {
  const { project, kind } = request;
  const share = readSetting(settings.benignShare, project.folder.uri);
  if (share === 0 || (kind !== "generate" && kind !== "pipeline")) {
    return undefined;
  }
  const wanted = new Set(request.tools);
  const tools = project.tools.all().map(toolSpec);
  return { share, tools, seed, wanted: ({ cell }) => wanted.has(cell.toolId) };
}

function scenariosOf(ids: readonly string[], store: Store): Scenario[] {
  return ids.flatMap((id) => store.scenarios.get(id) ?? []);
}

function reflection(scenario: Scenario, store: Store): EpisodeStart[] {
  const risky = riskyOf(store, scenario.id);
  const state = risky?.endState ?? "unsafe";
  return risky && (state === "pair" || isOpen(state)) ? [{ from: "trajectory", scenario, risky }] : [];
}
