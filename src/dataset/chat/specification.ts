import { isJsonObject } from "../../ots/json.ts";
import { z } from "../../ots/zod.ts";
import { functionNamePattern } from "./function-names.ts";

// The formats as their consumers describe them: OpenAI's supervised and preference fine-tuning guides and the schemas
// FineTuneChatRequestInput and FineTunePreferenceRequestInput of its API description; Azure AI Foundry, Together and
// Fireworks take the same lines. Written from there and not from our own writers, which it checks.

const text = z.string().min(1);

const toolCallSchema = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().regex(functionNamePattern), arguments: z.string() }),
});

const assistantSchema = z.strictObject({
  role: z.literal("assistant"),
  content: text.nullable().optional(),
  tool_calls: z.array(toolCallSchema).min(1).max(128).optional(),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
});

const messageSchema = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: text }),
  z.strictObject({ role: z.literal("user"), content: text }),
  assistantSchema,
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string().min(1), content: z.string() }),
]);

const toolSchema = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string().regex(functionNamePattern),
    description: z.string().optional(),
    parameters: z.looseObject({ type: z.literal("object") }),
  }),
});

const request = {
  messages: z.array(messageSchema).min(1),
  tools: z.array(toolSchema).min(1).max(128),
  parallel_tool_calls: z.boolean(),
};
const chatLineSchema = z.strictObject(request);
const preferenceLineSchema = z.strictObject({
  input: z.strictObject(request),
  preferred_output: z.array(assistantSchema).length(1),
  non_preferred_output: z.array(assistantSchema).length(1),
});

type Message = z.infer<typeof messageSchema>;
type Assistant = z.infer<typeof assistantSchema>;
type Tool = z.infer<typeof toolSchema>;

/** What is wrong with a line of an OpenAI-style chat file; undefined when nothing is. */
export function chatLineProblem(line: string): string | undefined {
  return problemOf(line, chatLineSchema, ({ messages, tools }) => {
    const last = messages.at(-1);
    if (last?.role !== "assistant") {
      return "the last message is not the assistant's";
    }
    if (!messages.some((message) => message.role === "assistant" && message.weight !== 0)) {
      return "no assistant message is trained";
    }
    return conversationProblem(messages.slice(0, -1), [last], tools);
  });
}

/** What is wrong with a line of an OpenAI-style preference file; undefined when nothing is. */
export function preferenceLineProblem(line: string): string | undefined {
  return problemOf(line, preferenceLineSchema, ({ input, preferred_output, non_preferred_output }) => {
    const sides = [...preferred_output, ...non_preferred_output];
    if ([...input.messages, ...sides].some((message) => "weight" in message)) {
      return "a message of a preference line has a weight";
    }
    const [preferred, other] = sides.map(({ content, tool_calls }) => JSON.stringify([content, tool_calls]));
    return preferred === other
      ? "both sides are the same message"
      : conversationProblem(input.messages, sides, input.tools);
  });
}

function problemOf<T>(
  line: string,
  schema: z.ZodType<T>,
  rules: (value: T) => string | undefined,
): string | undefined {
  if (!line.startsWith("{") || /[\n\r]/.test(line)) {
    return "not one line that starts with an object";
  }
  const value: unknown = JSON.parse(line);
  if (mayHoldHalfCharacters(line) && !isWellFormed(value)) {
    return `a text ${halfCharacter}`;
  }
  const checked = schema.safeParse(value);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return `${issue?.path.join(".") || "line"}: ${issue?.message}`;
  }
  return rules(checked.data);
}

// JSON can escape half of a surrogate pair; UTF-8, and most readers, cannot hold it.
const halfCharacter = "holds half of a character (a lone surrogate)";

function mayHoldHalfCharacters(json: string): boolean {
  return json.includes("\\ud");
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") {
    return !/\p{Surrogate}/u.test(value);
  }
  return typeof value !== "object" || value === null
    ? true
    : Object.entries(value).every(([key, member]) => isWellFormed(key) && isWellFormed(member));
}

/**
 * The rules between messages: call ids are unique, every call of `context` is answered before anyone speaks again, and
 * results belong to open calls. Each of `ends` may follow the context; its calls need no results.
 */
function conversationProblem(
  context: readonly Message[],
  ends: readonly Assistant[],
  tools: readonly Tool[],
): string | undefined {
  const names = new Set(tools.map((tool) => tool.function.name));
  if (names.size < tools.length) {
    return "two different tools have the same name";
  }
  const used = new Set<string>();
  const open = new Set<string>();
  for (const message of context) {
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id)) {
        return `a result names ${message.tool_call_id}, which is no open call`;
      }
      continue;
    }
    if (open.size > 0) {
      return `the call ${[...open].join(", ")} has no result before the next message`;
    }
    const problem = message.role === "assistant" ? turnProblem(message, names, used) : undefined;
    if (problem !== undefined) {
      return problem;
    }
    for (const { id } of message.role === "assistant" ? (message.tool_calls ?? []) : []) {
      used.add(id);
      open.add(id);
    }
  }
  return open.size > 0
    ? `the call ${[...open].join(", ")} has no result before the next message`
    : ends.map((end) => turnProblem(end, names, used)).find((problem) => problem !== undefined);
}

function turnProblem(
  { content, tool_calls = [] }: Assistant,
  names: ReadonlySet<string>,
  used: ReadonlySet<string>,
): string | undefined {
  if ((content === undefined || content === null) && tool_calls.length === 0) {
    return "an assistant message has neither text nor calls";
  }
  const own = new Set<string>();
  for (const { id, function: called } of tool_calls) {
    if (used.has(id) || own.has(id)) {
      return `the call id ${id} is used twice`;
    }
    own.add(id);
    if (!names.has(called.name)) {
      return `${called.name} is called but is not among the tools`;
    }
    const problem = argumentsProblem(called.arguments);
    if (problem !== undefined) {
      return `the arguments of ${called.name} ${problem}`;
    }
  }
  return undefined;
}

function argumentsProblem(json: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return "are not a JSON object";
  }
  if (!isJsonObject(value)) {
    return "are not a JSON object";
  }
  return mayHoldHalfCharacters(json) && !isWellFormed(value) ? halfCharacter : undefined;
}
