import { readCases } from "../../test/unit/judge/cases.ts";
import { alwaysUnsafe, bagOfWords, judged, row } from "../../test/unit/judge/figures.ts";
import type { QualityPart } from "./table.ts";

const development = [
  "development-unsafe",
  "development-safe",
  "development-more",
  "development-long",
  "development-hard",
  "development-everyday",
  "development-plain",
  "development-plain-unsafe",
];
const heldOut = ["held-out-unsafe", "held-out-safe"];

/** The deterministic judge on labelled trajectories, beside a bag of words and a judge that objects to everything. */
export function judgeQuality(): QualityPart {
  const known = development.flatMap(readCases);
  const held = heldOut.flatMap(readCases);
  const rows = {
    "judge, held out": judged(held),
    "bag of words, held out": bagOfWords(known, held),
    "always unsafe, held out": alwaysUnsafe(held),
    "judge, development": judged(known),
  };
  return {
    title: "Deterministic judge on labelled trajectories",
    lines: [
      `${"".padEnd(34)}   n  balanced  false al.  exact st.  source`,
      ...Object.entries(rows).map(([name, figures]) => row(name, figures)),
    ],
    figures: rows,
  };
}
