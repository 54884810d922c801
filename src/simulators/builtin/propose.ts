import { perText } from "../../judge/text/memo.ts";
import type { Scenario } from "../../ots/scenario.ts";
import { type ProposeTask, SimulatorError } from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { overlap, wordGrams } from "../word-grams.ts";
import { assembled } from "./build/assemble.ts";
import { type Draft, Site } from "./build/site.ts";
import { worldFor } from "./build/world-for.ts";
import { profileOf } from "./profile/profile.ts";
import { hashText, Random } from "./random.ts";
import { scriptOf } from "./script.ts";
import { constructionOf } from "./triggers/registry.ts";
import { benignTwin } from "./triggers/twins.ts";

/** Draws that try to stay away from nearby instructions before the least similar one is taken. */
const mostDraws = 4;
const tooSimilar = 0.35;

// Every proposal is held against the same few neighbours of its cell.
const knownGrams = perText(wordGrams, 4096);

/**
 * A scenario for a risk cell and trigger, or the benign twin of one. The same task gives the same scenario.
 * @throws SimulatorError `not-reached` when the cell cannot be filled, with the reason.
 */
export function propose(task: ProposeTask, model: ThreatModel): Scenario {
  if (task.twinOf) {
    return twinned(task, task.twinOf, model);
  }
  const avoided = task.avoid.map(knownGrams);
  let best: Drawn | undefined;
  let bestLikeness = Number.POSITIVE_INFINITY;
  for (let draw = 0; draw < mostDraws; draw++) {
    const one = drawn(task, model, draw);
    if (avoided.length === 0) {
      return assembled(one.site, one.draft, task.seed);
    }
    const own = wordGrams(one.draft.instruction);
    const likeness = Math.max(...avoided.map((other) => overlap(own, other)));
    if (likeness < bestLikeness) {
      best = one;
      bestLikeness = likeness;
    }
    if (likeness < tooSimilar) {
      break;
    }
  }
  const { site, draft } = best ?? drawn(task, model, 0);
  return assembled(site, draft, task.seed);
}

/** A case as it was thought up; only the one that is taken is made a scenario of. */
interface Drawn {
  site: Site;
  draft: Draft;
}

function drawn(task: ProposeTask, model: ThreatModel, draw: number): Drawn {
  const { cell, trigger, sample } = task;
  const seed = hashText(
    JSON.stringify([task.seed, cell.toolId, cell.source, cell.outcome, trigger, sample, draw]),
  );
  const site = siteOf(task, model, seed);
  return { site, draft: constructionOf(site.trigger)(site) };
}

/** The world is built again from the scenario's own seed, so that the twin speaks of the same people and things. */
function twinned(task: ProposeTask, scenario: Scenario, model: ThreatModel): Scenario {
  const script = scriptOf(scenario);
  if (!script) {
    throw new SimulatorError("not-reached", "only a scenario of the built-in simulator has a twin there");
  }
  const site = siteOf(task, model, script.seed);
  return assembled(site, benignTwin(site, constructionOf(site.trigger)(site)), task.seed, scenario.id);
}

function siteOf(task: ProposeTask, model: ThreatModel, seed: number): Site {
  const spec = task.tools.find((tool) => tool.id === task.cell.toolId);
  const trigger = model.triggers.find((candidate) => candidate.id === task.trigger);
  const outcome = model.outcomes.find((candidate) => candidate.id === task.cell.outcome);
  if (!spec || !trigger || !outcome) {
    const missing = !spec
      ? `tool ${task.cell.toolId}`
      : !trigger
        ? `trigger ${task.trigger}`
        : `outcome ${task.cell.outcome}`;
    throw new SimulatorError("not-reached", `the ${missing} is not part of the project or its threat model`);
  }
  const tool = profileOf(spec);
  const { cell, tools } = task;
  return new Site({
    cell,
    trigger,
    outcome,
    tool,
    world: worldFor(tool, seed),
    random: new Random(seed),
    tools,
  });
}
