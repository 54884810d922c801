import { claudeAgentsFormat, claudeCommandsFormat, vscodeAgentsFormat } from "./servers/agent-files.ts";
import { claudeSettingsFormat } from "./servers/claude-settings.ts";
import { codexFormat } from "./servers/codex.ts";
import { continueFormat } from "./servers/continue.ts";
import type { ConfigFormat } from "./servers/format.ts";
import { geminiFormat } from "./servers/gemini.ts";
import {
  claudeCodeFormat,
  claudeDesktopFormat,
  clineFormat,
  cursorFormat,
  otherMcpServersFormat,
  rooFormat,
  windsurfFormat,
} from "./servers/mcp-servers.ts";
import { opencodeFormat } from "./servers/opencode.ts";
import { mcpbServerFormat, registryFormat } from "./servers/packages.ts";
import {
  codeWorkspaceFormat,
  devcontainerFormat,
  vscodeMcpFormat,
  vscodeSettingsFormat,
} from "./servers/vscode.ts";
import { zedFormat } from "./servers/zed.ts";

/**
 * Every configuration format of MCP clients and agents, the most specific first: of those that go by a file's name, the
 * first that finds anything in it wins. A new format is one file and one line here.
 */
export const configFormats: readonly ConfigFormat[] = [
  vscodeMcpFormat,
  vscodeSettingsFormat,
  codeWorkspaceFormat,
  devcontainerFormat,
  claudeCodeFormat,
  claudeSettingsFormat,
  claudeAgentsFormat,
  claudeCommandsFormat,
  vscodeAgentsFormat,
  claudeDesktopFormat,
  cursorFormat,
  windsurfFormat,
  clineFormat,
  rooFormat,
  geminiFormat,
  zedFormat,
  codexFormat,
  continueFormat,
  opencodeFormat,
  registryFormat,
  mcpbServerFormat,
  otherMcpServersFormat,
];
