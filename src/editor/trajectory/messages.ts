import { z } from "../../ots/zod.ts";
import type { FromTrajectoryPage, TextRef, TrajectoryPageState } from "../../shared/protocol.ts";

// A page holds text that anybody may have written. Should such text ever get to run, this is what it could say to the host.

const side = z.enum(["unsafe", "safe"]);
const step = z.int().nonnegative();

export const textRefSchema: z.ZodType<TextRef> = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("instruction") }),
  z.strictObject({
    of: z.enum(["thought", "arguments", "answer", "message", "observation", "rationale"]),
    side,
    step,
  }),
]);

export const fromTrajectoryPageSchema: z.ZodType<FromTrajectoryPage> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({ type: z.literal("simulate") }),
  z.strictObject({ type: z.literal("reflect") }),
  z.strictObject({ type: z.literal("reveal-tool") }),
  z.strictObject({ type: z.literal("show-text"), text: textRefSchema }),
  z.strictObject({ type: z.literal("failed"), message: z.string().max(10_000) }),
]);

/** The state a page kept over a restart: only what names the scenario matters to the host. */
export const pageStateSchema: z.ZodType<Pick<TrajectoryPageState, "folder" | "scenarioId">> = z.object({
  folder: z.string(),
  scenarioId: z.string(),
});
