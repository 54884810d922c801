import { builtinThreatModel } from "../../ots/threat-model.ts";
import { memoryOf, type Situation, situate } from "../situation.ts";
import { passageOf } from "../text/passage.ts";
import type { BeltContext } from "./tool.ts";

const nothing = { kind: "agent", thought: "", action: { kind: "answer", text: "" } } as const;

/** The case as the detectors see it, with the last step as the judged one. */
export function situationOf({ instruction, policy, tools, steps }: BeltContext): Situation {
  const last = steps.at(-1);
  const judged = last?.kind === "agent" ? last : nothing;
  const history = last?.kind === "agent" ? steps.slice(0, -1) : steps;
  return situate(judged, memoryOf(instruction, history), {
    model: builtinThreatModel,
    policy:
      policy === ""
        ? undefined
        : { where: "policy", passage: passageOf(policy), step: -1, name: "", failed: false },
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    scenario: undefined,
  });
}
