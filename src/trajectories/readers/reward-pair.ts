import { isJsonObject } from "../../ots/json.ts";
import { type RewardPair, rewardPairSchema } from "../../ots/reward-pair.ts";
import type { Step } from "../../ots/step.ts";
import { fitness } from "../fields.ts";
import { limits } from "../limits.ts";
import type { Conversation, Reading, RecordReader } from "../reader.ts";

/** AutoSafe's reward lines: both sides of a pair with what a judge made of them. Gives two conversations. */
export const rewardPairReader: RecordReader = {
  kind: "records",
  id: "autosafe-rewards",
  title: "AutoSafe reward pairs",
  hints: ["reward-pair", "history", "chosen", "rejected", "margin"],
  sniff: (record) => (isJsonObject(record) && record.kind === "reward-pair" ? 1 : 0),
  *read(records): Iterable<Reading> {
    if (fitness(records[0] ?? null, limits.argumentDepth + 20) === "deep") {
      yield { problem: "this record is nested too deeply" };
      return;
    }
    const read = rewardPairSchema.safeParse(records[0]);
    if (!read.success) {
      const [issue] = read.error.issues;
      yield { problem: `this is not a valid reward pair: ${issue?.path.join(".")}: ${issue?.message}` };
      return;
    }
    for (const side of ["chosen", "rejected"] as const) {
      yield { conversation: conversationOf(read.data, side) };
    }
  },
};

function conversationOf(pair: RewardPair, side: "chosen" | "rejected"): Conversation {
  const { instruction, policy, tools, history } = pair;
  const { steps, reward, verdict, rationale } = pair[side];
  const all: Step[] = [...history, ...steps];
  const called = all.flatMap((step) =>
    step.kind === "agent" && step.action.kind === "call" ? [step.action.tool] : [],
  );
  return {
    ...(policy === "" ? {} : { policy }),
    instruction,
    steps: all,
    tools: [...new Set([...tools.map(({ name }) => name), ...called])],
    toolDefinitions: tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
    marks: [
      { name: "preference", value: side },
      { name: "reward", value: String(reward), explanation: rationale },
      { name: "verdict", value: verdict },
      ...(pair.selection === "review"
        ? [{ name: "review", value: "yes", explanation: "The pair is ranked the wrong way round." }]
        : []),
    ],
  };
}
