import type { Episode } from "./episode.ts";

/** Samples of a stand-in trigger are counted from here, apart from the ones planned for that trigger itself. */
const standInSamples = 1_000_000;
/** Further proposals in place of a repetition, each counted from its own multiple of this. */
const variantSamples = 1_000_000_000;
/** Repetitions after which a trigger, and after which the cell, is taken to be used up. */
const repeatsOfTrigger = 3;
const mostRepeats = 6;

/** The episode with the cell's next trigger; undefined when there is none. */
export function withNextTrigger(episode: Episode): Episode | undefined {
  const { start, phase } = episode;
  if (phase.at !== "propose" || start.from !== "cell") {
    return undefined;
  }
  const [trigger, ...alternatives] = start.alternatives;
  const standsIn = start.sample % variantSamples >= standInSamples;
  const sample = standsIn ? start.sample : start.sample + standInSamples;
  return trigger === undefined
    ? undefined
    : { ...episode, start: { ...start, trigger, alternatives, sample } };
}

/** The episode with another proposal for the same cell; undefined when the cell is used up. */
export function withNextVariant(episode: Episode, repeated: string | undefined): Episode | undefined {
  const { start, phase } = episode;
  const repeats = episode.repeats + 1;
  if (phase.at !== "propose" || start.from !== "cell" || repeats === mostRepeats) {
    return undefined;
  }
  const again = {
    ...episode,
    repeats,
    avoid: repeated === undefined ? episode.avoid : [...episode.avoid, repeated],
    start: { ...start, sample: start.sample + variantSamples },
  };
  return repeats === repeatsOfTrigger ? (withNextTrigger(again) ?? again) : again;
}
