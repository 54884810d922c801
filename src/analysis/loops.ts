import type { Node } from "../syntax/node.ts";
import { field } from "../syntax/tree.ts";
import { ancestor, type Call, calleeOrigins, callsOf, isFunction } from "./calls.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** Where models are asked, by the end of the called name. */
const asksModel =
  /\.(?:chat\.completions\.create|messages\.create|responses\.create|models\.generate_content|models\.generateContent|beta\.chat\.completions\.parse|messages\.stream)$|(?:^|\.)(?:generateText|acompletion)$/;
const modelLibraries =
  /^(?:openai|anthropic|@anthropic-ai\/sdk|google\.genai|google\.generativeai|@google\/genai|litellm|ai$|mistralai|groq|ollama|cohere)/;
/** One of these occurs wherever a model is asked. */
export const modelCallHints = [
  "completions.create",
  "completions.parse",
  "messages.create",
  "messages.stream",
  "responses.create",
  "generate_content",
  "generateContent",
  "generateText",
  "acompletion",
];
/** A person, a queue or a socket that is waited for makes the loop a conversation. */
const waits =
  /(?<![\w.])input\(|\b(?:readline|stdin|queue|yield)\b|\.get\(\)|\b(?:prompt|question|ask|receive|recv|receive_text|receive_json|get_message|next_message|wait_for_message|prompt_async|getUserInput|get_user_input|Prompt(?:\.ask)?)\(/;
/** Anything that counts, measures time or adds up what was spent. */
const counts =
  /\+=|\+\+|--\b|-=|\b(?:time\.(?:time|monotonic|perf_counter)|Date\.now|performance\.now|deadline|timeout|budget|max_\w+|max[A-Z]\w*|MAX_\w+|attempts?|retries|iterations?|steps?|turns?)\b/;

/** Loops without end that ask a model again and again, and that only the model's answer leaves. */
export function unboundedLoops(context: CodeContext): RuleFinding[] {
  const { document } = context;
  if (
    !/while|for\s*\(\s*;\s*;/.test(context.text) ||
    !document.names.modules.some((module) => modelLibraries.test(module))
  ) {
    return [];
  }
  const asking = callsOf(document).filter((call) => isModelCall(context, call));
  const loops = new Map<number, Node>();
  for (const { node } of asking) {
    const loop = ancestor(node, (up) => isEndless(context, up) || isFunction(up));
    if (loop !== undefined && isEndless(context, loop)) {
      loops.set(loop.id, loop);
    }
  }
  return [...loops.values()].flatMap((loop): RuleFinding[] => {
    const text = withoutWords(document.textOf(loop));
    // A thousand lines are no hand-written loop.
    if (text.length > 40_000 || waits.test(text) || counts.test(text) || isLimitedOutside(loop)) {
      return [];
    }
    const head = field(loop, "condition") ?? loop;
    return [
      {
        severity: "warning",
        confidence: "pattern",
        message:
          "Only the model's answer ends this loop: count the steps, or it repeats calls and costs without end.",
        range: document.rangeAt(loop.startIndex, head === loop ? loop.startIndex + 3 : head.endIndex),
      },
    ];
  });
}

/** Without comments and texts, whose words count nothing, and without the limit on one answer's length. */
function withoutWords(text: string): string {
  return text
    .replace(/(?:#|\/\/)[^\n]*/g, "")
    .replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, '""')
    .replace(/\bmax_?(?:output_?|completion_?|new_?)?tokens\b|\bmaxOutputTokens\b|\bmaxTokens\b/gi, "");
}

/** Conditions that only what the model answers makes false. */
const upToModel =
  /finish_?reason|stop_?reason|tool_?calls|["'](?:end_turn|tool_use|stop)["']|^\(?\s*(?:!|not\s)\s*\w*(?:done|finished|complete|answered)\w*\s*\)?$/i;

function isModelCall({ document }: CodeContext, call: Call): boolean {
  const name = document.textOf(call.callee).replace(/\s+/g, "");
  return (
    name.length < 200 &&
    asksModel.test(name) &&
    !/^(?:self|this)\.\w+$/.test(name) &&
    reachesModel(document, call)
  );
}

/** Clients are made in other places as often as not; a client of another library is none. */
function reachesModel(document: CodeContext["document"], call: Call): boolean {
  const origins = calleeOrigins(document, call);
  return origins.length === 0 || origins.some(({ module }) => modelLibraries.test(module));
}

function isEndless({ document }: CodeContext, node: Node): boolean {
  if (node.type === "while_statement") {
    const condition = field(node, "condition");
    const text = condition === undefined ? "" : document.textOf(condition);
    return (
      /^\(?\s*(?:True|true|1)\s*\)?$/.test(text) || (upToModel.test(text) && !/[<>]|\band\b|&&/.test(text))
    );
  }
  return node.type === "for_statement" && /^for\s*\(\s*;\s*;\s*\)/.test(document.textOf(node).slice(0, 40));
}

/** `async with asyncio.timeout(…)`, `wait_for` and their like around the loop. */
function isLimitedOutside(loop: Node): boolean {
  const around = ancestor(
    loop,
    (up) => up.type === "with_statement" && /timeout/i.test(up.text.slice(0, 200)),
  );
  return around !== undefined;
}
