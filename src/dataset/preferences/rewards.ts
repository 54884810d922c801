import type { Preference, RankedPreference } from "../../judge/rank/preference.ts";
import { type RewardPair, rewardPairSchema } from "../../ots/reward-pair.ts";
import { agentStepSchema, stepSchema } from "../../ots/step.ts";
import { toolSpecSchema } from "../../ots/tool.ts";
import { schemaVersion } from "../../ots/vocabulary.ts";
import * as z from "../../ots/zod.ts";
import type { PreferenceReader } from "./reader.ts";

/** A ranked pair as a line. */
export function rewardLine(
  preference: Preference,
  ranked: RankedPreference,
  selection: RewardPair["selection"],
): RewardPair {
  const side = (name: "chosen" | "rejected"): RewardPair["chosen"] => {
    const { reward, verdict, rationale, trace } = ranked[name];
    return { steps: [...preference[name]], reward, verdict, rationale, trace };
  };
  const { id, instruction, policy, tools, history, documents } = preference;
  return {
    schemaVersion,
    kind: "reward-pair",
    id,
    instruction,
    policy,
    tools: [...tools],
    history: [...history],
    ...(documents && { documents: [...documents] }),
    chosen: side("chosen"),
    rejected: side("rejected"),
    margin: ranked.margin,
    agreement: ranked.agreement,
    selection,
  };
}

/** A pair as tests and people write it: without the rewards. */
const plainSchema = rewardPairSchema
  .omit({
    chosen: true,
    rejected: true,
    margin: true,
    agreement: true,
    selection: true,
    schemaVersion: true,
    tools: true,
  })
  .extend({
    kind: z.literal("preference"),
    tools: z.array(toolSpecSchema.partial({ id: true, capabilities: true })),
    chosen: z.array(stepSchema.or(agentStepSchema)),
    rejected: z.array(stepSchema.or(agentStepSchema)),
  });

/** Our own reward lines, and pairs of steps without rewards (`kind: "preference"`). */
export const rewardsReader: PreferenceReader = {
  id: "autosafe",
  title: "AutoSafe reward JSONL",
  read(record) {
    const line = rewardPairSchema.safeParse(record);
    if (line.success) {
      const { id, instruction, policy, tools, history, documents, chosen, rejected } = line.data;
      return {
        id,
        instruction,
        policy,
        tools,
        history,
        ...(documents && { documents }),
        chosen: chosen.steps,
        rejected: rejected.steps,
        stated: { chosen: chosen.reward, rejected: rejected.reward },
      };
    }
    const plain = plainSchema.safeParse(record);
    if (!plain.success) {
      return undefined;
    }
    const { tools, kind: _, documents, ...pair } = plain.data;
    return {
      ...pair,
      ...(documents && { documents }),
      tools: tools.map((tool) => ({
        ...tool,
        id: tool.id ?? `tool-${tool.name}`,
        capabilities: tool.capabilities ?? [],
      })),
    };
  },
};
