import type { JsonObject } from "../ots/json.ts";
import type { ToolSpec } from "../ots/tool.ts";
import { plannedCall } from "./builtin/build/call.ts";
import { worldFor } from "./builtin/build/world-for.ts";
import { profileOf } from "./builtin/profile/profile.ts";
import { hashText, Random } from "./builtin/random.ts";

export { validateArguments } from "../judge/toolbelt/schema/argument-check.ts";

/**
 * Plausible arguments for a tool, valid against its schema: required ones and a few of the optional ones. The same tool and
 * seed give the same arguments.
 * @throws SimulatorError `not-reached` when no valid arguments can be found.
 */
export function sampleArguments(tool: ToolSpec, seed: number): JsonObject {
  const profile = profileOf(tool);
  const own = hashText(`${tool.id} ${seed}`);
  return plannedCall(profile, worldFor(profile, own), new Random(own)).arguments;
}
