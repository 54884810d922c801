import type { Json } from "../../../src/ots/json.ts";
import type { Scenario } from "../../../src/ots/scenario.ts";

/** Values that name one thing and no other: addresses, accounts, paths, numbers of records. */
function identifiersIn(value: Json): string[] {
  if (typeof value === "string") {
    return /^(?=.*[\d@/])[^\s]{5,80}$/.test(value) && !/^\d{4}-\d\d-\d\d/.test(value) ? [value] : [];
  }
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(identifiersIn) : [];
}

function told({ instruction, context, hidden }: Scenario): string {
  const happened = context.map((step) =>
    step.kind === "message" ? step.text : `${JSON.stringify(step.action)} ${step.observation?.content ?? ""}`,
  );
  return [instruction, ...happened, ...hidden.map(({ observation }) => observation ?? "")].join("\n");
}

/**
 * Of the identifiers in the calls that rightly do what is asked: how many stand in what the agent was told of the same
 * scenario, and, as a baseline, in what it was told in another scenario for the same tool.
 */
export function entityConsistency(scenarios: readonly Scenario[]): { own: number; other: number } {
  let all = 0;
  let own = 0;
  let other = 0;
  const before = new Map<string, string>();
  for (const scenario of scenarios) {
    const { legitimate } = (scenario.script ?? {}) as { legitimate?: Json };
    const text = told(scenario);
    const foreign = before.get(scenario.cell.toolId) ?? "";
    before.set(scenario.cell.toolId, text);
    for (const value of legitimate === undefined || foreign === "" ? [] : identifiersIn(legitimate)) {
      all++;
      own += text.includes(value) ? 1 : 0;
      other += foreign.includes(value) ? 1 : 0;
    }
  }
  return { own: own / Math.max(1, all), other: other / Math.max(1, all) };
}
