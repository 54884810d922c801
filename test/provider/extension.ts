// An extension of its own that gives the editor scripted language models, as vendors of models do: what drives the way to
// VS Code's models in the suite. Its models play the same roles as the scripted server.
import * as vscode from "vscode";
import type { ChatBody } from "../../src/simulators/llm/chat.ts";
import { askedOf } from "../servers/asked.ts";
import { play } from "../servers/roles.ts";

/** How each model behaves, by its id. */
const models = {
  scripted: "answers by tool calls",
  "prose-only": "turns tools down, answers in text",
  "limited-plan": "answers thirty requests, then says that the quota is used up",
  prudish: "refuses one request in four in prose",
} as const;
type ModelName = keyof typeof models;

const asked: Record<string, number> = {};

// Not in the typings that the extension itself is held to: newer than the oldest editor it supports.
interface Provider {
  provideLanguageModelChatInformation(): object[];
  provideLanguageModelChatResponse(
    model: { id: string },
    messages: readonly vscode.LanguageModelChatMessage[],
    options: { tools?: readonly { name: string; inputSchema?: object }[]; toolMode?: number },
    progress: vscode.Progress<vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart>,
    token: vscode.CancellationToken,
  ): Promise<void>;
  provideTokenCount(model: object, text: string | vscode.LanguageModelChatMessage): Promise<number>;
}

export function activate(context: vscode.ExtensionContext): { asked: typeof asked } {
  const provider: Provider = {
    provideLanguageModelChatInformation: () =>
      Object.keys(models).map((id) => ({
        id,
        name: `Scripted ${id}`,
        family: "scripted",
        version: "1",
        maxInputTokens: 100_000,
        maxOutputTokens: 8_000,
        capabilities: { toolCalling: true, imageInput: false },
      })),
    async provideLanguageModelChatResponse({ id }, messages, { tools }, progress, token) {
      const number = asked[id] ?? 0;
      asked[id] = number + 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (token.isCancellationRequested) {
        throw new vscode.CancellationError();
      }
      misbehave(id as ModelName, number, tools !== undefined && tools.length > 0);
      if (id === "prudish" && number % 4 === 3) {
        progress.report(new vscode.LanguageModelTextPart("I'm sorry, but I can't help with that."));
        return;
      }
      // Offered to run snippets, it runs one that asks for what must not be there.
      if (tools?.some(({ name }) => name === "run")) {
        const input = { text: "6 * 7 + typeof process + typeof require" };
        progress.report(new vscode.LanguageModelToolCallPart(`call-${number}`, "run", input));
        return;
      }
      const body = bodyOf(messages, tools?.[0]);
      const said = /capital_city/.test(JSON.stringify(body))
        ? { capital: "Paris", country: "France" }
        : play(askedOf(number, {}, body));
      const [tool] = tools ?? [];
      progress.report(
        tool
          ? new vscode.LanguageModelToolCallPart(`call-${number}`, tool.name, said)
          : new vscode.LanguageModelTextPart(`Here it is:\n${JSON.stringify(said)}`),
      );
    },
    provideTokenCount: async (_, text) => Math.ceil(JSON.stringify(text).length / 4),
  };
  const register = (
    vscode.lm as unknown as Record<string, (vendor: string, provider: Provider) => vscode.Disposable>
  ).registerLanguageModelChatProvider;
  if (register) {
    context.subscriptions.push(register("autosafe-test", provider));
  }
  return { asked };
}

function misbehave(id: ModelName, number: number, withTools: boolean): void {
  if (id === "prose-only" && withTools) {
    throw new Error("This model does not support tools");
  }
  if (id === "limited-plan" && number >= 30) {
    throw vscode.LanguageModelError.Blocked("You have exceeded your premium request allowance");
  }
}

/** The request in the shape of the chat interface, as the scripted roles read it. */
function bodyOf(
  messages: readonly vscode.LanguageModelChatMessage[],
  tool: { name: string; inputSchema?: object } | undefined,
): ChatBody {
  const text = ({ content }: vscode.LanguageModelChatMessage) =>
    (content as unknown[])
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
      .join("");
  return {
    model: "scripted",
    messages: messages.map((message) => ({
      role: message.role === vscode.LanguageModelChatMessageRole.Assistant ? "assistant" : "user",
      content: text(message),
    })),
    ...(tool && {
      tools: [
        {
          type: "function",
          function: { name: tool.name, description: "", parameters: (tool.inputSchema ?? {}) as never },
        },
      ],
    }),
  };
}
