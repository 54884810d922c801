import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { offeredTools } from "../chat-messages.ts";
import { contentText } from "../content.ts";
import { asText, firstText, has, objectOf, objectsOf, textOf } from "../fields.ts";
import { langChainMessages } from "../langchain-messages.ts";
import { limits } from "../limits.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { conversationsOfTrace, type ModelCall, type ToolRun } from "../trace-conversation.ts";

const modelTypes = new Set(["llm", "chat_model"]);

/** Runs exported from LangSmith, in any order; nested `child_runs` too. */
export const langSmithReader: RecordReader = {
  kind: "records",
  id: "langsmith",
  title: "LangSmith runs",
  hints: ["run_type", "dotted_order", "trace_id", "parent_run_id", "inputs", "outputs"],
  sniff(record) {
    if (!isJsonObject(record) || typeof record.run_type !== "string") {
      return 0;
    }
    const marks = ["dotted_order", "trace_id", "parent_run_id", "inputs", "child_runs"];
    return Math.min(0.97, 0.5 + marks.filter((key) => key in record).length * 0.15);
  },
  group: (record) => (isJsonObject(record) ? (firstText(record, "trace_id", "id") ?? "") : ""),
  *read(records): Iterable<Reading> {
    const runs = flattened(records).sort(byOrder);
    const [root] = runs;
    if (!root) {
      yield { problem: 'there are no runs with a "run_type"' };
      return;
    }
    const models = runs.filter((run) => modelTypes.has(asText(run.run_type))).map(modelCall);
    const filled = models.some((call) => call.input.length + call.output.length > 0);
    const conversations = conversationsOfTrace({
      title: textOf(root.name),
      models: filled ? models : rootCall(root),
      runs: runs.filter(isToolRun).map(toolRun),
      ...(isToolRun(root) ? {} : { asked: rootText(root.inputs), answered: rootText(root.outputs) }),
      ...(has(root, "error") ? { notes: [`The run ended in an error: ${asText(root.error)}`] } : {}),
    });
    for (const conversation of conversations) {
      yield { conversation };
    }
  },
};

const maxRuns = limits.steps;

/** The runs and their children, each once, without recursion. */
function flattened(records: readonly Json[]): JsonObject[] {
  const runs: JsonObject[] = [];
  const pending = records.filter(isJsonObject).reverse();
  for (let run = pending.pop(); run !== undefined && runs.length < maxRuns; run = pending.pop()) {
    if (typeof run.run_type === "string") {
      runs.push(run);
    }
    for (const child of objectsOf(run.child_runs).reverse()) {
      pending.push(child);
    }
  }
  return runs;
}

function byOrder(a: JsonObject, b: JsonObject): number {
  const [first, second] = [a, b].map((run) => asText(run.dotted_order ?? run.start_time));
  return first === second ? 0 : (first ?? "") < (second ?? "") ? -1 : 1;
}

function isToolRun({ run_type: type }: JsonObject): boolean {
  return type === "tool" || type === "retriever";
}

function modelCall(run: JsonObject): ModelCall {
  const extra = objectOf(run.extra);
  const { names, definitions } = offeredTools(
    objectOf(extra.invocation_params).tools ?? objectOf(run.inputs).tools,
  );
  return {
    input: langChainMessages(run.inputs),
    output: langChainMessages(run.outputs),
    tools: names,
    toolDefinitions: definitions,
  };
}

/** A graph's state: its outputs repeat the whole conversation. Only of use where no model call was recorded. */
function rootCall(root: JsonObject): ModelCall[] {
  const input = langChainMessages(root.inputs);
  const output = langChainMessages(root.outputs);
  const opening = input[0] === undefined ? "" : contentText(input[0].content);
  const repeats = output[0] !== undefined && contentText(output[0].content) === opening;
  return output.length < 2 ? [] : [{ input: repeats ? [] : input, output, tools: [], toolDefinitions: [] }];
}

function toolRun(run: JsonObject): ToolRun {
  const inputs = objectOf(run.inputs);
  const outputs = run.outputs ?? null;
  const output = isJsonObject(outputs) ? (outputs.output ?? outputs) : outputs;
  const message = isJsonObject(output) ? objectOf(output.kwargs ?? output) : {};
  return {
    id:
      firstText(message, "tool_call_id") ?? firstText(objectOf(objectOf(run.extra).metadata), "tool_call_id"),
    tool: textOf(run.name) ?? "unnamed",
    input: Object.keys(inputs).length === 1 && inputs.input !== undefined ? inputs.input : inputs,
    output: has(run, "error") ? asText(run.error) : asText(message.content ?? output),
    isError: has(run, "error") || message.status === "error",
  };
}

/** What a chain was asked or answered: its one text, or its last message. */
function rootText(value: JsonObject[string] | undefined): string | undefined {
  const object = objectOf(value);
  const message = langChainMessages(value).at(-1);
  return (
    firstText(object, "input", "question", "query", "prompt", "output", "answer", "text") ??
    textOf(message?.content)
  );
}
