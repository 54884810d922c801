import type { ScenarioSummary } from "../dataset/records.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { toolSpec } from "../ots/tool.ts";
import { riskSources } from "../ots/vocabulary.ts";
import { defaultSettings, type EpisodeStart, type Goal } from "../pipeline/episode.ts";
import { type CellSelection, planEpisodes } from "../pipeline/plan.ts";
import { runProject, unfinishedStarts } from "../pipeline/project-run.ts";
import { createRun, resumeRun } from "../pipeline/run-folder.ts";
import { expectTwins, mostBenign } from "../pipeline/twins.ts";
import { InputError } from "../syntax/input-error.ts";
import { chooseSimulator } from "./choose-simulator.ts";
import type { CommandIo, CommandOption, ParsedCommandLine } from "./command.ts";
import { progressBar } from "./progress.ts";
import { discoverWithProgress, openProject, openProjectStore } from "./project.ts";
import { simulatorOptions, type Way } from "./simulator-option.ts";
import { runSummary, summaryText } from "./summary.ts";
import { fraction, listOf, wholeNumber } from "./values.ts";

/** What to generate for, and where the data goes. */
export const selectionOptions: Record<string, CommandOption> = {
  tools: { type: "string", value: "A,B", help: "only for these tools (names)" },
  outcomes: { type: "string", value: "A,B", help: "only these risk outcomes" },
  sources: { type: "string", value: "A,B", help: `only these risk sources: ${riskSources.join(", ")}` },
  count: {
    type: "string",
    value: "N",
    help: "new scenarios (default: one for each applicable cell that has none)",
  },
  benign: {
    type: "string",
    value: "SHARE",
    help: "share of benign twins among the scenarios, such as 0.2 (default 0)",
  },
  seed: { type: "string", value: "S", help: "seed of the built-in simulator (default 1)" },
  out: { type: "string", value: "DIR", help: "folder for the data (default: .autosafe in the project)" },
  json: { type: "boolean", help: "print one JSON document" },
};

/** Options of the whole pipeline. */
export const pipelineOptions: Record<string, CommandOption> = {
  ...selectionOptions,
  resume: { type: "boolean", help: "go on with the latest run that was asked the same" },
  "max-steps": {
    type: "string",
    value: "N",
    help: `agent steps of one simulation (default ${defaultSettings.maxSteps})`,
  },
  samples: { type: "string", value: "N", help: "simulations of each new scenario (default 1)" },
  ...simulatorOptions,
};

