import type { ToolFormat } from "./format.ts";
import { anthropicFormat } from "./formats/anthropic.ts";
import { bedrockFormat } from "./formats/bedrock.ts";
import { geminiFormat } from "./formats/gemini.ts";
import { hostedMcpFormat } from "./formats/hosted-mcp.ts";
import { hostedToolsFormat } from "./formats/hosted-tools.ts";
import { mcpFormat } from "./formats/mcp.ts";
import { mcpbManifestFormat } from "./formats/mcpb-manifest.ts";
import { openaiChatFormat } from "./formats/openai-chat.ts";
import { openaiFunctionsFormat } from "./formats/openai-functions.ts";
import { openaiResponsesFormat } from "./formats/openai-responses.ts";
import { openapiFormat } from "./formats/openapi.ts";
import { toolemuFormat } from "./formats/toolemu.ts";
import { vscodeToolsFormat } from "./formats/vscode-language-model-tools.ts";

/**
 * Every tool format, the most specific first: when two formats describe the same definition, the earlier one wins.
 * A new format is one file and one line here.
 */
export const toolFormats: readonly ToolFormat[] = [
  openapiFormat,
  vscodeToolsFormat,
  mcpbManifestFormat,
  toolemuFormat,
  bedrockFormat,
  geminiFormat,
  openaiChatFormat,
  openaiResponsesFormat,
  anthropicFormat,
  mcpFormat,
  hostedMcpFormat,
  hostedToolsFormat,
  openaiFunctionsFormat,
];
