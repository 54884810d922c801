import type { JsonObject } from "../../../ots/json.ts";
import { SimulatorError, type TaskResult } from "../../../ots/task.ts";
import type { Provenance } from "../../../ots/trajectory.ts";
import type { ChatBody, ChatMessage, ChatReply, ChatTransport, RequestPurpose } from "../chat.ts";
import { BadRequest, RunStop } from "../failures.ts";
import type { Question, Reading } from "../prompts/prompt.ts";
import { clip, plainLine } from "../text.ts";
import { answerIn, askFor, schemaWords, withWords } from "./ladder.ts";
import { declines } from "./refusal.ts";
import { aboutLength, learn, limitOf, rolesOf, stepDown, type Traits } from "./traits.ts";

export interface Asking {
  transport: ChatTransport;
  model: string;
  traits: Traits;
  /** Content hash of the task, from which requests get their ids. */
  taskKey: string;
  /** Longest answer allowed, in tokens, reasoning included. */
  maxOutputTokens: number;
  /** Provenance of an answer by the model of this name. */
  provenance(model: string): Provenance;
}

const mostRepairs = 2;

/**
 * Puts a question to a model until there is a usable answer: down the ladder while the server objects, and at most two
 * repair turns that tell the model what is wrong with its answer.
 * @throws SimulatorError "refused", "filtered", "truncated", "unreachable", or "invalid" when two repairs did not help.
 */
export async function ask(question: Question, asking: Asking, signal: AbortSignal): Promise<TaskResult> {
  const { traits } = asking;
  const turns = { sent: 0 };
  let repair: ChatMessage[] = [];
  let usable: { result: TaskResult; remarks: number } | undefined;
  for (let repairs = 0; ; ) {
    const { reply, sent } = await send(question, repair, asking, turns, signal);
    const answer = answerIn(reply);
    if (!answer) {
      rejectLost(reply);
    }
    if (ignoresStructure(question, reply, answer) && !sent.proven && stepDown(traits, sent.rung)) {
      continue;
    }
    const reading: Reading = answer
      ? question.read(answer, asking.provenance(reply.model ?? asking.model))
      : { problems: ["the answer holds no JSON object"], remarks: [] };
    if (reading.result && reading.problems.length === 0) {
      if (traits.rung === sent.rung) {
        traits.proven = true;
      }
      const { result, remarks } = reading;
      const better = !usable || remarks.length <= usable.remarks ? result : usable.result;
      // Remarks are worth one more turn; what is then still amiss is accepted as read.
      if (remarks.length === 0 || usable || repairs === mostRepairs) {
        return better;
      }
      usable = { result, remarks: remarks.length };
    } else if (usable) {
      return usable.result;
    } else if (repairs === mostRepairs) {
      throw new SimulatorError("invalid", `the model's answer is not usable: ${reading.problems.join("; ")}`);
    }
    repairs++;
    repair = repairTurn(question, reply, [...reading.problems, ...reading.remarks]);
  }
}

/**
 * One turn without a structure: with function tools the model may call, or with words alone. Undefined when the server takes
 * no function tools.
 */
export async function sendFreely(
  messages: readonly ChatMessage[],
  tools: ChatBody["tools"],
  { transport, model, traits, maxOutputTokens }: Asking,
  purpose: RequestPurpose,
  signal: AbortSignal,
): Promise<ChatReply | undefined> {
  for (;;) {
    const sent = { ...traits };
    try {
      const body = {
        model,
        messages: rolesOf(sent, messages),
        ...(tools && { tools }),
        ...limitOf(sent, maxOutputTokens),
      };
      return await transport.send(body, purpose, signal);
    } catch (error) {
      if (!(error instanceof BadRequest)) {
        throw error;
      }
      if (tools && /tool|function/i.test(error.message)) {
        return undefined;
      }
      // What it says of length or roles is learned as for any other turn; an objection to anything else is final.
      const rung = traits.rung;
      const learned = learn(traits, sent, error);
      if (!learned || traits.rung !== rung) {
        traits.rung = rung;
        throw error;
      }
    }
  }
}

/** One reply, whatever the server has to be asked like. */
async function send(
  question: Question,
  repair: readonly ChatMessage[],
  { transport, model, traits, maxOutputTokens, taskKey }: Asking,
  turns: { sent: number },
  signal: AbortSignal,
): Promise<{ reply: ChatReply; sent: Traits }> {
  let unlimited = false;
  for (;;) {
    const sent = { ...traits, ...(unlimited && { limit: undefined }) };
    const { structure, words } = askFor(question, sent.rung);
    const messages = rolesOf(sent, [...withWords(question.messages, words), ...repair]);
    try {
      const body = { model, messages, ...structure, ...limitOf(sent, maxOutputTokens) };
      const purpose = { kind: question.kind, id: `${taskKey}-${turns.sent++}` };
      return { reply: await transport.send(body, purpose, signal), sent };
    } catch (error) {
      if (error instanceof BadRequest && aboutLength(error) && sent.proven && sent.limit !== undefined) {
        unlimited = true; // an unusually long prompt may still fit when no room is set aside for the answer
      } else if (!(error instanceof BadRequest) || !learn(traits, sent, error)) {
        throw error instanceof BadRequest && !sent.proven && !aboutLength(error) ? neverWorked(error) : error;
      }
    }
  }
}

/** The server turned down every form there is, and never took one: it will not take the next request either. */
function neverWorked({ status, message }: BadRequest): RunStop {
  return new RunStop(
    "endpoint",
    `the server takes none of the request forms we know (${status}): ${message}`,
  );
}

/** Prose, or an object that has nothing of what was asked for: the server does not heed the structure at this rung. */
function ignoresStructure(question: Question, reply: ChatReply, answer: JsonObject | undefined): boolean {
  return answer
    ? !Object.keys(question.schema.properties ?? {}).some((name) => Object.hasOwn(answer, name))
    : !reply.text.includes("{") && reply.toolArguments === undefined;
}

/** A reply without an object in it that no repair turn can help. */
function rejectLost({ refusal, finish, text }: ChatReply): void {
  if (refusal !== undefined) {
    throw new SimulatorError("refused", `the model refused: ${plainLine(refusal, 300)}`);
  }
  if (finish === "content_filter") {
    throw new SimulatorError("filtered", "the server's content filter held the answer back");
  }
  if (finish === "length") {
    throw new SimulatorError("truncated", "the answer was cut off at the length limit");
  }
  if (declines(text)) {
    throw new SimulatorError("refused", `the model refused: ${plainLine(text, 300)}`);
  }
}

const longestQuoted = 8_000;

function repairTurn(question: Question, reply: ChatReply, issues: readonly string[]): ChatMessage[] {
  const said = reply.toolArguments ?? reply.text;
  return [
    { role: "assistant", content: said.trim() === "" ? "(empty answer)" : clip(said, longestQuoted) },
    {
      role: "user",
      content: [
        "That answer cannot be used as it is:",
        ...issues.map((issue) => `- ${clip(issue, 600)}`),
        `Give the whole answer again, mended. ${schemaWords(question)}`,
      ].join("\n"),
    },
  ];
}