/** Runs the pipeline as the command line says; resolves to the exit code. */
export async function runPipeline(
  goal: Goal,
  line: ParsedCommandLine,
  io: CommandIo,
  way: Way = { kind: line.values.batch ? "batch" : "live" },
): Promise<number> {
  const began = performance.now();
  const seed = wholeNumber(line, "seed", 0, 2 ** 31 - 1) ?? 1;
  const count = wholeNumber(line, "count", 0, 10_000_000);
  const samples = wholeNumber(line, "samples", 1, 1000) ?? 1;
  const benign = fraction(line, "benign", mostBenign) ?? 0;
  const settings = {
    ...defaultSettings,
    goal,
    maxSteps: wholeNumber(line, "max-steps", 1, 1000) ?? defaultSettings.maxSteps,
  };
  const project = await openProject(line, io);
  const chosen = await chooseSimulator(line, io, { seed, model: project.model, way });
  const discovery = await discoverWithProgress(project.root, ["."], project.model, io);
  const tools = discovery.tools.map(toolSpec);
  const only = cellSelection(
    line,
    project.model,
    tools.map((tool) => tool.name),
  );

  const store = await openProjectStore(project.data, io, { mustExist: false });
  try {
    const request = {
      executor: chosen.fingerprint,
      goal,
      tools,
      only,
      count,
      seed,
      samples,
      maxSteps: settings.maxSteps,
      ...(benign > 0 && { benign }),
    };
    const twins = benign > 0 ? { share: benign, tools, seed, wanted: isSelected(only) } : undefined;
    const weighed = (starts: readonly EpisodeStart[]) => ({
      starts,
      settings,
      samples,
      ...(twins && { twins: expectTwins(store, twins, starts.filter(({ from }) => from === "cell").length) }),
    });
    const plan = (): EpisodeStart[] => [
      ...unfinishedStarts(
        store,
        goal,
        (scenario) => !only.tools || only.tools.includes(scenario.cell.toolName),
      ),
      ...planEpisodes({
        tools,
        model: project.model,
        only,
        ...(count === undefined ? {} : { count }),
        seed,
        existing: store.scenarios.summaries(),
      }),
    ];
    if (line.values["dry-run"] && chosen.remote) {
      const estimate = await chosen.remote.estimate(weighed(plan()));
      io.out(
        line.values.json
          ? `${JSON.stringify({ dryRun: true, ...estimate }, null, 2)}\n`
          : `${chosen.remote.announcement(estimate)}Nothing was sent.\n`,
      );
      return 0;
    }
    const folder = line.values.resume
      ? resumeRun(store, request, tools)
      : createRun(store, request, plan(), io.now());
    if (!folder) {
      throw new InputError(
        "nothing to resume: no earlier run in this project was asked the same (tools, options and seed)",
      );
    }
    const { remote } = chosen;
    if (remote) {
      io.err(remote.announcement(await remote.estimate(weighed(folder.starts))));
    }
    chosen.attach?.(folder.directory);
    if (way.kind === "files") {
      way.onAttached(folder.directory);
    }
    const progress = progressBar(io, goal === "scenario" ? "Proposing" : "Running");
    let done = { finished: 0, total: folder.starts.length };
    const report = await runProject({
      store,
      starts: folder.starts,
      settings,
      executor: chosen.executor,
      samples,
      ...(twins && { twins }),
      journalDirectory: folder.directory,
      signal: chosen.signal,
      onEvent(event) {
        done = event.type === "finished" ? event : done;
        progress.update(done.finished, done.total, chosen.note());
      },
    });
    progress.end();
    const summary = runSummary({
      discovery,
      store,
      model: project.model,
      only,
      report,
      simulator: chosen.title(),
      milliseconds: performance.now() - began,
    });
    const document = remote ? { ...summary, usage: remote.usage() } : summary;
    io.out(line.values.json ? `${JSON.stringify(document, null, 2)}\n` : summaryText(summary));
    const stopped = remote?.stopped();
    if (stopped?.code === 0) {
      return 0;
    }
    if (stopped) {
      const further = goal === "pair" ? '"--resume" goes on from here' : "the same command goes on from here";
      io.err(`Stopped: ${stopped.message} Everything finished is stored; ${further}.\n`);
      return stopped.code;
    }
    if (report.cancelled) {
      io.err(`Cancelled. Everything finished is stored; "--resume" goes on from here.\n`);
      if (way.kind === "batch") {
        io.err('Batches under way go on at the server until "autosafe batch cancel".\n');
      }
      return 130;
    }
    return report.states.error > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

const isSelected =
  ({ tools, outcomes, sources }: CellSelection) =>
  ({ cell }: ScenarioSummary): boolean =>
    (!tools || tools.includes(cell.toolName)) &&
    (!outcomes || outcomes.includes(cell.outcome)) &&
    (!sources || sources.includes(cell.source));

function cellSelection(
  line: ParsedCommandLine,
  model: ThreatModel,
  toolNames: readonly string[],
): CellSelection {
  const tools = listOf(line, "tools", toolNames);
  const outcomes = listOf(
    line,
    "outcomes",
    model.outcomes.map((outcome) => outcome.id),
  );
  const sources = listOf(line, "sources", riskSources);
  return { ...(tools && { tools }), ...(outcomes && { outcomes }), ...(sources && { sources }) };
}
