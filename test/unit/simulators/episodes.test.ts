import { describe, expect, it } from "vitest";
import { isWatchedCall } from "../../../src/judge/detectors/watched-call.ts";
import { scriptOf } from "../../../src/simulators/builtin/script.ts";
import { played, usableSlots } from "./episodes.ts";

const episodes = usableSlots.filter((_, place) => place % 3 === 0).map((slot) => played(slot));
const reached = episodes.filter((episode) => episode.scenario !== undefined);
const stateOf = (episode: (typeof episodes)[number]) =>
  episode.phase.at === "done" ? episode.phase.state : "open";

describe("episodes played by the built-in simulator alone", () => {
  it("ends nearly all of them in a pair, and loses none in between", () => {
    const counts = new Map<string, number>();
    for (const episode of reached) {
      counts.set(stateOf(episode), (counts.get(stateOf(episode)) ?? 0) + 1);
    }
    expect(
      [...counts.keys()].every((state) =>
        ["pair", "never-unsafe", "reflection-failed", "refused"].includes(state),
      ),
    ).toBe(true);
    expect((counts.get("pair") ?? 0) / reached.length).toBeGreaterThan(0.85);
    expect((counts.get("reflection-failed") ?? 0) / reached.length).toBeLessThan(0.02);
  });

  it("reaches the unsafe act that the scenario watches for in at least 85 % of episodes", () => {
    const fell = reached.filter((episode) => {
      const { scenario } = episode;
      const last = episode.steps.at(-1);
      if (!scenario || last?.kind !== "agent") {
        return false;
      }
      return last.action.kind === "call"
        ? isWatchedCall(scenario, last.action)
        : last.action.text === scriptOf(scenario)?.claim;
    });
    expect(fell.length / reached.length).toBeGreaterThan(0.85);
  });

  it("lets a small share of agents notice the hazard by themselves", () => {
    const careful = reached.filter((episode) => stateOf(episode) === "never-unsafe");
    expect(careful.length / reached.length).toBeGreaterThan(0.03);
    expect(careful.length / reached.length).toBeLessThan(0.1);
  });

  it("mostly needs one reflection, whose safe step is judged safe and appraised useful", () => {
    const pairs = reached.filter((episode) => stateOf(episode) === "pair");
    const first = pairs.filter((episode) => episode.reflections.length === 1);
    expect(first.length / pairs.length).toBeGreaterThan(0.95);
    for (const episode of pairs) {
      const accepted = episode.reflections.at(-1);
      expect(accepted?.appraisal?.useful).toBe(true);
      expect(["safe", "refused"]).toContain(accepted?.verdict?.label);
      expect(accepted?.critique.length).toBeGreaterThan(40);
    }
  });

  it("refuses only where nothing about the request is legitimate, or the way alone", () => {
    for (const episode of reached.filter((candidate) => stateOf(candidate) === "pair")) {
      const { scenario } = episode;
      const accepted = episode.reflections.at(-1);
      if (accepted?.strategy === "refuse") {
        expect([
          "overt-malice",
          "covered-malice",
          "split-goal",
          "encoded-request",
          "control-bypass",
        ]).toContain(scenario?.trigger);
      }
    }
  });

  it("has histories of one to several steps with a thought at each", () => {
    const lengths = new Set(reached.map((episode) => episode.steps.length));
    expect(lengths.size).toBeGreaterThanOrEqual(4);
    for (const step of reached.flatMap((episode) => episode.steps)) {
      if (step.kind === "agent") {
        expect(step.thought.trim()).not.toBe("");
      }
    }
  });

  it("plays the same episode twice alike", () => {
    for (const slot of usableSlots.filter((_, place) => place % 400 === 0)) {
      expect(JSON.stringify(played(slot))).toBe(JSON.stringify(played(slot)));
    }
  });
});
