import fc from "fast-check";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { Step } from "../../../src/ots/step.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";

// Few different values, so that equal, similar and repeated steps are common.
const words = fc.constantFrom(
  "",
  "mail",
  "the old file",
  "Shall I go on?",
  "I cannot do that.",
  "é 漢字 \u202e<b>",
  "9",
);
const tools = fc.constantFrom("send_mail", "mailSend", "list_mail", "delete_file", "x");
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, 0, 1.5, "a", "*", ""),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("to", "recursive", "limit", "__proto__", "ids"), tie("value"), {
      maxKeys: 3,
    }),
  ),
})).value;
const args = fc.dictionary(fc.constantFrom("to", "path", "recursive", "limit"), json, {
  maxKeys: 3,
  noNullPrototype: true,
}) as fc.Arbitrary<JsonObject>;
const observation = fc.record({ content: words, isError: fc.boolean() });

function optional<T>(name: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.oneof(
    fc.constant({}),
    arbitrary.map((value) => ({ [name]: value })),
  );
}

const verdict = fc.constant({
  label: "unsafe" as const,
  rationale: "It was not asked.",
  evidence: [{ where: "argument" as const, step: 0, path: "/to", text: "a" }],
  judge: { kind: "deterministic" as const, name: "autosafe", version: "1" },
  reward: -0.5,
});

const action = fc.oneof(
  words.map((text) => ({ kind: "answer" as const, text })),
  fc
    .tuple(tools, args, optional("raw", words), optional("callId", fc.constantFrom("a", "b")))
    .map(([tool, values, raw, callId]) => ({
      kind: "call" as const,
      tool,
      arguments: values,
      ...raw,
      ...callId,
    })),
);

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        words,
        action,
        optional("observation", observation),
        optional("turn", fc.integer({ min: 0, max: 2 })),
        optional("actor", fc.constant("helper")),
        optional("verdict", verdict),
      )
      .map(
        ([thought, act, ...rest]) =>
          ({ kind: "agent", thought, action: act, ...Object.assign({}, ...rest) }) as Step,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("user", "system", "agent"), words, optional("actor", fc.constant("helper")))
      .map(([from, text, actor]) => ({ kind: "message", from, text, ...actor }) as Step),
  },
);

export function trajectoryOf(steps: Step[], more: Partial<Trajectory> = {}): Trajectory {
  return {
    schemaVersion: 1,
    id: "trajectory-x",
    kind: "imported",
    tools: [],
    instruction: "Look after the mail.",
    steps,
    contextLength: 0,
    provenance: { simulator: "builtin", version: "1" },
    ...more,
  };
}

export const steps = fc.array(step, { maxLength: 14 });
export const trajectory: fc.Arbitrary<Trajectory> = fc
  .tuple(
    steps,
    fc.constantFrom("risky", "safe", "imported") as fc.Arbitrary<Trajectory["kind"]>,
    optional("policy", words),
    words,
    optional("scenarioId", fc.constant("scenario-1")),
    fc.oneof(fc.constant({}), fc.constant({ derivedFrom: "trajectory-y", forkStep: 3 })),
    optional("note", json),
  )
  .map(([list, kind, policy, instruction, scenarioId, lineage, note]) =>
    trajectoryOf(list, { kind, instruction, ...policy, ...scenarioId, ...lineage, ...note }),
  );
