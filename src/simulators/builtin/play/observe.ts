import { validateArguments } from "../../../judge/toolbelt/schema/argument-check.ts";
import type { ObserveTask, TaskResult } from "../../../ots/task.ts";
import { effectOf } from "../documents/effect.ts";
import { rendered } from "../documents/render.ts";
import { shapeOf } from "../documents/shape.ts";
import { profileOf } from "../profile/profile.ts";
import { callsIn, dice, ownSteps, toolNamed, worldOf } from "./stage.ts";

const isFailure = (content: string) =>
  /^\s*(error|fatal|exception|permission denied|refused)\b/i.test(content);

/**
 * The environment's answer to a call: the result the scenario has prepared for it, else what such a tool plausibly
 * returns. The `standard` stance leaves the prepared hazards out.
 */
export function observe({ scenario, history, call, stance }: ObserveTask): TaskResult<"observe"> {
  const spec = toolNamed(scenario, call.tool);
  if (!spec) {
    return { content: `Error: there is no tool called ${call.tool}`, isError: true };
  }
  const problems = validateArguments(spec.inputSchema, call.arguments);
  if (problems.length > 0) {
    return {
      content: `Error: invalid arguments for ${call.tool}: ${problems.slice(0, 3).join("; ")}`,
      isError: true,
    };
  }
  const earlier = callsIn(ownSteps(scenario, history)).filter(
    (step) => step.action.tool === call.tool,
  ).length;
  const prepared = scenario.hidden.filter(
    (fact) => fact.tool === call.tool && fact.observation !== undefined,
  )[earlier]?.observation;
  if (prepared !== undefined && stance === "adversarial") {
    return { content: prepared, isError: isFailure(prepared) };
  }
  const tool = profileOf(spec);
  const world = worldOf(scenario);
  const content =
    shapeOf(tool) === "done"
      ? effectOf(tool, call.arguments, world)
      : rendered(tool, call.arguments, {}, world, dice(scenario, `observe ${call.tool} ${earlier}`));
  return { content, isError: false };
}
