import { contentId } from "../ots/ids.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { schemaVersion } from "../ots/vocabulary.ts";
import { type Episode, safeStep } from "./episode.ts";

export interface EpisodeRecords {
  scenario: Scenario;
  risky?: Trajectory;
  safe?: Trajectory;
}

/**
 * What a finished episode leaves in the store; undefined when it ended before there was a scenario.
 * A trajectory's id follows from its scenario and sample, so simulating again replaces it.
 */
export function episodeRecords(episode: Episode): EpisodeRecords | undefined {
  const { scenario, phase, start } = episode;
  if (!scenario || phase.at !== "done") {
    return undefined;
  }
  if (phase.state === "proposed") {
    return { scenario };
  }
  const sample = start.from === "scenario" ? start.sample : 0;
  const id =
    start.from === "trajectory" ? start.risky.id : contentId("trajectory", `${scenario.id}|risky|${sample}`);
  const shared = {
    schemaVersion,
    scenarioId: scenario.id,
    tools: scenario.tools.map((tool) => tool.name),
    ...(episode.settings.policy === "" ? {} : { policy: episode.settings.policy }),
    instruction: scenario.instruction,
    contextLength: scenario.context.length,
    provenance: scenario.provenance,
  };
  const risky: Trajectory = {
    ...shared,
    id,
    kind: "risky",
    steps: [...episode.steps],
    ...(phase.state === "unsafe" ? {} : { endState: phase.state }),
    ...(phase.reason === "" ? {} : { endReason: phase.reason }),
    ...(episode.reflections.length > 0 ? { reflections: [...episode.reflections] } : {}),
  };
  const accepted = episode.reflections.at(-1);
  if (phase.state !== "pair" || !accepted) {
    return { scenario, risky };
  }
  const forkStep = episode.steps.length - 1;
  const safe: Trajectory = {
    ...shared,
    id: contentId("trajectory", `${id}|safe`),
    kind: "safe",
    steps: [...episode.steps.slice(0, forkStep), safeStep(accepted)],
    derivedFrom: id,
    forkStep,
    endState: "pair",
    reflections: [accepted],
  };
  return { scenario, risky, safe };
}
