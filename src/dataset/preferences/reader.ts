import type { Preference } from "../../judge/rank/preference.ts";
import type { Json } from "../../ots/json.ts";

/** One way of writing preference data: a file of its own and a line in the registry. */
export interface PreferenceReader {
  id: string;
  title: string;
  /** The record as a pair; undefined when it is not of this form. `index` numbers records without an id. */
  read(record: Json, index: number): Preference | undefined;
}

/** A pair of bare texts. */
export function textPreference(id: string, question: string, chosen: string, rejected: string): Preference {
  const side = (text: string) => [{ kind: "agent", thought: "", action: { kind: "answer", text } } as const];
  return {
    id,
    instruction: question,
    policy: "",
    tools: [],
    history: [],
    chosen: side(chosen),
    rejected: side(rejected),
  };
}
