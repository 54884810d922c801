import type { TrajectoryReader } from "./reader.ts";
import { agentDojoReader } from "./readers/agentdojo.ts";
import { anthropicReader } from "./readers/anthropic.ts";
import { atifReader } from "./readers/atif.ts";
import { autosafeReader } from "./readers/autosafe.ts";
import { claudeCodeReader } from "./readers/claude-code.ts";
import { claudeStreamReader } from "./readers/claude-stream.ts";
import { codexReader } from "./readers/codex.ts";
import { inspectArchiveReader } from "./readers/inspect-archive.ts";
import { inspectJsonReader } from "./readers/inspect-json.ts";
import { langChainReader } from "./readers/langchain.ts";
import { langSmithReader } from "./readers/langsmith.ts";
import { openaiAgentsReader } from "./readers/openai-agents.ts";
import { openaiChatReader } from "./readers/openai-chat.ts";
import { openaiPreferenceReader } from "./readers/openai-preference.ts";
import { openaiResponsesReader } from "./readers/openai-responses.ts";
import { otlpReader } from "./readers/otlp.ts";
import { petriReader } from "./readers/petri.ts";
import { promptCompletionReader } from "./readers/prompt-completion.ts";
import { rJudgeReader } from "./readers/r-judge.ts";
import { reviewTableReader } from "./readers/review-table.ts";
import { rewardPairReader } from "./readers/reward-pair.ts";
import { shareGptReader } from "./readers/sharegpt.ts";
import { shareGptRankingReader } from "./readers/sharegpt-ranking.ts";
import { sweAgentReader } from "./readers/swe-agent.ts";
import { taraReader } from "./readers/tara.ts";
import { toolEmuReader } from "./readers/toolemu.ts";
import { vercelReader } from "./readers/vercel.ts";

/** Every format that can be opened. Which one a file has is decided by its content; the order settles ties. */
export const trajectoryReaders: readonly TrajectoryReader[] = [
  autosafeReader,
  rewardPairReader,
  atifReader,
  claudeCodeReader,
  claudeStreamReader,
  codexReader,
  inspectArchiveReader,
  inspectJsonReader,
  otlpReader,
  langSmithReader,
  langChainReader,
  openaiAgentsReader,
  agentDojoReader,
  petriReader,
  rJudgeReader,
  toolEmuReader,
  sweAgentReader,
  vercelReader,
  taraReader,
  reviewTableReader,
  shareGptRankingReader,
  promptCompletionReader,
  openaiPreferenceReader,
  openaiResponsesReader,
  anthropicReader,
  openaiChatReader,
  shareGptReader,
];
