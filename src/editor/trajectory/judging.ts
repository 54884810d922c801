import * as vscode from "vscode";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { type ToolSpec, toolSpec } from "../../ots/tool.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import { groupBy } from "../base/group-by.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";

/** What the judge goes by: the workspace's tools, those of the trajectory's own folder last so that they count, and its threat model. */
export async function judgingFor(
  project: Project | undefined,
  projects: Projects,
): Promise<{ tools: ToolSpec[]; model: ThreatModel }> {
  const others = projects.all().filter((one) => one !== project);
  const tools = [...others, ...(project ? [project] : [])].flatMap((one) => one.tools.all().map(toolSpec));
  const model = project
    ? (await project.threatModel()).model
    : (await import("../../ots/threat-model.ts")).builtinThreatModel;
  return { tools, model };
}

/** Keeps the verdicts on an imported trajectory; what was simulated here has those of its run. */
export async function keepVerdicts(
  project: Project | undefined,
  trajectory: Trajectory,
  projects: Projects,
): Promise<void> {
  if (project && trajectory.kind === "imported") {
    await (await project.store()).put({ trajectories: [trajectory] });
    projects.scenariosChanged(project);
  }
}

/** Judges imported trajectories of the stores, with progress. @returns how many have an unsafe step, and of how many. */
export async function judgeStored(
  refs: readonly { project: Project; id: string }[],
  projects: Projects,
): Promise<{ judged: number; unsafe: number }> {
  const { judged } = await import("../../inspector/judged.ts");
  const done = { judged: 0, unsafe: 0 };
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Judging"), cancellable: true },
    async (progress, token) => {
      for (const [project, own] of groupBy(refs, (ref) => ref.project)) {
        const { tools, model } = await judgingFor(project, projects);
        const store = await project.store();
        for (const { id } of own) {
          const trajectory = token.isCancellationRequested ? undefined : store.trajectories.get(id);
          if (!trajectory) {
            continue;
          }
          const result = await judged(trajectory, tools, model);
          await store.put({ trajectories: [result] });
          done.judged += 1;
          done.unsafe += result.steps.some(
            (step) => step.kind === "agent" && step.verdict?.label === "unsafe",
          )
            ? 1
            : 0;
          progress.report({ message: `${done.judged} / ${refs.length}`, increment: 100 / refs.length });
        }
        projects.scenariosChanged(project);
      }
    },
  );
  return done;
}
