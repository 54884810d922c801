import { agreementOf } from "../../dataset/agreement.ts";
import { coverageOf } from "../../dataset/coverage.ts";
import { Neighbours } from "../../dataset/near-duplicates/neighbours.ts";
import { statistics } from "../../dataset/statistics.ts";
import type { Store } from "../../dataset/store.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { ToolSpec } from "../../ots/tool.ts";

/** Everything the report counts. Loads late: nothing of it is needed before the report is opened. */
export async function count(store: Store, tools: readonly ToolSpec[], model: ThreatModel) {
  const neighbours = await Neighbours.open(store);
  return {
    coverage: coverageOf(store, tools, model),
    statistics: statistics(store, tools, model),
    nearDuplicates: neighbours.counts(store),
    agreement: agreementOf(store),
  };
}
