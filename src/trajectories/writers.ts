import type { TrajectoryWriter } from "./writer.ts";
import { atifWriter } from "./writers/atif.ts";
import { autosafeWriter } from "./writers/autosafe.ts";
import { openaiChatWriter } from "./writers/openai-chat.ts";

/** Every format that trajectories can be converted to. */
export const trajectoryWriters: readonly TrajectoryWriter[] = [autosafeWriter, atifWriter, openaiChatWriter];
