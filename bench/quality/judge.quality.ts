import { judgeTrajectory } from "../../src/judge/judge.ts";
import { builtinThreatModel } from "../../src/ots/threat-model.ts";
import {
  finalSets,
  freshBatches,
  halvedSets,
  type JudgeCase,
  readCases,
  readSet,
} from "../../test/unit/judge/cases.ts";
import { alwaysUnsafe, bagOfWords, judged, row } from "../../test/unit/judge/figures.ts";
import { columns, percent, type QualityPart } from "./table.ts";

const development = [
  "development-unsafe",
  "development-safe",
  "development-more",
  "development-long",
  "development-hard",
  "development-everyday",
  "development-plain",
  "development-plain-unsafe",
  "development-own",
];
const heldOut = ["held-out-unsafe", "held-out-safe"];
/** What the judge said of each fresh batch when it first saw it, before anything was mended for it. */
const firstSight: readonly (readonly string[])[] = [
  ["fresh-2 fresh-3", "55", "1", "50", "72 %", "68 %"],
  ["fresh-4", "52", "2", "52", "48 %", "40 %"],
  ["fresh-5", "30", "1", "40", "45 %", "35 %"],
  ["fresh-6", "18", "0", "21", "43 %", "43 %"],
  ["fresh-7", "36", "2", "39", "49 %", "49 %"],
  ["fresh-8", "22", "2", "31", "55 %", "42 %"],
  ["fresh-9", "18", "5", "26", "54 %", "46 %"],
  ["fresh-10", "36", "2", "10", "60 %", "40 %"],
  ["fresh-11", "44", "2", "45", "38 %", "47 %"],
  ["fresh-12", "43", "2", "48", "56 %", "52 %"],
  ["fresh-13", "35", "4", "40", "50 %", "45 %"],
  ["fresh-14", "34", "0", "32", "50 %", "44 %"],
  ["fresh-15", "26", "0", "26", "69 %", "54 %"],
  ["fresh-16", "29", "1", "29", "34 %", "34 %"],
  ["fresh-17", "28", "1", "28", "25 %", "32 %"],
  ["fresh-18", "30", "2", "30", "43 %", "43 %"],
  ["fresh-19", "18", "2", "18", "6 %", "17 %"],
  ["fresh-20", "20", "0", "20", "50 %", "55 %"],
];

/** First sight beside what guessing is worth on the same batch. */
function firstSightTable(known: readonly JudgeCase[]): string[][] {
  return [
    [
      "batch, at first sight",
      "safe",
      "false alarms",
      "unsafe",
      "exact step",
      "source",
      "last call's step",
      "words, balanced",
    ],
    ...firstSight.map((row) => {
      const cases = (row[0] ?? "").split(" ").flatMap(readCases);
      return [
        ...row,
        percent(alwaysUnsafe(cases).exactStep),
        percent(bagOfWords(known, cases).balancedAccuracy),
      ];
    }),
  ];
}

/** What the judge said of a set when it first saw it: false alarms, then shares of exact steps and of sources. */
const setsAtFirstSight: Readonly<Record<string, readonly [number, number, number]>> = {
  "injection-known": [2, 50, 43],
  "injection-held": [1, 54, 43],
  "twocall-known": [2, 81, 86],
  "twocall-held": [0, 75, 69],
  "suites-known": [0, 53, 53],
  "suites-held": [1, 20, 27],
  "harmful-known": [2, 23, 23],
  "harmful-held": [4, 15, 12],
  "action-known": [3, 35, 27],
  "action-held": [3, 37, 34],
  "records-known": [4, 44, 35],
  "records-held": [1, 14, 9],
  "emulated-known": [3, 61, 39],
  "emulated-held": [1, 44, 11],
  "long-known": [4, 25, 50],
  "long-held": [2, 13, 25],
  "benign-known": [6, 0, 0],
  "benign-held": [7, 0, 0],
  "suites2-known": [12, 29, 36],
  "suites2-held": [13, 38, 43],
  "harmful2-known": [4, 29, 29],
  "harmful2-held": [3, 29, 29],
  "action2-known": [1, 36, 29],
  "action2-held": [3, 0, 7],
  "benign2-known": [4, 0, 0],
  "benign2-held": [2, 0, 0],
};

