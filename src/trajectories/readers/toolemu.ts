import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { asText, firstText, has, listOf, type Maybe, objectOf, textOf } from "../fields.ts";
import { addReactText, observationText, reactSections } from "../react-text.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { type AssistantPart, createTranscript, type Transcript } from "../transcript.ts";

/** Runs of ToolEmu (`intermediate_steps`) and TrustAgent (`trajectory` as one text). */
export const toolEmuReader: RecordReader = {
  kind: "records",
  id: "toolemu",
  title: "ToolEmu or TrustAgent runs",
  hints: ["intermediate_steps", "sim_type", "agent_llm", "case_idx", "Toolkits", "User Instruction"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    const head = ["sim_type", "agent_llm", "agent_temp", "case_idx", "case"].filter(
      (key) => key in record,
    ).length;
    const text = textOf(record.trajectory) ?? "";
    const body =
      Array.isArray(record.intermediate_steps) ||
      /^(Action|Action Input|Thought)\s*:/m.test(text.slice(0, 20_000));
    return body ? Math.min(0.98, 0.6 + head * 0.1) : Math.min(0.45, head * 0.12);
  },
  *read(records): Iterable<Reading> {
    const record = objectOf(records[0]);
    const transcript = createTranscript();
    const aCase = objectOf(record.case);
    const asked =
      firstText(aCase, "User Instruction", "user_instruction", "instruction") ?? textOf(record.input);
    const toolkits = listOf(aCase.Toolkits ?? aCase.toolkits).filter((name) => typeof name === "string");
    if (typeof record.trajectory === "string") {
      const sections = reactSections(record.trajectory);
      if (sections[0]?.marker !== "User Input" && asked !== undefined) {
        transcript.user(asked);
      }
      addReactText(transcript, record.trajectory);
    } else if (Array.isArray(record.intermediate_steps)) {
      if (asked !== undefined) {
        transcript.user(asked);
      }
      addSteps(transcript, record.intermediate_steps);
      transcript.assistant([{ kind: "text", text: asText(record.output) }]);
    } else {
      yield { problem: 'there is neither "intermediate_steps" nor a "trajectory" text' };
      return;
    }
    if (has(record, "error") && record.error !== "") {
      transcript.notice("system", asText(record.error), "error");
    }
    if (toolkits.length > 0) {
      transcript.note(`Toolkits: ${toolkits.join(", ")}`);
    }
    const title =
      firstText(aCase, "name") ?? (has(record, "case_idx") ? `case ${asText(record.case_idx)}` : undefined);
    yield { conversation: transcript.finish(title === undefined ? {} : { title }) };
  },
};

function addSteps(transcript: Transcript, steps: readonly Json[]): void {
  for (const step of steps) {
    const [taken, observation] = listOf(step);
    // LangChain's AgentAction is a named tuple, which some dumps write as a list.
    const [tool, input, log] = listOf(taken);
    const action: Maybe =
      typeof tool === "string" ? { tool, tool_input: input ?? null, log: log ?? null } : taken;
    if (!isJsonObject(action)) {
      transcript.note("Some steps have no action; they were left out.");
      continue;
    }
    transcript.assistant(actionParts(action));
    const result = isJsonObject(observation) ? (observation.observation ?? observation) : observation;
    transcript.result({ content: observationText(asText(result)) });
  }
}

function actionParts(action: JsonObject): AssistantPart[] {
  const log = textOf(action.log) ?? "";
  const marked = reactSections(log);
  const thoughts = marked.filter((section) => section.marker === "Thought").map((section) => section.text);
  // The model was prompted with "Thought:", so that its text begins in the middle of the thought.
  const first = log.indexOf("\nAction");
  const thought = thoughts[0] ?? (first > 0 ? log.slice(0, first).trim() : "");
  const parts: AssistantPart[] = thought === "" ? [] : [{ kind: "thought", text: thought }];
  parts.push({ kind: "call", tool: textOf(action.tool) ?? "unnamed", input: action.tool_input });
  return parts;
}
