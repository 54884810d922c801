import type { Step } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";

type Clean = (text: string) => string;

/**
 * A trajectory for reading: each step numbered, what belongs to it indented below.
 * @param clean makes a text harmless for where it is shown.
 */
export function trajectoryText(
  { policy, instruction, steps }: Trajectory,
  clean: Clean = (text) => text,
): string {
  const head = [
    ...(policy === undefined ? [] : [block("Policy", policy, clean)]),
    block("User", instruction, clean),
  ];
  return [...head, ...steps.map((step, index) => `${index + 1}. ${stepText(step, clean)}`)].join("");
}

function stepText(step: Step, clean: Clean): string {
  if (step.kind === "message") {
    return block(`Message from ${clean(step.actor ?? step.from)}`, step.text, clean);
  }
  const { action, thought, observation, verdict, actor } = step;
  const who = actor === undefined ? "Agent" : clean(actor);
  const what =
    action.kind === "answer"
      ? block(`${who} answers`, action.text, clean)
      : block(
          `${who} calls ${clean(action.tool)}`,
          action.raw ?? JSON.stringify(action.arguments, null, 2),
          clean,
        );
  return [
    what,
    thought === "" ? "" : block("   thinking", thought, clean),
    observation === undefined
      ? ""
      : block(`   ${observation.isError ? "error" : "result"}`, observation.content, clean),
    verdict === undefined ? "" : block(`   verdict: ${verdict.label}`, verdict.rationale, clean),
  ].join("");
}

function block(title: string, text: string, clean: Clean): string {
  const indented = clean(text).replace(/^/gm, "     ");
  return `${title}:\n${indented.trimEnd()}\n`;
}