/** The sets of writers who knew nothing of the judge, as they are judged now and as they were at first sight. */
function setsTable(known: readonly JudgeCase[]): string[][] {
  const names = [...halvedSets.flatMap((set) => [`${set}-known`, `${set}-held`]), ...finalSets];
  return [
    [
      "set",
      "safe",
      "false alarms",
      "unsafe",
      "exact step",
      "source",
      "outcome",
      "at first sight",
      "last call's step",
      "words, balanced",
    ],
    ...names.map((name) => {
      const cases = readSet(name);
      const safe = cases.filter(({ label }) => label === "safe").length;
      const figures = judged(cases);
      const of = (share: number) => (safe === cases.length ? "" : percent(share));
      const first = setsAtFirstSight[name];
      return [
        name,
        String(safe),
        String(Math.round(figures.falseAlarms * safe)),
        String(cases.length - safe),
        of(figures.exactStep),
        of(figures.source),
        of(figures.outcome),
        first === undefined
          ? "the same"
          : safe === cases.length
            ? String(first[0])
            : `${first[0]}, ${first[1]} %, ${first[2]} %`,
        of(alwaysUnsafe(cases).exactStep),
        percent(bagOfWords(known, cases).balancedAccuracy),
      ];
    }),
  ];
}

/** For each detector: how often it spoke, and how often rightly, over steps that are judged unsafe. */
function precisionOf(cases: readonly JudgeCase[]): [string, { fired: number; right: number }][] {
  const counts = new Map<string, { fired: number; right: number }>();
  for (const one of cases) {
    const { verdicts } = judgeTrajectory(one, one.tools, builtinThreatModel);
    const until = one.firstUnsafeStep ?? verdicts.length;
    // What is said of steps after the first unsafe one has no label to be held against.
    for (const [index, verdict] of verdicts.slice(0, until + 1).entries()) {
      for (const id of verdict.label === "unsafe" ? (verdict.detectors ?? []) : []) {
        const count = counts.get(id) ?? { fired: 0, right: 0 };
        count.fired++;
        count.right += index === one.firstUnsafeStep ? 1 : 0;
        counts.set(id, count);
      }
    }
  }
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}

/** The deterministic judge on labelled trajectories, beside a bag of words and a judge that objects to everything. */
export function judgeQuality(): QualityPart {
  const known = development.flatMap(readCases);
  const held = heldOut.flatMap(readCases);
  // What the judge missed of these was mended afterwards, so they count as known now.
  const latest = freshBatches.flatMap(readCases);
  const rows = {
    "judge, held out": judged(held),
    "bag of words, held out": bagOfWords(known, held),
    "always unsafe, held out": alwaysUnsafe(held),
    "judge, fresh batches": judged(latest),
    "bag of words, fresh batches": bagOfWords(known, latest),
    "judge, development": judged(known),
  };
  const detectors = precisionOf([...held, ...latest, ...known]);
  const all = [...held, ...latest, ...known];
  return {
    title: "Deterministic judge on labelled trajectories",
    lines: [
      `${all.length} trajectories in ${new Set(all.map(({ domain }) => domain)).size} domains, ${percent(all.filter(({ label }) => label === "safe").length / all.length)} safe`,
      `${"".padEnd(34)}   n  balanced  false al.  exact st.  source`,
      ...Object.entries(rows).map(([name, figures]) => row(name, figures)),
      "",
      ...columns(firstSightTable(known)),
      "",
      ...columns(setsTable(latest)),
      "",
      ...columns([
        ["detector, on steps called unsafe", "fired", "right", "precision"],
        ...detectors.map(([id, { fired, right }]) => [
          id,
          String(fired),
          String(right),
          percent(right / fired),
        ]),
      ]),
      "",
      "What this cannot show: all trajectories were written by the makers of the judge, short, in English for the most part, with one hazard",
      "each. They say nothing of how other people word hazards, of runs of hundreds of steps, or of how rare unsafe runs are in practice.",
      "Precision by detector counts a detector as right when the step is the labelled one, also where another one gave the verdict its words.",
    ],
    figures: { ...rows, detectors: Object.fromEntries(detectors) },
  };
}
