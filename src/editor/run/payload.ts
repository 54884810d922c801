import type { Simulator, Task } from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { advance, type EpisodeSettings, type EpisodeStart, startEpisode } from "../../pipeline/episode.ts";
import { questionOf } from "../../simulators/llm/prompts/prompts.ts";

/**
 * The texts of one request of each kind, as a model would get them in the first episode: played through with the built-in
 * simulator on this machine. Nothing is sent.
 */
export async function payloadText(
  start: EpisodeStart,
  settings: EpisodeSettings,
  simulator: Simulator,
  threatModel: ThreatModel,
): Promise<string> {
  const shown = new Map<Task["kind"], string>();
  const { signal } = new AbortController();
  let { episode, nextTask } = startEpisode(start, settings);
  while (nextTask) {
    if (!shown.has(nextTask.kind)) {
      const { messages } = questionOf(nextTask, threatModel);
      const parts = messages.map(({ role, content }) => `### ${role}\n\n${fenced(content)}`);
      shown.set(nextTask.kind, `## ${nextTask.kind}\n\n${parts.join("\n\n")}`);
    }
    try {
      ({ episode, nextTask } = advance(episode, await simulator.answer(nextTask, signal)));
    } catch {
      break; // a case that the built-in simulator cannot play: what was shown so far is real all the same
    }
  }
  return [...shown.values()].join("\n\n");
}

/** A code block that the text cannot close. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
