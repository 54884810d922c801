import type { ToolFormat } from "./format.ts";
import { agentdojoFormat } from "./formats/agentdojo.ts";
import { agnoToolkitsFormat } from "./formats/agno-toolkits.ts";
import { anthropicFormat } from "./formats/anthropic.ts";
import { anthropicLiteralsFormat } from "./formats/anthropic-literals.ts";
import { autogenFormat } from "./formats/autogen.ts";
import { bedrockFormat } from "./formats/bedrock.ts";
import { bedrockLiteralsFormat } from "./formats/bedrock-literals.ts";
import { claudeAgentSdkJsFormat } from "./formats/claude-agent-sdk-js.ts";
import { claudeAgentSdkPythonFormat } from "./formats/claude-agent-sdk-python.ts";
import { crewaiFormat } from "./formats/crewai.ts";
import { dotnetFormat } from "./formats/dotnet.ts";
import { dotnetClassesFormat } from "./formats/dotnet-classes.ts";
import { fileNamedToolFormats } from "./formats/file-named-tools.ts";
import { geminiFormat } from "./formats/gemini.ts";
import { geminiLiteralsFormat } from "./formats/gemini-literals.ts";
import { goLiteralsFormat } from "./formats/go-literals.ts";
import { goPositionalFormat } from "./formats/go-positional.ts";
import { googleAdkFormat } from "./formats/google-adk.ts";
import { haystackToolsFormat } from "./formats/haystack-tools.ts";
import { hostedLiteralsFormat } from "./formats/hosted-literals.ts";
import { hostedMcpFormat } from "./formats/hosted-mcp.ts";
import { hostedMcpLiteralsFormat } from "./formats/hosted-mcp-literals.ts";
import { hostedToolsFormat } from "./formats/hosted-tools.ts";
import { inspectAiFormat } from "./formats/inspect-ai.ts";
import { keyedToolsFormat } from "./formats/keyed-tools.ts";
import { langchainGivenFormat } from "./formats/langchain-given.ts";
import { langchainJsFormat } from "./formats/langchain-js.ts";
import { langchainPythonFormat } from "./formats/langchain-python.ts";
import { lettaFormat } from "./formats/letta.ts";
import { listedParametersFormat } from "./formats/listed-parameters.ts";
import { llamaindexPythonFormat } from "./formats/llamaindex-python.ts";
import { madeLiteralsFormat } from "./formats/made-literals.ts";
import { mastraFormat } from "./formats/mastra.ts";
import { mcpFormat } from "./formats/mcp.ts";
import { mcpDispatchFormat } from "./formats/mcp-dispatch.ts";
import { mcpGoFormat } from "./formats/mcp-go.ts";
import { mcpLiteralsFormat } from "./formats/mcp-literals.ts";
import { mcpPythonFormat } from "./formats/mcp-python.ts";
import { mcpTypescriptFormat } from "./formats/mcp-typescript.ts";
import { mcpbManifestFormat } from "./formats/mcpb-manifest.ts";
import { openaiAgentsJsFormat } from "./formats/openai-agents-js.ts";
import { openaiAgentsPythonFormat } from "./formats/openai-agents-python.ts";
import { openaiChatFormat } from "./formats/openai-chat.ts";
import { openaiFunctionsFormat } from "./formats/openai-functions.ts";
import { openaiLiteralsFormat } from "./formats/openai-literals.ts";
import { openaiPydanticFormat } from "./formats/openai-pydantic.ts";
import { openaiResponsesFormat } from "./formats/openai-responses.ts";
import { openapiFormat } from "./formats/openapi.ts";
import { positionalToolsFormat } from "./formats/positional-tools.ts";
import { pydanticAiFormat } from "./formats/pydantic-ai.ts";
import { pythonAgentFormats } from "./formats/python-agents.ts";
import { pythonDecoratorFormats } from "./formats/python-decorators.ts";
import { pythonFunctionMakerFormats } from "./formats/python-function-makers.ts";
import { pythonFunctionTablesFormat } from "./formats/python-function-tables.ts";
import { pythonGivenFunctionsFormat } from "./formats/python-given-functions.ts";
import { pythonMethodDecoratorFormats } from "./formats/python-method-decorators.ts";
import { pythonOwnCallsFormat } from "./formats/python-own-calls.ts";
import { pythonOwnClassesFormat } from "./formats/python-own-classes.ts";
import { pythonOwnToolsFormat } from "./formats/python-own-tools.ts";
import { qwenAgentFormat } from "./formats/qwen-agent.ts";
import { scriptFactoryFormats } from "./formats/script-factories.ts";
import { semanticKernelFormat } from "./formats/semantic-kernel.ts";
import { smolagentsFormat } from "./formats/smolagents.ts";
import { tauBenchFormat } from "./formats/tau-bench.ts";
import { toolClassesFormat } from "./formats/tool-classes.ts";
import { toolObjectsFormat } from "./formats/tool-objects.ts";
import { toolemuFormat } from "./formats/toolemu.ts";
import { vercelAiFormat } from "./formats/vercel-ai.ts";
import { vscodeToolsFormat } from "./formats/vscode-language-model-tools.ts";
import { xmcpFormat } from "./formats/xmcp.ts";

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
  langchainPythonFormat,
  crewaiFormat,
  smolagentsFormat,
  openaiAgentsPythonFormat,
  mcpPythonFormat,
  pydanticAiFormat,
  googleAdkFormat,
  autogenFormat,
  lettaFormat,
  llamaindexPythonFormat,
  semanticKernelFormat,
  tauBenchFormat,
  inspectAiFormat,
  agentdojoFormat,
  claudeAgentSdkPythonFormat,
  ...pythonDecoratorFormats,
  ...pythonMethodDecoratorFormats,
  langchainGivenFormat,
  agnoToolkitsFormat,
  haystackToolsFormat,
  qwenAgentFormat,
  ...pythonFunctionMakerFormats,
  ...pythonAgentFormats,
  langchainJsFormat,
  openaiAgentsJsFormat,
  vercelAiFormat,
  mastraFormat,
  claudeAgentSdkJsFormat,
  ...scriptFactoryFormats,
  ...fileNamedToolFormats,
  xmcpFormat,
  mcpTypescriptFormat,
  openaiLiteralsFormat,
  openaiPydanticFormat,
  anthropicLiteralsFormat,
  hostedLiteralsFormat,
  hostedMcpLiteralsFormat,
  geminiLiteralsFormat,
  bedrockLiteralsFormat,
  mcpLiteralsFormat,
  mcpDispatchFormat,
  madeLiteralsFormat,
  toolObjectsFormat,
  positionalToolsFormat,
  keyedToolsFormat,
  listedParametersFormat,
  toolClassesFormat,
  pythonOwnToolsFormat,
  pythonOwnCallsFormat,
  pythonOwnClassesFormat,
  pythonFunctionTablesFormat,
  pythonGivenFunctionsFormat,
  mcpGoFormat,
  goLiteralsFormat,
  goPositionalFormat,
  dotnetFormat,
  dotnetClassesFormat,
];
