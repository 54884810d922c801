import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { Trajectory } from "../ots/trajectory.ts";

/** Whether anybody judged a step of it. */
export function isJudged({ steps }: Pick<Trajectory, "steps">): boolean {
  return steps.some((step) => step.kind === "agent" && step.verdict !== undefined);
}

/**
 * The trajectory with the deterministic judge's verdict on every step of the agent; unchanged when it has verdicts, which
 * may be those of another judge.
 * @param known tools of the workspace, for what the file itself does not define.
 */
export async function judged(
  trajectory: Trajectory,
  known: readonly ToolSpec[],
  model: ThreatModel,
): Promise<Trajectory> {
  if (isJudged(trajectory)) {
    return trajectory;
  }
  // Detectors and parsers are a good part of the program, and most trajectories are only read.
  const [{ judgeTrajectory }, { toolsOfTrajectory }] = await Promise.all([
    import("../judge/judge.ts"),
    import("../trajectories/tools-of.ts"),
  ]);
  const tools = await toolsOfTrajectory(trajectory, known, model);
  const { verdicts } = judgeTrajectory(trajectory, tools, model);
  const steps = trajectory.steps.map((step, index) => {
    const verdict = verdicts[index];
    return step.kind === "agent" && verdict && index >= trajectory.contextLength
      ? { ...step, verdict }
      : step;
  });
  return { ...trajectory, steps };
}
