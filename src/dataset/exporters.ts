import type { Exporter } from "./exporter.ts";
import { openaiChat } from "./exporters/openai-chat.ts";
import { openaiPreference } from "./exporters/openai-preference.ts";

/** Every format that pairs can be exported to. */
export const exporters: readonly Exporter[] = [openaiChat, openaiPreference];
