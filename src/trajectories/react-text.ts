import { parseJsonText } from "./arguments.ts";
import { asText, objectOf } from "./fields.ts";
import type { AssistantPart, Transcript } from "./transcript.ts";

const markers = ["User Input", "Thought", "Action", "Action Input", "Observation", "Final Answer"] as const;
type Marker = (typeof markers)[number];
const line = /^(User Input|Thought|Action Input|Action|Observation|Final Answer)\s*:[ \t]?/gm;

/** The text cut at its markers (`Thought:`, `Action:`, …), in order; what stands before the first one is left out. */
export function reactSections(text: string): { marker: Marker; text: string }[] {
  const found = [...text.matchAll(line)];
  return found.map((match, index) => ({
    marker: match[1] as Marker,
    text: text.slice(match.index + match[0].length, found[index + 1]?.index).trim(),
  }));
}

/** Adds a run that is written out as text in the Thought, Action, Action Input, Observation style. */
export function addReactText(transcript: Transcript, text: string): void {
  let parts: AssistantPart[] = [];
  let tool: string | undefined;
  const flushCall = (input: string | undefined) => {
    if (tool !== undefined) {
      parts.push({ kind: "call", tool, input });
      tool = undefined;
    }
    transcript.assistant(parts);
    parts = [];
  };
  for (const section of reactSections(text)) {
    switch (section.marker) {
      case "User Input":
        transcript.user(section.text);
        break;
      case "Thought":
        parts.push({ kind: "thought", text: section.text });
        break;
      case "Action":
        flushOpenCall();
        tool = section.text.split("\n", 1)[0]?.trim() ?? "";
        break;
      case "Action Input":
        flushCall(section.text);
        break;
      case "Observation":
        flushCall(undefined);
        transcript.result({ content: observationText(section.text) });
        break;
      case "Final Answer":
        flushOpenCall();
        transcript.assistant([...parts, { kind: "text", text: section.text }]);
        parts = [];
        break;
    }
  }
  flushCall(undefined);

  function flushOpenCall(): void {
    if (tool !== undefined) {
      flushCall(undefined);
    }
  }
}

/** Simulated tools wrap what they say in `{"observation": …}`. */
export function observationText(text: string): string {
  const wrapped = objectOf(text.startsWith("{") ? parseJsonText(text) : undefined);
  const keys = Object.keys(wrapped);
  return keys.length === 1 && keys[0] === "observation" ? asText(wrapped.observation) : text;
}
