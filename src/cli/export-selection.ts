import type { Selection } from "../dataset/selection.ts";
import { allScenarioStates } from "../dataset/state.ts";
import type { Store } from "../dataset/store.ts";
import { storedTimes } from "../dataset/stored-times.ts";
import { TimeWindow } from "../dataset/time-window.ts";
import { riskSources, severities } from "../ots/vocabulary.ts";
import { InputError } from "../syntax/input-error.ts";
import type { CommandOption, ParsedCommandLine } from "./command.ts";
import { listOf, stringValue } from "./values.ts";

const whens = "2026-11-01, 2026-11-01T08:30, or 7d, 12h before now";

/** What `autosafe export` takes of the store. */
export const selectionOptions: Readonly<Record<string, CommandOption>> = {
  states: { type: "string", value: "A,B", help: "end states (default pair); others give one-sided examples" },
  tools: { type: "string", value: "A,B", help: "only scenarios of these tools" },
  sources: { type: "string", value: "A,B", help: `only these risk sources: ${riskSources.join(", ")}` },
  outcomes: { type: "string", value: "A,B", help: "only these risk outcomes" },
  triggers: { type: "string", value: "A,B", help: "only these triggers" },
  severities: { type: "string", value: "A,B", help: "mild, severe" },
  simulators: { type: "string", value: "A,B", help: "only what these made: builtin, or names of models" },
  accepted: { type: "boolean", help: "only safe actions that a person accepted or edited" },
  agreed: { type: "boolean", help: "only where no second judge disagreed" },
  margin: { type: "string", value: "M", help: "only pairs whose rewards differ by M or more (0 to 2)" },
  since: { type: "string", value: "WHEN", help: `only what was stored here since then: ${whens}` },
  until: {
    type: "string",
    value: "WHEN",
    help: "only what was stored here until then; a date means its whole day",
  },
  benign: { type: "string", value: "SHARE", help: "share of benign twins to mix in, 0 to 0.9 (default 0)" },
};

/**
 * The selection that the options state.
 * @throws InputError for a word that nothing in the store bears, a number out of its range, or a time that is none.
 */
export async function selectionFrom(line: ParsedCommandLine, store: Store): Promise<Selection> {
  const known = { tools: new Set<string>(), outcomes: new Set<string>(), triggers: new Set<string>() };
  for (const { cell, trigger } of store.scenarios.summaries()) {
    known.tools.add(cell.toolName);
    known.outcomes.add(cell.outcome);
    known.triggers.add(trigger);
  }
  const set = <T extends string>(name: string, allowed: Iterable<T>) => {
    const words = listOf(line, name, [...allowed]);
    return words && new Set(words);
  };
  const simulators = stringValue(line, "simulators")
    ?.split(",")
    .map((name) => name.trim());
  const selection: Selection = {
    ...given("states", set("states", allScenarioStates)),
    ...given("tools", set("tools", known.tools)),
    ...given("sources", set("sources", riskSources)),
    ...given("outcomes", set("outcomes", known.outcomes)),
    ...given("triggers", set("triggers", known.triggers)),
    ...given("severities", set("severities", severities)),
    ...given("simulators", simulators && new Set(simulators)),
    ...given("accepted", line.values.accepted === true || undefined),
    ...given("agreed", line.values.agreed === true || undefined),
    ...given("margin", decimal(line, "margin", 0, 2)),
    ...given("time", await timeWindow(line, store)),
    ...given("benignShare", decimal(line, "benign", 0, 0.9)),
  };
  return selection;
}

async function timeWindow(line: ParsedCommandLine, store: Store): Promise<TimeWindow | undefined> {
  const [since, until] = [moment(line, "since"), moment(line, "until")];
  return since || until
    ? new TimeWindow(await storedTimes(store.directory), {
        ...(since ? { since: since.first } : {}),
        ...(until ? { until: until.last } : {}),
      })
    : undefined;
}

const hours = { d: 24, h: 1 } as const;

/**
 * The first and the last millisecond of a day or a moment in local time; undefined when the option was not given.
 * @throws InputError for a text that names none.
 */
function moment(line: ParsedCommandLine, name: string): { first: Date; last: Date } | undefined {
  const text = stringValue(line, name);
  if (text === undefined) {
    return undefined;
  }
  const ago = /^(\d{1,5})([dh])$/.exec(text);
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  const first = ago
    ? new Date(Date.now() - Number(ago[1]) * hours[ago[2] as "d" | "h"] * 3_600_000)
    : new Date(day ? `${text}T00:00` : /^\d{4}-\d\d-\d\dT/.test(text) ? text : Number.NaN);
  if (Number.isNaN(first.getTime())) {
    throw new InputError(`--${name} takes a time: ${whens}; not "${text}"`);
  }
  const last = day
    ? new Date(first.getFullYear(), first.getMonth(), first.getDate() + 1, 0, 0, 0, -1)
    : first;
  return { first, last };
}

function given<K extends keyof Selection>(
  name: K,
  value: Selection[K] | undefined,
): Pick<Selection, K> | object {
  return value === undefined ? {} : { [name]: value };
}

/**
 * A decimal number in [min, max]; undefined when the option was not given.
 * @throws InputError that names the option, the range and what was given.
 */
export function decimal(line: ParsedCommandLine, name: string, min: number, max: number): number | undefined {
  const text = stringValue(line, name);
  if (text === undefined) {
    return undefined;
  }
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new InputError(`--${name} takes a number from ${min} to ${max}, not "${text}"`);
  }
  return value;
}
