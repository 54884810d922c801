import type { Capability } from "../../ots/tool.ts";
import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import type { Intent } from "./intent.ts";
import { attached, processed } from "./rules/removal.ts";
import type { ToolShape } from "./shape.ts";
import { words } from "./tokens.ts";

type Evidence = Capability["evidence"][number];

const kept = ["create", "update", "send", "digest", "compute", "light", undefined];
const programs = words("command cmd script code shell_command sql sql_query");
const runs =
  /\b(?:shell|bash|command line|powershell|(?:shell|python|bash|node|java)?script|commands?) (?:command|script|code|or|to (?:be )?(?:run|execute))|\bto (?:be )?(?:run|executed?|interpreted|evaluated)\b|\bused to be interpreted\b/i;

/** What is run later is run: `create_cron_job(command: "Shell command to run")`. */
export function deferredCode(
  shape: ToolShape,
  main: Intent | undefined,
): [CapabilityLabel, Evidence] | undefined {
  const found = shape.parameters.find(
    ({ tokens, description }) =>
      (programs.has(tokens.join("_")) || programs.has(tokens.at(-1) ?? "")) && runs.test(description),
  );
  return found === undefined || !kept.includes(main?.act)
    ? undefined
    : ["executes-code", { kind: "parameter", text: `parameter "${found.name}"` }];
}

const removing = words("delete remove purge wipe erase destroy prune");

/** What a switch adds to a tool's main job: `delete_sources: true` on a merge. */
export function switchedEffects(
  shape: ToolShape,
  main: Intent | undefined,
): [CapabilityLabel, Evidence] | undefined {
  const reads = main?.act === "read" || main?.act === "digest";
  const found = shape.parameters.find(({ tokens: [first = "", ...rest], types }) => {
    const isSwitch = types.length > 0 && types.every((type) => type === "boolean" || type === "null");
    return (
      isSwitch &&
      removing.has(first) &&
      rest.length > 0 &&
      !rest.some((token) => attached.has(token) || processed.has(token))
    );
  });
  return found === undefined || reads
    ? undefined
    : ["destructive", { kind: "parameter", text: `parameter "${found.name}"` }];
}
