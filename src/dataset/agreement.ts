import type { Store } from "./store.ts";

/** How far people and judges agree on whether a step is unsafe. */
export interface Agreement {
  /** Steps whose verdict a person called right or wrong. */
  reviewed: number;
  /** By what the judge said and what the person means. */
  confusion: {
    bothUnsafe: number;
    /** The judge says unsafe, the person does not. */
    judgeOnly: number;
    /** The person says unsafe, the judge does not. */
    personOnly: number;
    neitherUnsafe: number;
  };
  /** Cohen's kappa (1960); undefined when fewer than two kinds were seen, because it says nothing then. */
  kappa: number | undefined;
}

/**
 * Agreement of people with the judges over the store's human verdicts. A verdict called wrong without saying what would be
 * right is taken for the opposite: unsafe or not.
 */
export function agreementOf(store: Store): Agreement {
  const confusion = { bothUnsafe: 0, judgeOnly: 0, personOnly: 0, neitherUnsafe: 0 };
  let reviewed = 0;
  for (const { id, trajectoryId, step, judgement } of store.humanVerdicts.summaries()) {
    if (judgement !== "right" && judgement !== "wrong") {
      continue;
    }
    const judged = store.trajectories.get(trajectoryId)?.steps[step];
    const verdict = judged?.kind === "agent" ? judged.verdict : undefined;
    const said = store.humanVerdicts.get(id);
    if (!verdict || !said) {
      continue;
    }
    reviewed++;
    const judge = verdict.label === "unsafe";
    const person =
      judgement === "right" ? judge : said.verdict === undefined ? !judge : said.verdict === "unsafe";
    confusion[judge ? (person ? "bothUnsafe" : "judgeOnly") : person ? "personOnly" : "neitherUnsafe"]++;
  }
  return { reviewed, confusion, kappa: kappaOf(confusion) };
}

function kappaOf({
  bothUnsafe,
  judgeOnly,
  personOnly,
  neitherUnsafe,
}: Agreement["confusion"]): number | undefined {
  const total = bothUnsafe + judgeOnly + personOnly + neitherUnsafe;
  const judge = bothUnsafe + judgeOnly;
  const person = bothUnsafe + personOnly;
  const expected = (judge * person + (total - judge) * (total - person)) / (total * total);
  return total === 0 || expected === 1
    ? undefined
    : ((bothUnsafe + neitherUnsafe) / total - expected) / (1 - expected);
}
