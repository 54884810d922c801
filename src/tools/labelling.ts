import type { ThreatModel } from "../ots/threat-model.ts";
import type { Capability } from "../ots/tool.ts";
import { inferCapabilities, type LabelEvidence } from "./capabilities.ts";
import type { LabelledTool } from "./labels/shape.ts";

/** Gives the labels of a tool. While a file is edited, most of its tools stay what they were; theirs are remembered. */
export type Labelling = (
  tool: LabelledTool,
  model: ThreatModel,
  evidence: readonly LabelEvidence[],
) => Capability[];

const maxKept = 2_000;

export function createLabelling(): Labelling {
  const byModel = new WeakMap<ThreatModel, Map<string, Capability[]>>();
  return (tool, model, evidence) => {
    let known = byModel.get(model);
    if (known === undefined || known.size > maxKept) {
      known = new Map();
      byModel.set(model, known);
    }
    const key = JSON.stringify([tool, evidence]);
    const labels = known.get(key) ?? inferCapabilities(tool, model, evidence);
    known.set(key, labels);
    return [...labels];
  };
}
