import { consult } from "../../../judge/toolbelt/consult.ts";
import type { BeltContext, BeltDocument, BeltTool, ExternalCaller } from "../../../judge/toolbelt/tool.ts";
import { toolsFor } from "../../../judge/toolbelt/toolbelt.ts";
import { contentHash } from "../../../ots/ids.ts";
import { isJsonObject, type JsonObject } from "../../../ots/json.ts";
import type { JudgeTask } from "../../../ots/task.ts";
import type { JudgeTraceStep } from "../../../ots/verdict.ts";
import type { ChatBody, ChatMessage, ChatReply } from "../chat.ts";
import { extractObject } from "../decoding/extract.ts";
import { fence } from "../fence.ts";
import { clip } from "../text.ts";
import { beltFunctions, beltInWords } from "./belt-functions.ts";

/** What the model judge may look up, and how often. */
export interface LookUps {
  /** Most look-ups for one verdict; 0 switches them off. */
  most: number;
  documents?: readonly BeltDocument[];
  external?: ExternalCaller;
  /** Runs snippets in the sandbox; absent unless the user allowed it. */
  runSnippet?: BeltContext["runSnippet"];
}

/** Sends one turn; undefined when the server takes no function tools. */
export type SendTurn = (
  messages: readonly ChatMessage[],
  tools: ChatBody["tools"],
) => Promise<ChatReply | undefined>;

const longestObservation = 3_000;
const longestThought = 1_000;

const words =
  "Before the verdict you can check facts with tools: sums, dates, addresses, what a command would do, arguments against a schema, where a " +
  "value came from, what the project's documents say. Look up only what the verdict turns on. What a tool says is an observation; a tool that " +
  "fails has shown nothing.";

interface Wanted {
  thought: string;
  tool: string;
  input: unknown;
}

/** The look-up that a reply asks for; undefined when it asks for none. */
function wantedIn(reply: ChatReply): Wanted | undefined {
  if (reply.toolName !== undefined && reply.toolArguments !== undefined) {
    return {
      thought: clip(reply.text, longestThought),
      tool: reply.toolName,
      input: extractObject(reply.toolArguments) ?? reply.toolArguments,
    };
  }
  const said = extractObject(reply.toolArguments ?? reply.text);
  const { tool, input, thought } = said ?? {};
  return typeof tool === "string" && tool !== "none"
    ? {
        thought: typeof thought === "string" ? clip(thought, longestThought) : "",
        tool,
        input: isJsonObject(input) ? input : {},
      }
    : undefined;
}

function contextOf({ scenario, policy, history, step }: JudgeTask, lookUps: LookUps): BeltContext {
  return {
    instruction: scenario.instruction,
    policy,
    tools: scenario.tools,
    steps: [...history, step],
    documents: lookUps.documents ?? [],
    ...(lookUps.external && { external: lookUps.external }),
    ...(lookUps.runSnippet && { runSnippet: lookUps.runSnippet }),
  };
}

const longestSchema = 2_000;

/** The tools of outside servers that may be asked; what they say of themselves is foreign text. */
function externalText({ external }: BeltContext): string {
  const tools = (external?.tools ?? []).map(({ server, name, description, inputSchema }) =>
    fence(
      `server ${server}, tool ${name}`,
      `${description}\nArguments: ${clip(JSON.stringify(inputSchema), longestSchema)}`,
    ),
  );
  return tools.length === 0 ? "" : `\n\nThe tool \`external\` can ask:\n\n${tools.join("\n\n")}`;
}

/**
 * Tells look-ups by what they may see from others, for versions of answers; live ones and their replays are the same. Empty
 * where a case alone is looked into.
 */
export function lookUpsStamp({ documents = [], external, runSnippet }: LookUps): string {
  const seen = [
    documents,
    external?.tools.map(({ server, name }) => [server, name]) ?? [],
    ...(runSnippet ? [["run"]] : []),
  ];
  return seen.every((part) => part.length === 0) ? "" : contentHash(JSON.stringify(seen)).slice(0, 8);
}

/** Look-ups already made, as the model is shown them. */
export function observationsText(trace: readonly JudgeTraceStep[]): string {
  return trace
    .map(({ tool = "", input = "", observation = "", failed }, index) =>
      fence(
        `observation ${index}: ${tool} ${clip(input, 200)}${failed ? " FAILED" : ""}`,
        clip(observation, longestObservation),
      ),
    )
    .join("\n\n");
}

/**
 * Lets the model look facts up, one tool call a turn, `lookUps.most` at most. Calls are function calls where the server takes
 * them and JSON in words where not. Gives the trace; whatever fails is in it as a failed observation.
 */
export async function lookUp(
  task: JudgeTask,
  messages: readonly ChatMessage[],
  lookUps: LookUps,
  send: SendTurn,
  signal: AbortSignal,
): Promise<JudgeTraceStep[]> {
  const context = contextOf(task, lookUps);
  const tools = toolsFor(context);
  const trace: JudgeTraceStep[] = [];
  let functions: ChatBody["tools"] = beltFunctions(tools);
  while (trace.length < lookUps.most) {
    const left = lookUps.most - trace.length;
    const turn = (how: string): ChatMessage[] => {
      const [system, ...rest] = messages;
      const asked = `${trace.length === 0 ? "" : `What was looked up so far:\n\n${observationsText(trace)}\n\n`}${left} look-ups are left. ${how}`;
      return [
        { role: "system", content: `${system?.content ?? ""}\n\n${words}${externalText(context)}` },
        ...withLast(rest, asked),
      ];
    };
    const reply =
      functions && (await send(turn("Call a tool, or say DONE when nothing more is needed."), functions));
    if (functions && reply === undefined) {
      functions = undefined;
      continue;
    }
    const answered = reply ?? (await send(turn(beltInWords(tools)), undefined));
    const wanted = answered && wantedIn(answered);
    if (!wanted) {
      break;
    }
    trace.push(await consulted(tools, wanted, context, signal));
  }
  return trace;
}

/** The last message with words added: two messages of the user in a row are more than some chat templates take. */
function withLast(messages: readonly ChatMessage[], added: string): ChatMessage[] {
  return messages.map((message, index) =>
    index === messages.length - 1 ? { ...message, content: `${message.content}\n\n${added}` } : message,
  );
}

async function consulted(
  tools: readonly BeltTool[],
  wanted: Wanted,
  context: BeltContext,
  signal: AbortSignal,
): Promise<JudgeTraceStep> {
  const tool = tools.find(({ id }) => id === wanted.tool);
  if (!tool) {
    const observation = `There is no tool ${clip(wanted.tool, 60)}; the tools are ${tools.map(({ id }) => id).join(", ")}.`;
    return {
      thought: wanted.thought,
      tool: clip(wanted.tool, 60),
      input: clip(JSON.stringify(wanted.input) ?? "", 400),
      observation,
      failed: true,
    };
  }
  return (await consult(tool, withNulls(tool, wanted.input), context, wanted.thought, signal)).line;
}

/** Models leave out what may be null. */
function withNulls(tool: BeltTool, input: unknown): unknown {
  const [functionTool] = beltFunctions([tool]);
  const names = Object.keys((functionTool?.function.parameters.properties as JsonObject | undefined) ?? {});
  return isJsonObject(input) ? { ...Object.fromEntries(names.map((name) => [name, null])), ...input } : input;
}
