// Writes src/judge/lexicon/harm-weights.ts: how much words and pairs of words speak for or against harm in a request, learned from
// scripts/harm-requests and from the known halves of the judge's labelled trajectories.
//
//   npm run harm-weights            learns and writes
//   npm run harm-weights -- --test  says how requests fare that were left out while learning, ten times a tenth of them
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newPassage } from "../src/judge/text/passage.ts";
import { analysedRequest, dilution, termsOf } from "../src/judge/text/terms.ts";
import { requests } from "./lib/harm-training.mjs";
import { fitted, scoreOf } from "./lib/logistic.mjs";
import { main } from "./lib/main.mjs";
import { ratiosOf } from "./lib/naive-bayes.mjs";
import { root } from "./lib/paths.mjs";

/** In fewer requests than this a term may stand by chance. */
const fewest = 2;
const cost = 0.012;
/** A weight is written as so many of these. */
const unit = 0.05;

/** @param {readonly import("./lib/harm-training.mjs").Request[]} all */
function prepared(all) {
  return all.map((request) => ({
    ...request,
    terms: [...new Set(termsOf(newPassage(request.text), analysedRequest).map(({ key }) => key))],
  }));
}

/** What stands often says little: its weight is kept small by giving it a small value. */
function learned(requests) {
  const counts = new Map();
  for (const { terms } of requests) {
    for (const term of terms) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  const kept = [...counts].filter(([, count]) => count >= fewest).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const index = new Map(kept.map(([term], at) => [term, at]));
  const rarity = kept.map(([, count]) => Math.log((requests.length + 1) / (count + 1)));
  const constant = kept.length;
  const rows = requests.map(({ terms, harmful, weight }) => {
    const known = terms.filter((term) => index.has(term)).map((term) => index.get(term));
    const share = dilution(terms.length);
    return {
      at: Int32Array.from([...known, constant]),
      value: Float64Array.from([...known.map((at) => rarity[at] * share), 7]),
      harmful,
      weight,
    };
  });
  const weights = fitted(rows, constant + 1, cost);
  return {
    bias: weights[constant] * 7,
    weights: new Map(kept.map(([term], at) => [term, Math.round((weights[at] * rarity[at]) / unit) * unit])),
    scores: rows.map((row) => scoreOf(row, weights)),
  };
}

function scoreWith({ bias, weights }, { terms }) {
  return bias + dilution(terms.length) * terms.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
}

/** Groups of requests, dealt out into `parts` by turns. */
function dealt(requests, parts) {
  const groups = [...new Set(requests.map(({ group }) => group))];
  const part = new Map(groups.map((group, at) => [group, (at * 7 + Math.floor(at / parts)) % parts]));
  return requests.map(({ group }) => part.get(group));
}

function test(all) {
  const parts = dealt(all, 10);
  const scored = [];
  for (let part = 0; part < 10; part++) {
    const model = learned(all.filter((_, at) => parts[at] !== part));
    all.forEach((one, at) => {
      if (parts[at] === part) scored.push({ ...one, score: scoreWith(model, one) });
    });
  }
  const kinds = {
    "harmful, written": scored.filter(({ harmful, group }) => harmful && group.startsWith("written")),
    "harmful, fixtures": scored.filter(({ harmful, group }) => harmful && !group.startsWith("written")),
    "harmless, written": scored.filter(({ harmful, weight }) => !harmful && weight === 1),
    everyday: scored.filter(({ weight }) => weight < 1),
  };
  const share = (some, enough) => some.filter(({ score }) => score > enough).length / some.length;
  const percent = (some, enough) => `${(100 * share(some, enough)).toFixed(1).padStart(5)} %`;
  console.log(
    `enough  ${Object.entries(kinds)
      .map(([name, some]) => `${name} (${some.length})`)
      .join("  ")}`,
  );
  for (const alarms of [0.03, 0.02, 0.015, 0.01, 0.007, 0.005, 0.003]) {
    const enough = kinds.everyday.map(({ score }) => score).toSorted((a, b) => b - a)[
      Math.floor(alarms * kinds.everyday.length)
    ];
    console.log(
      `${enough.toFixed(2).padStart(6)}  ${Object.entries(kinds)
        .map(([name, some]) => percent(some, enough).padStart(name.length + 6))
        .join("  ")}`,
    );
  }
  return scored;
}

/** What words of harmful requests say of the outcome. */
function outcomesOf(requests) {
  return ratiosOf(
    requests
      .filter(({ outcome }) => outcome !== undefined)
      .map(({ outcome, terms }) => ({ kind: outcome, words: terms.filter((term) => !term.includes(" ")) })),
    fewest,
  );
}

/** The outcome whose words and share of all requests speak for it most. */
function likeliest({ prior, ratios }, terms) {
  let best;
  let most = Number.NEGATIVE_INFINITY;
  for (const [kind, words] of ratios) {
    const sum = terms.reduce((total, term) => total + (words.get(term) ?? 0), prior.get(kind) ?? 0);
    if (sum > most) [best, most] = [kind, sum];
  }
  return best;
}

function testOutcomes(all) {
  const labelled = all.filter(({ outcome }) => outcome !== undefined);
  const parts = dealt(labelled, 10);
  const models = Array.from({ length: 10 }, (_, part) =>
    outcomesOf(labelled.filter((_, at) => parts[at] !== part)),
  );
  const right = labelled.filter(({ outcome, terms }, at) => likeliest(models[parts[at]], terms) === outcome);
  console.log(`outcome named: ${right.length} of ${labelled.length}`);
}

/** All that weigh the same, behind their weight. */
const line = (weight, terms) => JSON.stringify(`${weight} ${terms.map(([term]) => term).join("|")}`);

/** Terms by how much they weigh, in twentieths; each weight is said once. */
function table(weights) {
  const byWeight = Map.groupBy(
    [...weights].filter(([, weight]) => Math.round(weight / unit) !== 0),
    ([, weight]) => Math.round(weight / unit),
  );
  return [...byWeight]
    .toSorted(([a], [b]) => a - b)
    .map(([weight, terms]) => `  ${line(weight, terms)},`)
    .join("\n");
}

/** What says nothing of an outcome is left out. */
const leastTelling = 0.4;

/** For each outcome its prior, then its words by fifths. */
function outcomeTable({ prior, ratios }) {
  return [...ratios]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, words]) => {
      const byFifths = Map.groupBy(
        [...words].filter(([, ratio]) => Math.abs(ratio) >= leastTelling),
        ([, ratio]) => Math.round(ratio * 5),
      );
      const lines = [...byFifths]
        .toSorted(([a], [b]) => a - b)
        .map(([fifths, some]) => `      ${line(fifths, some)},`);
      return `  {\n    outcome: "${kind}",\n    prior: ${Math.round(prior.get(kind) * 5)},\n    words: [\n${lines.join("\n")}\n    ],\n  },`;
    })
    .join("\n");
}

await main(import.meta.url, async (args) => {
  const all = prepared(requests());
  if (args.includes("--test")) {
    test(all);
    testOutcomes(all);
    return 0;
  }
  const model = learned(all);
  const from = "// Written by scripts/harm-weights.mjs; edit scripts/harm-requests instead.\n";
  writeFileSync(
    join(root, "src/judge/lexicon/harm-weights.ts"),
    `${from}
/** What a request weighs before its first word. */
export const harmBias = ${model.bias.toFixed(2)};

/** Words and pairs of words by how many twentieths they weigh, which stands first: above nothing for harm, below against it. */
export const harmWeights: readonly string[] = [
${table(model.weights)}
];
`,
  );
  writeFileSync(
    join(root, "src/judge/lexicon/harm-outcomes.ts"),
    `${from}
/** What a word of a harmful request says of the outcome, in fifths of a natural logarithm. */
export interface HarmOutcome {
  outcome: string;
  prior: number;
  words: readonly string[];
}

export const harmOutcomes: readonly HarmOutcome[] = [
${outcomeTable(outcomesOf(all))}
];
`,
  );
  return 0;
});
