import * as vscode from "vscode";
import { SimulatorError } from "../../ots/task.ts";
import type { ChatBody, ChatReply, ChatTransport } from "../../simulators/llm/chat.ts";
import { bodyCharacters, estimateTokens } from "../../simulators/llm/chat.ts";
import type { UsageMeter } from "../../simulators/llm/endpoint/usage.ts";
import { BadRequest, RunStop } from "../../simulators/llm/failures.ts";

/** What every VS Code model is like: no system role, no length limit, structure by a single forced tool. */
export const editorModelTraits = { rung: "forced-tool", system: false, limit: undefined } as const;

/** Requests to a language model of VS Code. The first one asks for the user's consent, so it must follow from an action of theirs. */
export function editorTransport(model: vscode.LanguageModelChat, meter: UsageMeter): ChatTransport {
  return {
    async send(body, { kind }, signal) {
      signal.throwIfAborted();
      meter.charge(kind, false);
      const cancel = new vscode.CancellationTokenSource();
      const abort = () => cancel.cancel();
      signal.addEventListener("abort", abort, { once: true });
      try {
        const response = await model.sendRequest(messagesOf(body), optionsOf(body), cancel.token);
        const said = await collect(response, signal);
        const usage = await usageOf(model, body, `${said.text}${said.toolArguments ?? ""}`, cancel.token);
        meter.used(usage, model.id);
        return { ...said, finish: "other", model: `${model.vendor}/${model.id}`, usage };
      } catch (error) {
        signal.throwIfAborted();
        throw failureOf(error, body);
      } finally {
        signal.removeEventListener("abort", abort);
        cancel.dispose();
      }
    },
  };
}

function messagesOf({ messages }: ChatBody): vscode.LanguageModelChatMessage[] {
  return messages.map(({ role, content }) =>
    role === "assistant"
      ? vscode.LanguageModelChatMessage.Assistant(content)
      : vscode.LanguageModelChatMessage.User(content),
  );
}

function optionsOf({ tools, tool_choice: forced }: ChatBody): vscode.LanguageModelChatRequestOptions {
  const justification = vscode.l10n.t(
    "To play the agent, its tools and the judge in risk scenarios for your tools.",
  );
  return tools
    ? {
        justification,
        tools: tools.map(({ function: { name, description, parameters } }) => ({
          name,
          description,
          inputSchema: parameters,
        })),
        // A forced tool carries the answer; tools to look things up with may be called or not. Many models take one forced tool only.
        toolMode: forced ? vscode.LanguageModelChatToolMode.Required : vscode.LanguageModelChatToolMode.Auto,
      }
    : { justification };
}

/** The answer, piece by piece; parts of kinds we do not know are passed over. */
async function collect(
  response: vscode.LanguageModelChatResponse,
  signal: AbortSignal,
): Promise<Pick<ChatReply, "text" | "toolName" | "toolArguments">> {
  let text = "";
  let called: { toolName: string; toolArguments: string } | undefined;
  for await (const part of response.stream) {
    signal.throwIfAborted();
    if (part instanceof vscode.LanguageModelTextPart) {
      text += part.value;
    } else if (part instanceof vscode.LanguageModelToolCallPart) {
      called ??= { toolName: part.name, toolArguments: JSON.stringify(part.input) };
    }
  }
  return { text, ...called };
}

/** VS Code says nothing of usage: tokens are counted by the model's own counter, or guessed when it has none. */
async function usageOf(
  model: vscode.LanguageModelChat,
  body: ChatBody,
  written: string,
  token: vscode.CancellationToken,
): Promise<ChatReply["usage"]> {
  try {
    const sent = body.messages.map(({ content }) => content).join("\n");
    const [inputTokens, outputTokens] = await Promise.all([
      model.countTokens(sent, token),
      model.countTokens(written, token),
    ]);
    return { inputTokens, outputTokens, estimated: true };
  } catch {
    return {
      inputTokens: estimateTokens(bodyCharacters(body)),
      outputTokens: estimateTokens(written.length),
      estimated: true,
    };
  }
}

const quotaWords = /quota|rate.?limit|too many requests|limit reached|exceeded|\b429\b|upgrade your plan/i;
const filterWords = /filter|off.?topic|responsible.?ai|content.?policy|moderation/i;
const toolWords = /\btools?\b|tool.?mode|tool.?choice|function.?call/i;

/** What an error of the model means for the run: quota and consent end it, a filter is an outcome, the rest may pass. */
function failureOf(error: unknown, { tools }: ChatBody): Error {
  if (error instanceof RunStop || error instanceof SimulatorError) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
  const said = [message, cause].filter((part) => part !== "").join(": ");
  const code = error instanceof vscode.LanguageModelError ? error.code : "";
  if (code === vscode.LanguageModelError.NoPermissions.name) {
    return new RunStop("endpoint", `the use of this language model was not allowed: ${said}`);
  }
  if (code === vscode.LanguageModelError.NotFound.name) {
    return new RunStop("endpoint", `the language model is no longer there: ${said}`);
  }
  if (filterWords.test(said)) {
    return new SimulatorError("filtered", `the language model's filter turned the request down: ${said}`);
  }
  if (code === vscode.LanguageModelError.Blocked.name || quotaWords.test(said)) {
    return new RunStop("endpoint", `the language model's quota is used up or it is blocked: ${said}`);
  }
  if (tools && toolWords.test(said)) {
    return new BadRequest(400, said);
  }
  return new SimulatorError("unreachable", said);
}
