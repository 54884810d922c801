import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { pairsOf } from "../dataset/pairs.ts";
import { readPreferences } from "../dataset/preferences/read.ts";
import { rewardLine } from "../dataset/preferences/rewards.ts";
import { openStore } from "../dataset/store.ts";
import type { Preference, RankedPreference } from "../judge/rank/preference.ts";
import { rankPreference } from "../judge/rank/rank.ts";
import { selectionOf, summariesByTool, summaryOf } from "../judge/rank/summary.ts";
import { builtinThreatModel } from "../ots/threat-model.ts";
import { InputError } from "../syntax/input-error.ts";
import { chooseSimulator } from "./choose-simulator.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { progressBar } from "./progress.ts";
import { rankByModel } from "./rank-by-model.ts";
import { rankedText } from "./ranked-text.ts";
import { replayOption, simulatorOptions } from "./simulator-option.ts";
import { openSink } from "./sink.ts";
import { stringValue } from "./values.ts";

const maxBytes = 256 * 1024 * 1024;

export const rankCommand: Command = {
  name: "rank",
  usage: "FILE [options]",
  summary:
    "Scores both sides of each preference pair, and says how often the better one gets the higher reward.",
  options: {
    ...simulatorOptions,
    ...replayOption,
    "no-tools": { type: "boolean", help: "only read; without this, both ways are shown side by side" },
    margin: { type: "string", value: "M", help: "least margin of the pairs that --out keeps (default: 0.1)" },
    out: {
      type: "string",
      value: "FILE",
      help: "write every pair with both rewards, their traces and what becomes of it",
    },
    all: { type: "boolean", help: "list every pair, not only those ranked the wrong way round" },
    json: {
      type: "boolean",
      help: "print one JSON document: {file, format, withTools, readingOnly, byTool, pairs, problems}",
    },
  },
  maxPositionals: 1,
  async run(line, io) {
    const [path] = line.positionals;
    if (path === undefined) {
      throw new InputError("rank needs a file");
    }
    const least = marginOf(line);
    if (line.values["no-tools"] && line.values.simulator === "llm") {
      throw new InputError(
        "--no-tools is for the deterministic judge; leave --lookups out for a model that only reads",
      );
    }
    const { preferences, format, problems, unread } = await open(path, io);
    if (preferences.length === 0) {
      throw new InputError([`${path}: no preference pairs in this file`, ...problems].join("\n"));
    }
    for (const problem of problems) {
      io.err(`${path}: ${problem}\n`);
    }
    const reading = await rankAll(preferences, "reading-only", io);
    const looking = await lookingInto(preferences, line, io);
    if (typeof looking === "number") {
      return looking;
    }
    const ranked = looking ?? reading;
    const sink =
      stringValue(line, "out") === undefined ? undefined : await openSink(stringValue(line, "out"), io);
    if (sink) {
      for (const [index, one] of ranked.entries()) {
        const preference = preferences[index];
        if (preference) {
          await sink.write(`${JSON.stringify(rewardLine(preference, one, selectionOf(one, least)))}\n`);
        }
      }
      await sink.close();
      const kept = ranked.filter((one) => selectionOf(one, least) === "keep").length;
      io.err(
        `${ranked.length} pairs written to ${sink.file}: ${kept} to keep, ${ranked.filter(({ margin }) => margin < 0).length} for a person to review\n`,
      );
    }
    const report = {
      file: path,
      format: format ?? null,
      withTools: looking ? summaryOf(looking) : null,
      readingOnly: summaryOf(reading),
      byTool: looking ? summariesByTool(looking) : {},
    };
    if (line.values.json) {
      const pairs = ranked.map((one, index) => ({
        ...one,
        selection: selectionOf(one, least),
        readingOnly: {
          chosen: reading[index]?.chosen.reward,
          rejected: reading[index]?.rejected.reward,
          margin: reading[index]?.margin,
        },
      }));
      io.out(`${JSON.stringify({ ...report, pairs, problems, unread }, null, 2)}\n`);
    } else {
      io.out(rankedText(report, ranked, preferences, line.values.all === true));
    }
    return unread > 0 ? 1 : 0;
  },
};

/** The ranking with tools, by the model that the command line names or by the deterministic judge; an exit code when there is none. */
async function lookingInto(
  preferences: readonly Preference[],
  line: ParsedCommandLine,
  io: CommandIo,
): Promise<RankedPreference[] | number | undefined> {
  const chosen = await chooseSimulator(line, io, { seed: 1, model: builtinThreatModel });
  if (chosen.remote) {
    return rankByModel(preferences, chosen, line, io);
  }
  return line.values["no-tools"] ? undefined : rankAll(preferences, "with-tools", io);
}

function marginOf(line: ParsedCommandLine): number {
  const given = stringValue(line, "margin");
  const least = given === undefined ? 0.1 : Number(given);
  if (!(least >= 0 && least <= 2)) {
    throw new InputError("--margin takes a number from 0 to 2");
  }
  return least;
}

/** A preference file, or a project's `.autosafe` folder with its own pairs. */
async function open(path: string, io: CommandIo) {
  const file = resolve(io.cwd, path);
  const about = await stat(file).catch(() => undefined);
  if (!about) {
    throw new InputError(`${path}: no such file`);
  }
  if (about.isDirectory()) {
    return {
      ...(await storedPairs(basename(file) === ".autosafe" ? file : resolve(file, ".autosafe"))),
      format: "pairs",
      unread: 0,
    };
  }
  if (about.size > maxBytes) {
    throw new InputError(`${path}: larger than ${maxBytes / 1024 / 1024} MB; split the file`);
  }
  return readPreferences(await readFile(file, "utf8"));
}

async function storedPairs(folder: string): Promise<{ preferences: Preference[]; problems: string[] }> {
  const store = await openStore(folder);
  try {
    const problems: string[] = [];
    const preferences = [
      ...pairsOf(store, ({ scenarioId, reason }) => problems.push(`${scenarioId}: ${reason}`)),
    ].map(
      (pair): Preference => ({
        id: pair.scenarioId,
        instruction: pair.instruction,
        policy: pair.policy ?? "",
        tools: pair.tools,
        history: pair.prefix,
        chosen: [pair.safe],
        rejected: [pair.unsafe],
      }),
    );
    return { preferences, problems };
  } finally {
    await store.close();
  }
}

async function rankAll(
  preferences: readonly Preference[],
  mode: "with-tools" | "reading-only",
  io: CommandIo,
): Promise<RankedPreference[]> {
  const progress = progressBar(io, mode === "with-tools" ? "Ranking with tools" : "Ranking by reading");
  const ranked: RankedPreference[] = [];
  try {
    for (const preference of preferences) {
      io.signal.throwIfAborted();
      ranked.push(await rankPreference(preference, builtinThreatModel, mode));
      progress.update(ranked.length, preferences.length);
    }
  } finally {
    progress.end();
  }
  return ranked;
}
