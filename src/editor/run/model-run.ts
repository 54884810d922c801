// A run with a language model: consent, a folder of its own with journal and report. Loaded with the first such run.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type * as vscode from "vscode";
import type { Store } from "../../dataset/store.ts";
import { settings as settingIds } from "../../ledger.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import type { Episode, EpisodeSettings, EpisodeStart } from "../../pipeline/episode.ts";
import { estimateRun } from "../../pipeline/estimate.ts";
import { createRun, type RunFolder, resumeRun } from "../../pipeline/run-folder.ts";
import { expectTwins, type TwinOptions } from "../../pipeline/twins.ts";
import { createBuiltinSimulator } from "../../simulators/builtin/simulator.ts";
import { usageText } from "../../simulators/llm/spending.ts";
import { mostCallsOfVerdict, weighTask } from "../../simulators/llm/weigh.ts";
import { readSetting } from "../base/settings.ts";
import type { ModelChoice } from "../model/choice.ts";
import type { Keys } from "../model/keys.ts";
import { requireConsent } from "./consent.ts";
import { payloadText } from "./payload.ts";
import { writeReport } from "./report-document.ts";
import type { RunReport } from "./request.ts";
import { openRunModel, type RunModel } from "./run-model.ts";

export interface ModelRunParts {
  choice: Exclude<ModelChoice, { kind: "builtin" }>;
  keys: Keys;
  memento: vscode.Memento;
  scope: vscode.Uri;
  store: Store;
  threatModel: ThreatModel;
  tools: readonly ToolSpec[];
  starts: readonly EpisodeStart[];
  settings: EpisodeSettings;
  /** Benign twins to add once the run is through. */
  twins?: TwinOptions;
  /** Whatever decides what the run does: asked the same again, an unfinished run is gone on with. */
  request: unknown;
  signal: AbortSignal;
  onChange: () => void;
}

export interface ModelRun {
  model: RunModel;
  starts: readonly EpisodeStart[];
  directory: string;
  signal: AbortSignal;
  /** Calls, tokens and price so far. */
  note(): string;
  /** Counts what the report tells of an episode. */
  saw(episode: Episode): void;
  /** Writes the report and says where. */
  end(report: RunReport): Promise<string>;
}

const finishedMark = "finished";

/** @throws CancellationError when the person does not agree. */
export async function openModelRun(parts: ModelRunParts): Promise<ModelRun> {
  const { choice, keys, memento, scope, store, threatModel, tools, settings, twins, signal } = parts;
  const lookUps =
    readSetting(settingIds.judgeLookUps, scope) > 0
      ? await (await import("./look-ups.ts")).editorLookUps({ scope, memento, signal })
      : { most: 0 };
  const model = await openRunModel(choice, {
    keys,
    threatModel,
    scope,
    lookUps,
    signal,
    onChange: parts.onChange,
  });
  const simulator = createBuiltinSimulator({ seed: 1, model: threatModel });
  const request = { ...(parts.request as object), executor: model.executor.id };
  const unfinished = unfinishedRun(store, request, tools);
  const starts = unfinished?.starts ?? parts.starts;
  const [first] = starts;
  const estimate = await estimateRun({
    starts,
    settings,
    samples: 1,
    ...(twins && {
      twins: expectTwins(store, twins, starts.filter(({ from }) => from === "cell").length),
    }),
    simulator,
    weigh: (task, answer) => weighTask(task, answer, threatModel, lookUps.most),
    mostCallsOfVerdict: mostCallsOfVerdict(lookUps.most),
    signal,
  });
  await requireConsent(
    {
      model,
      estimate,
      tools: tools.length,
      budget: model.budget,
      payload: async () => (first ? payloadText(first, settings, simulator, threatModel) : ""),
    },
    memento,
  );
  const folder = unfinished ?? createRun(store, request, starts, new Date());
  let disagreements = 0;
  return {
    model,
    starts,
    directory: folder.directory,
    signal: AbortSignal.any([signal, model.stopped]),
    note: () => usageText(model.meter.totals()),
    saw(episode) {
      disagreements += episode.steps.filter(
        (step) => step.kind === "agent" && step.verdict?.secondOpinion,
      ).length;
    },
    async end(report) {
      if (report.finished === report.total) {
        await writeFile(join(folder.directory, finishedMark), "");
      }
      return writeReport(folder.directory, { report, model, disagreements });
    },
  };
}

/** A run that was asked the same and broken off: its answers are in its journal. */
function unfinishedRun(store: Store, request: unknown, tools: readonly ToolSpec[]): RunFolder | undefined {
  const run = resumeRun(store, request, tools);
  return run && run.starts.length > 0 && !existsSync(join(run.directory, finishedMark)) ? run : undefined;
}
