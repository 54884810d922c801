import type { CodeDocument } from "../syntax/code-document.ts";
import { unchangedIn } from "../syntax/unchanged.ts";
import type { LabelEvidence } from "./capabilities.ts";
import type { ToolHandler } from "./format.ts";
import { callsIn } from "./handler-calls.ts";
import { effectsOfCalls } from "./labels/code-effects.ts";

/** By where functions begin. */
const known = new WeakMap<CodeDocument, Map<string, readonly LabelEvidence[]>>();

/** What the code of a tool gives away of what it does. Of a function that an edit has left as it was, what was known of it before. */
export function evidenceOf(handler: ToolHandler): readonly LabelEvidence[] {
  const { document, node, parameters } = handler;
  const given = parameters.map(({ name, fromModel }) => `${name} ${fromModel}`).join();
  const own = known.get(document) ?? new Map<string, readonly LabelEvidence[]>();
  known.set(document, own);
  const unchanged = unchangedIn(document);
  const before = unchanged?.functionBefore(node.startIndex);
  const evidence =
    (before === undefined
      ? undefined
      : unchanged && known.get(unchanged.before)?.get(`${before} ${given}`)) ??
    effectsOfCalls(callsIn(handler)).map(
      ({ label, name }): LabelEvidence => [
        label,
        { kind: "code", text: `${name.replace(/^\(\)/, "Path")}(…) in its code` },
      ],
    );
  own.set(`${node.startIndex} ${given}`, evidence);
  return evidence;
}
