import type { Scenario } from "../../ots/scenario.ts";

/**
 * A scenario's trajectory as it is laid out: the request, what already happened, what the environment will show, and the
 * act to watch for. Two cases that agree here make two trajectories that say the same.
 */
export function caseText({ instruction, context, hidden, unsafe }: Scenario): string {
  const happened = context.map((step) =>
    step.kind === "message"
      ? step.text
      : `${step.action.kind === "call" ? JSON.stringify(step.action.arguments) : step.action.text}\n${step.observation?.content ?? ""}`,
  );
  const shown = hidden.map(({ observation }) => observation ?? "");
  return [instruction, ...happened, ...shown, unsafe.tool, JSON.stringify(unsafe.arguments)].join("\n");
}
