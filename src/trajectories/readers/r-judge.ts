import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { asText, firstText, listOf, objectsOf, textOf } from "../fields.ts";
import { callInText } from "../python-call.ts";
import type { Mark, Reading, RecordReader } from "../reader.ts";
import { type AssistantPart, createTranscript, type Transcript } from "../transcript.ts";

/** Sessions of turns; some files have one session without the outer list. */
function sessionsOf(record: JsonObject): JsonObject[][] {
  const contents = listOf(record.contents);
  return contents.some(isJsonObject) ? [objectsOf(contents)] : contents.map((session) => objectsOf(session));
}

/** R-Judge records: sessions of user, agent and environment turns with a safety label. */
export const rJudgeReader: RecordReader = {
  kind: "records",
  id: "r-judge",
  title: "R-Judge records",
  hints: ["contents", "risk_description", "profile", "scenario", "label", "environment"],
  sniff(record) {
    if (!isJsonObject(record) || !Array.isArray(record.contents)) {
      return 0;
    }
    const turns = sessionsOf(record).flat().slice(0, 20);
    const share = turns.filter((turn) => textOf(turn.role) !== undefined).length / Math.max(turns.length, 1);
    const extras = ["risk_description", "profile", "label", "goal"].filter((key) => key in record).length;
    return share * (0.6 + extras * 0.1);
  },
  *read(records): Iterable<Reading> {
    const record = records[0];
    const sessions = isJsonObject(record) ? sessionsOf(record) : [];
    if (!isJsonObject(record) || sessions.flat().length === 0) {
      yield { problem: 'there are no sessions of turns under "contents"' };
      return;
    }
    const transcript = createTranscript();
    transcript.system(textOf(record.profile) ?? "");
    for (const turn of sessions.flat()) {
      addTurn(transcript, turn);
    }
    const title = [firstText(record, "scenario"), asText(record.id)].filter(
      (part) => part !== undefined && part !== "",
    );
    yield {
      conversation: transcript.finish({
        ...(title.length === 0 ? {} : { title: title.join(" ") }),
        ...marksOf(record),
      }),
    };
  },
};

function addTurn(transcript: Transcript, turn: JsonObject): void {
  switch (textOf(turn.role)) {
    case "user":
      transcript.user(asText(turn.content));
      break;
    case "environment":
      transcript.result({ content: asText(turn.content) });
      break;
    case "agent":
    case "assistant":
      transcript.assistant(agentParts(turn));
      break;
    default:
      transcript.notice("agent", asText(turn.content), asText(turn.role));
      break;
  }
}

function agentParts(turn: JsonObject): AssistantPart[] {
  const thought = textOf(turn.thought);
  const said = textOf(turn.content);
  const parts: AssistantPart[] = thought === undefined ? [] : [{ kind: "thought", text: thought }];
  const action: Json = turn.action ?? null;
  if (typeof action === "string" && action.trim() !== "" && !/^(none|null)$/i.test(action.trim())) {
    parts.push(callInText(action));
  } else if (isJsonObject(action)) {
    parts.push({
      kind: "call",
      tool: firstText(action, "name", "tool", "action") ?? "unnamed",
      input: action.arguments ?? action.input ?? action,
    });
  }
  if (said !== undefined) {
    parts.push({ kind: "text", text: said });
  } else if (parts.length === 1 && thought !== undefined) {
    // Without a call and without words of its own, what the agent thinks is what it says.
    return [{ kind: "text", text: thought }];
  }
  return parts;
}

function marksOf(record: JsonObject): { marks?: Mark[] } {
  const { label } = record;
  const goal = textOf(record.goal);
  const goals: Mark[] = goal === undefined ? [] : [{ name: "goal", value: goal }];
  if (label === undefined || label === null) {
    return goals.length === 0 ? {} : { marks: goals };
  }
  const explanation = textOf(record.risk_description);
  const value =
    label === 1 || label === "1" ? "unsafe" : label === 0 || label === "0" ? "safe" : asText(label);
  const marked: Mark = { name: "label", value, ...(explanation === undefined ? {} : { explanation }) };
  return { marks: [marked, ...goals] };
}
