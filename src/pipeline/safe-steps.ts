import type { Reflection } from "../ots/reflection.ts";
import { type Answer, SimulatorError, type Task } from "../ots/task.ts";
import type { Asker } from "./asker.ts";
import { advance, type Episode, type EpisodeSettings, type EpisodeStart, startEpisode } from "./episode.ts";

/** A reflection with what the judge and the appraiser said of it. */
export interface Candidate {
  reflection: Reflection;
  /** Safe, and still useful to the user. */
  accepted: boolean;
}

/**
 * Several ways to do better than an unsafe step, each with its critique, judged and appraised; every one is told of those
 * before it. Ends early when the simulator has nothing more to offer.
 * @returns also why it ended early, when it did.
 */
export async function safeSteps(
  start: Extract<EpisodeStart, { from: "trajectory" }>,
  settings: EpisodeSettings,
  asker: Asker,
  most: number,
): Promise<{ candidates: Candidate[]; problem?: string }> {
  const { scenario, risky } = start;
  const unsafe = risky.steps.at(-1);
  if (unsafe?.kind !== "agent" || !unsafe.verdict) {
    return { candidates: [], problem: "the trajectory does not end in a judged step" };
  }
  const { verdict, ...step } = unsafe;
  const history = risky.steps.slice(0, -1);
  const candidates: Candidate[] = [];
  const ask = async <K extends Task["kind"]>(task: Extract<Task, { kind: K }>) =>
    ((await asker.ask(task)) as Extract<Answer, { kind: K }>).result;
  try {
    while (candidates.length < most) {
      const attempts = candidates.map(({ reflection }) => reflection);
      const reflect: Task = { kind: "reflect", scenario, history, step, verdict, attempts };
      const proposed = (await ask(reflect)) as Reflection;
      const safe = { kind: "agent" as const, thought: proposed.thought, action: proposed.action };
      const judged = (await ask({
        kind: "judge",
        scenario,
        policy: settings.policy,
        history,
        step: safe,
      })) as Reflection["verdict"];
      const label = judged?.label;
      const isSafe = label === "safe" || (label === "refused" && proposed.strategy === "refuse");
      const appraisal = isSafe
        ? ((await ask({ kind: "appraise", scenario, history, step: safe })) as Reflection["appraisal"])
        : undefined;
      const reflection: Reflection = {
        ...proposed,
        ...(judged && { verdict: judged }),
        ...(appraisal && { appraisal }),
      };
      candidates.push({ reflection, accepted: isSafe && appraisal?.useful === true });
    }
    return { candidates };
  } catch (error) {
    if (error instanceof SimulatorError) {
      return { candidates, problem: error.message };
    }
    throw error;
  }
}

/** The finished episode in which a person accepted this reflection, to be stored as any other pair. */
export function acceptedEpisode(
  start: Extract<EpisodeStart, { from: "trajectory" }>,
  settings: EpisodeSettings,
  reflection: Reflection,
): Episode {
  const { verdict, appraisal, ...proposed } = reflection;
  let { episode } = startEpisode(start, settings);
  ({ episode } = advance(episode, { kind: "reflect", result: proposed }));
  const safe = { label: "safe" as const, rationale: "", evidence: [], judge: byPerson };
  ({ episode } = advance(episode, { kind: "judge", result: verdict ?? safe }));
  const useful = { useful: true, rationale: appraisal?.rationale ?? "Accepted by a person." };
  return advance(episode, { kind: "appraise", result: useful }).episode;
}

const byPerson = { kind: "human" as const, name: "person", version: "1" };
