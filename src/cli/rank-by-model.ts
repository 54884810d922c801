import type { Preference, RankedPreference } from "../judge/rank/preference.ts";
import { builtinThreatModel } from "../ots/threat-model.ts";
import { createAsker } from "../pipeline/asker.ts";
import { judgeTasks } from "../pipeline/judge-recorded.ts";
import { rankByJudge, sidesOf } from "../pipeline/rank-recorded.ts";
import type { CommandIo, ParsedCommandLine } from "./command.ts";
import { progressBar } from "./progress.ts";
import { openRunCache } from "./run-cache.ts";
import type { ChosenSimulator } from "./simulator-option.ts";

/**
 * Ranks pairs by a language model, after saying what is sent where, as many at once as it takes. Gives the exit code instead
 * when nothing is ranked: after a dry run, or when the run was stopped.
 */
export async function rankByModel(
  preferences: readonly Preference[],
  chosen: ChosenSimulator,
  line: ParsedCommandLine,
  io: CommandIo,
): Promise<RankedPreference[] | number> {
  const tasks = preferences.flatMap((preference) => {
    const sides = sidesOf(preference);
    return [sides.chosen, sides.rejected].flatMap((side) => judgeTasks(side, builtinThreatModel));
  });
  const { executor, signal, remote } = chosen;
  const estimate = await remote?.estimateTasks(tasks, preferences.length);
  const announced = estimate ? (remote?.announcement(estimate) ?? "") : "";
  if (line.values["dry-run"]) {
    io.out(
      line.values.json
        ? `${JSON.stringify({ dryRun: true, ...estimate }, null, 2)}\n`
        : `${announced}Nothing was sent.\n`,
    );
    return 0;
  }
  io.err(announced);
  const journal = await openRunCache(io.cwd, chosen.fingerprint);
  const asker = createAsker({ executor, journal, signal });
  const judge = { kind: "llm", name: executor.id, version: "1" } as const;
  const progress = progressBar(io, "Ranking with the model");
  const ranked: RankedPreference[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let index = next++; index < preferences.length; index = next++) {
      signal.throwIfAborted();
      ranked[index] = await rankByJudge(preferences[index] as Preference, builtinThreatModel, asker, judge);
      progress.update(++done, preferences.length, chosen.note());
    }
  };
  try {
    await Promise.all(Array.from({ length: executor.capacity }, work));
    io.err(`${chosen.title()}\n`);
    return ranked;
  } catch (error) {
    const stopped = remote?.stopped();
    if (!stopped) {
      throw error;
    }
    io.err(`Stopped: ${stopped.message} What was answered is kept; the same command goes on from here.\n`);
    return stopped.code;
  } finally {
    progress.end();
    journal.close();
  }
}
