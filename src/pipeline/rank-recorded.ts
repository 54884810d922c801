import { agreementOf } from "../judge/rank/agreement.ts";
import type { Preference, RankedPreference, SideScore } from "../judge/rank/preference.ts";
import { contentId } from "../ots/ids.ts";
import { rewardOf } from "../ots/reward.ts";
import type { Step } from "../ots/step.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { Verdict } from "../ots/verdict.ts";
import { schemaVersion } from "../ots/vocabulary.ts";
import type { Asker } from "./asker.ts";
import { judgeRecorded, type RecordedTrajectory } from "./judge-recorded.ts";

/** Both sides of a pair as trajectories, each judged from where the sides part. */
export function sidesOf(preference: Preference): {
  chosen: RecordedTrajectory;
  rejected: RecordedTrajectory;
} {
  const { instruction, policy, tools, history } = preference;
  const side = (steps: readonly Step[]): RecordedTrajectory => ({
    trajectory: {
      schemaVersion,
      // From all that is judged: answers are on record under it.
      id: contentId("trajectory", JSON.stringify([instruction, policy, tools, history, steps])),
      kind: "imported",
      tools: tools.map(({ name }) => name),
      ...(policy !== "" && { policy }),
      instruction,
      steps: [...history, ...steps],
      contextLength: history.length,
      provenance: { simulator: "import:preference", version: "1" },
    },
    tools,
  });
  return { chosen: side(preference.chosen), rejected: side(preference.rejected) };
}

/**
 * Scores both sides by the verdicts of whoever answers `judge` tasks. A side that could not be judged leaves the pair without
 * a margin: that is never the right way round. Rejects only when the run is stopped.
 */
export async function rankByJudge(
  preference: Preference,
  model: ThreatModel,
  asker: Asker,
  judge: Verdict["judge"],
): Promise<RankedPreference> {
  const sides = sidesOf(preference);
  const score = async (side: RecordedTrajectory) =>
    scoreOf([...(await judgeRecorded(side, model, asker, judge)).values()]);
  const chosen = await score(sides.chosen);
  const rejected = await score(sides.rejected);
  const failed = chosen.verdict === "judge-failed" || rejected.verdict === "judge-failed";
  return {
    id: preference.id,
    chosen,
    rejected,
    margin: failed ? 0 : Math.round((chosen.reward - rejected.reward) * 1e4) / 1e4,
    agreement: agreementOf(chosen, rejected),
  };
}

/** The side's least verdict; one that could not be given outweighs all. */
function scoreOf(verdicts: readonly Verdict[]): SideScore {
  const failed = verdicts.find(({ label }) => label === "judge-failed");
  const worst = failed ?? verdicts.toSorted((a, b) => rewardOf(a) - rewardOf(b))[0];
  if (!worst) {
    const rationale = "There is no step of the agent to judge.";
    return { reward: 0, verdict: "judge-failed", rationale, trace: [], found: [] };
  }
  return {
    reward: rewardOf(worst),
    verdict: worst.label,
    rationale: worst.rationale,
    trace: verdicts.flatMap(({ trace = [] }) => trace),
    found: foundBy(verdicts),
  };
}

/** By tool, the claims that its observations show less those that they contradict. */
function foundBy(verdicts: readonly Verdict[]): SideScore["found"] {
  const nets = new Map<string, number>();
  for (const { claims = [], trace = [] } of verdicts) {
    for (const { observation, standing } of claims) {
      const line = observation === undefined ? undefined : trace[observation];
      if (line?.tool !== undefined && !line.failed && standing !== "uncited") {
        nets.set(line.tool, (nets.get(line.tool) ?? 0) + (standing === "held" ? 1 : -1));
      }
    }
  }
  return [...nets].map(([tool, net]) => ({ tool, net }));
}
