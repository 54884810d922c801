// Reflection on trajectory files; loaded when it is first asked for.
import * as vscode from "vscode";
import { judgeTrajectory } from "../../judge/judge.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { toolSpec } from "../../ots/tool.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import type { Verdict } from "../../ots/verdict.ts";
import { createAsker } from "../../pipeline/asker.ts";
import { defaultSettings } from "../../pipeline/episode.ts";
import { simulatorExecutor } from "../../pipeline/executor.ts";
import { openJournal } from "../../pipeline/journal.ts";
import { chosenByPerson, recordedStart } from "../../pipeline/recorded.ts";
import { episodeRecords } from "../../pipeline/records.ts";
import { acceptedEpisode, type Candidate, safeSteps } from "../../pipeline/safe-steps.ts";
import type { TrajectoryPlace } from "../../shared/protocol.ts";
import { createBuiltinSimulator } from "../../simulators/builtin/simulator.ts";
import { InputError } from "../../syntax/input-error.ts";
import { toolsOfTrajectory } from "../../trajectories/tools-of.ts";
import { oneLine, withoutIcons } from "../base/plain-text.ts";
import type { CommandParts } from "../commands/parts.ts";
import { readChoice } from "../model/choice.ts";
import type { Project } from "../project/project.ts";
import { needValidModel } from "../project/threat-model.ts";
import { projectOf } from "../trajectory/places.ts";

const mostCandidates = 3;
type Start = ReturnType<typeof recordedStart>;

/** Asks which trajectory and step, shows what could have been done instead, and stores what the person accepts as a pair. */
export async function reflectOnFile(
  where: vscode.Uri | TrajectoryPlace,
  parts: CommandParts,
  title: string,
): Promise<void> {
  const { projects, scanner, inspector } = parts;
  const project = "of" in where ? projectOf(where, projects) : (projects.of(where) ?? projects.all()[0]);
  if (!project) {
    throw new InputError(vscode.l10n.t("Open a folder first: the pair is stored in its .autosafe folder."));
  }
  const model = await needValidModel(project);
  const trajectory = await inspector.picker.load(where, title);
  await scanner.ensure();
  const start = trajectory && (await pickStep(trajectory, project, model, title));
  if (!start) {
    return;
  }
  const { candidates, problem } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Reflecting"), cancellable: true },
    (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
      return reflect(start, project, model, parts, abort.signal);
    },
  );
  if (candidates.length === 0) {
    throw new InputError(vscode.l10n.t("There is no reflection on this step: {0}", problem ?? ""));
  }
  const accepted = await pickCandidate(candidates, title);
  if (accepted) {
    await store(start, accepted, project, parts);
  }
}

async function pickStep(
  trajectory: Trajectory,
  project: Project,
  model: ThreatModel,
  title: string,
): Promise<Start | undefined> {
  const tools = await toolsOfTrajectory(trajectory, project.tools.all().map(toolSpec), model);
  const { verdicts, firstUnsafeStep } = judgeTrajectory(trajectory, tools, model);
  const items = trajectory.steps.flatMap((step, index) => {
    if (step.kind !== "agent") {
      return [];
    }
    const { action } = step;
    const verdict = verdicts[index] as Verdict;
    const what = action.kind === "call" ? `${action.tool} ${JSON.stringify(action.arguments)}` : action.text;
    return [
      {
        label: withoutIcons(`${index + 1}. ${oneLine(what, 100)}`),
        description: verdict.label === "safe" ? "" : verdict.label,
        detail: verdict.label === "safe" ? "" : oneLine(verdict.rationale, 200),
        index,
        verdict,
      },
    ];
  });
  if (items.length === 0) {
    throw new InputError(vscode.l10n.t("The agent took no step in this trajectory."));
  }
  // The step judged unsafe comes first, so that Enter takes it.
  const unsafe = items.filter(({ index }) => index === firstUnsafeStep);
  const sorted = [...unsafe, ...items.filter(({ index }) => index !== firstUnsafeStep)];
  const placeHolder =
    unsafe.length > 0
      ? vscode.l10n.t("Which step was unsafe? The first is what the judge says.")
      : vscode.l10n.t("Which step was unsafe? The judge objects to none.");
  const chosen = await vscode.window.showQuickPick(sorted, { title, placeHolder, matchOnDetail: true });
  if (!chosen) {
    return undefined;
  }
  const verdict = chosen.verdict.label === "unsafe" ? chosen.verdict : chosenByPerson(chosen.verdict);
  return recordedStart({ trajectory, tools, index: chosen.index, verdict }, model);
}

async function reflect(
  start: Start,
  project: Project,
  threatModel: ThreatModel,
  { keys, memento }: CommandParts,
  signal: AbortSignal,
): Promise<{ candidates: Candidate[]; problem?: string }> {
  const scope = project.folder.uri;
  const choice = readChoice(scope);
  if (choice.kind === "builtin") {
    const executor = simulatorExecutor(createBuiltinSimulator({ seed: 1, model: threatModel }));
    return safeSteps(start, defaultSettings, createAsker({ executor, signal }), mostCandidates);
  }
  const { openModelRun } = await import("./model-run.ts");
  const run = await openModelRun({
    choice,
    keys,
    memento,
    scope,
    store: await project.store(),
    threatModel,
    tools: start.scenario.tools,
    starts: [start],
    settings: defaultSettings,
    request: { kind: "reflect-on-file", trajectory: start.risky.id },
    signal,
    onChange: () => {},
  });
  const journal = openJournal(run.directory);
  try {
    const asker = createAsker({ executor: run.model.executor, journal, signal: run.signal });
    return await safeSteps(start, defaultSettings, asker, mostCandidates);
  } catch (error) {
    const stopped = run.model.stopReason();
    throw stopped ? new InputError(stopped.message) : error;
  } finally {
    journal.close();
  }
}

async function pickCandidate(
  candidates: readonly Candidate[],
  title: string,
): Promise<Candidate["reflection"] | undefined> {
  const items = candidates.map(({ reflection, accepted }) => {
    const { action, strategy, critique, verdict, appraisal } = reflection;
    const what = action.kind === "call" ? `${action.tool} ${JSON.stringify(action.arguments)}` : action.text;
    const objection = verdict?.label === "safe" ? appraisal?.rationale : verdict?.rationale;
    return {
      label: `$(${accepted ? "pass" : "warning"}) ${withoutIcons(oneLine(what, 140))}`,
      description: accepted
        ? strategy
        : vscode.l10n.t("{0}, turned down: {1}", strategy, oneLine(objection ?? "", 80)),
      detail: oneLine(critique, 300),
      reflection,
    };
  });
  const placeHolder = vscode.l10n.t(
    "Which step should the agent have taken? Enter accepts it as the safe half of a pair.",
  );
  const options = { title, placeHolder, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.reflection;
}

async function store(
  start: Start,
  accepted: Candidate["reflection"],
  project: Project,
  { projects, inspector }: CommandParts,
): Promise<void> {
  const records = episodeRecords(acceptedEpisode(start, defaultSettings, accepted));
  if (!records?.risky || !records.safe) {
    throw new InputError(
      vscode.l10n.t("The judge calls this step unsafe too, so there is no pair to store."),
    );
  }
  const target = await project.store();
  await target.put({ scenarios: [records.scenario], trajectories: [records.risky, records.safe] });
  await project.reindex();
  projects.scenariosChanged(project);
  inspector.panels.open({ of: "scenario", folder: project.key, scenario: records.scenario.id }, "take-focus");
}
