import type { TaskKind } from "../../ots/task.ts";
import type { UsageTotals } from "./endpoint/usage.ts";
import { costOf, dollars, type Price } from "./prices.ts";
import { modelFor, type RoleModels } from "./roles.ts";

/** The figures of an estimate that spending follows from; see `pipeline/estimate.ts`. */
export interface EstimatedCalls {
  episodes: number;
  calls: number;
  mostCalls: number;
  inputTokens: number;
  outputTokens: number;
  callsByKind: Readonly<Record<TaskKind, number>>;
}

/** US dollars: about what is expected, and if everything took as long as it may. */
export interface PriceRange {
  expected: number;
  most: number;
  /** Models without a price, which the range leaves out. */
  unpriced: string[];
}

/** Tokens are shared out over the kinds of calls evenly: good enough for a range. Undefined when no price is known. */
export function priceRange(
  estimate: EstimatedCalls,
  models: RoleModels,
  price: (model: string) => Price | undefined,
): PriceRange | undefined {
  const { calls, mostCalls, inputTokens, outputTokens, callsByKind } = estimate;
  const unpriced = new Set<string>();
  let expected = 0;
  for (const [kind, count] of Object.entries(callsByKind)) {
    const model = modelFor(kind as TaskKind, models);
    const known = price(model);
    const share = calls === 0 ? 0 : count / calls;
    if (known) {
      expected += costOf({ inputTokens: inputTokens * share, outputTokens: outputTokens * share }, known);
    } else if (count > 0) {
      unpriced.add(model);
    }
  }
  const all = new Set(Object.keys(callsByKind).map((kind) => modelFor(kind as TaskKind, models)));
  return [...all].every((model) => price(model) === undefined)
    ? undefined
    : { expected, most: calls === 0 ? 0 : (expected * mostCalls) / calls, unpriced: [...unpriced] };
}

/** The range in words, such as `about $0.12, at most $0.80`. */
export function priceRangeText(range: PriceRange | undefined): string {
  if (!range) {
    return "price not known";
  }
  const rest =
    range.unpriced.length === 0 ? "" : `, without ${range.unpriced.join(", ")}, whose price is not known`;
  return `about ${dollars(range.expected)}, at most ${dollars(range.most)}${rest}`;
}

/** An estimate in words. */
export function estimateText(estimate: EstimatedCalls, range: PriceRange | undefined): string {
  const { episodes, calls, mostCalls, inputTokens, outputTokens } = estimate;
  return (
    `About ${count(calls)} calls for ${count(episodes)} episodes (at most ${count(mostCalls)}, repairs and retries not ` +
    `counted), about ${count(inputTokens)} tokens in and ${count(outputTokens)} out, hidden reasoning not counted: ` +
    `${priceRangeText(range)}.`
  );
}

/** What was used so far, in a few words for a progress line. */
export function usageText({
  completions,
  inputTokens,
  outputTokens,
  dollars: spent,
  unpriced,
}: UsageTotals): string {
  const tokens = `${count(completions)} calls, ${count(inputTokens + outputTokens)} tokens`;
  return unpriced === completions ? tokens : `${tokens}, ${dollars(spent)}`;
}

/** Who plays what, for people. */
export function modelsInWords({ default: main, judge, ...others }: RoleModels): string {
  const exceptions = Object.entries(others).filter(([, model]) => model !== main);
  const roles = exceptions.map(([role, model]) => `, ${role} by ${model}`).join("");
  return judge === undefined || judge === main ? `${main}${roles}` : `${main}${roles}, judged by ${judge},`;
}

export function count(number: number): string {
  return number.toLocaleString("en-US");
}
