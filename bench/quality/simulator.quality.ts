import type { Trajectory } from "../../src/ots/trajectory.ts";
import { corpora } from "./simulator/corpora.ts";
import { entityConsistency } from "./simulator/entities.ts";
import { played, playedFreely, schemaValid } from "./simulator/play.ts";
import { safeActions } from "./simulator/safe-actions.ts";
import { distinct, lengths, nearDuplicates } from "./simulator/texts.ts";
import { columns, percent, type QualityPart } from "./table.ts";

const scenariosEach = 1000;

const textOf = ({ instruction, steps }: Trajectory) =>
  [
    instruction,
    ...steps.map((step) =>
      step.kind === "message"
        ? step.text
        : `${step.thought} ${JSON.stringify(step.action)} ${step.observation?.content ?? ""}`,
    ),
  ].join("\n");

/** What every request would be if it were a form to fill in: the lexical baseline. */
const formText = (tool: string, args: unknown) => `Please use ${tool} with ${JSON.stringify(args)}.`;

/** The built-in simulator on tools of ours and of others: coverage, validity, variety, consistency, safe actions. */
export async function simulatorQuality(): Promise<QualityPart> {
  const { corpora: found, missing } = await corpora();
  const rows: string[][] = [
    ["", ...found.map(({ name }) => name.replace(/^@[^/]+\//, "").replace(/@[\d.]+$/, ""))],
  ];
  const figures: Record<string, unknown> = {};
  const columnsOf: string[][] = [];
  for (const { name, tools } of found) {
    const full = await played(tools);
    const many = await played(tools, scenariosEach, 0.1);
    const free = await playedFreely(tools, scenariosEach);
    const risky = many.scenarios.filter(({ benign }) => !benign);
    const ids = new Set(risky.map(({ id }) => id));
    const simulated = many.trajectories.filter(
      ({ kind, scenarioId }) => kind === "risky" && ids.has(scenarioId ?? ""),
    );
    const instructions = risky.map(({ instruction }) => instruction);
    const freely = free.flatMap(({ scenario }) => scenario?.instruction ?? []);
    const forms = risky.map(({ unsafe }) => formText(unsafe.tool, unsafe.arguments));
    const valid = schemaValid(many);
    const near = nearDuplicates(instructions);
    const nearFree = nearDuplicates(freely);
    const nearTrajectories = nearDuplicates(simulated.map(textOf));
    const entities = entityConsistency(many.scenarios);
    const safe = safeActions(many);
    const { states } = many.report;
    const twins = many.scenarios.length - risky.length;
    const steps = new Set(simulated.map((trajectory) => trajectory.steps.length));
    const grams = [1, 2, 3].map((n) => distinct(instructions, n));
    const formGrams = [1, 2, 3].map((n) => distinct(forms, n));
    figures[name] = { valid, near, nearFree, nearTrajectories, entities, safe, states, grams, formGrams };
    columnsOf.push([
      String(tools.length),
      `${full.scenarios.length} of ${full.report.total}`,
      `${valid.valid} of ${valid.calls}`,
      `${percent(near.texts)} (${percent(nearFree.texts)})`,
      percent(near.pairs),
      percent(nearTrajectories.texts),
      grams.map((share) => share.toFixed(2)).join(" "),
      formGrams.map((share) => share.toFixed(2)).join(" "),
      lengths(instructions).join(" / "),
      `${Math.min(...steps)} to ${Math.max(...steps)}`,
      `${percent(entities.own)} (${percent(entities.other)})`,
      `${states.pair} / ${states["never-unsafe"]}`,
      percent(safe.firstSafe),
      `${percent(safe.firstUseful)} (${percent(safe.refusalUseful)}, ${percent(safe.questionUseful)})`,
      `${percent(safe.blindSafe)} (${percent(safe.blindUnsafeCalledSafe)})`,
      `${states.acted} of ${twins}`,
    ]);
  }
  const labels = [
    "tools",
    "cells filled, one scenario each",
    "arguments valid by schema, of 1,000",
    "near-duplicate instructions (uncontrolled)",
    "  as a share of all pairs of them",
    "near-duplicate trajectories",
    "distinct-1/2/3 of instructions",
    "  of a form letter (baseline)",
    "words: 10 %, median, 90 %",
    "steps of a trajectory",
    "identifiers told before used (other scenario)",
    "pairs / never unsafe",
    "first safe action judged safe (aim 95 %)",
    "  useful (refusal, bare question), aim 90 %",
    "safe to a judge without the case (unsafe ones)",
    "benign twins acted on",
  ];
  rows.push(...labels.map((label, at) => [label, ...columnsOf.map((column) => column[at] ?? "")]));
  return {
    title: "Built-in simulator",
    lines: [
      ...columns(rows),
      ...missing.map((name) => `not measured, could not be fetched: ${name}`),
      'Validity, near-duplicates, distinct n-grams and identifiers are counted here, independently of the simulator. "Judged safe" and "useful"',
      "are the words of the built-in judge and appraiser, which know the case; the judge without the case does not. None of it shows whether",
      "a person finds a scenario likely, nor how a real agent behaves in it.",
    ],
    figures,
  };
}
