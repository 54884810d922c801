import type { Exporter } from "./exporter.ts";
import { atif } from "./exporters/atif.ts";
import { autosafe } from "./exporters/autosafe.ts";
import { autosafeRewards } from "./exporters/autosafe-rewards.ts";
import { axolotl } from "./exporters/axolotl.ts";
import { csv } from "./exporters/csv.ts";
import { llamaFactoryDpo } from "./exporters/llama-factory-dpo.ts";
import { llamaFactorySft } from "./exporters/llama-factory-sft.ts";
import { openaiChat } from "./exporters/openai-chat.ts";
import { openaiPreference } from "./exporters/openai-preference.ts";
import { sharegpt } from "./exporters/sharegpt.ts";
import { tara } from "./exporters/tara.ts";
import { trlDpo } from "./exporters/trl-dpo.ts";
import { trlKto } from "./exporters/trl-kto.ts";
import { trlReward } from "./exporters/trl-reward.ts";
import { trlSft } from "./exporters/trl-sft.ts";

/** Every format that data can be exported to. */
export const exporters: readonly Exporter[] = [
  openaiChat,
  openaiPreference,
  trlSft,
  trlDpo,
  trlKto,
  trlReward,
  llamaFactorySft,
  llamaFactoryDpo,
  axolotl,
  sharegpt,
  atif,
  csv,
  autosafe,
  autosafeRewards,
  tara,
];
