import { parse } from "jsonc-parser";
import type { ThreatModel, ToolLabelOverride } from "../ots/threat-model.ts";
import type { Capability } from "../ots/tool.ts";
import type { CapabilityLabel } from "../ots/vocabulary.ts";
import { editJson } from "../syntax/edit-json.ts";
import { inferCapabilities } from "./capabilities.ts";
import type { LabelledTool } from "./labels/shape.ts";

/** What the tool would be called without the project's word on exactly this tool. */
export function inferredLabels(tool: LabelledTool, model: ThreatModel): Capability[] {
  const toolLabels = model.toolLabels.filter((override) => override.tool !== tool.name);
  return inferCapabilities(tool, { ...model, toolLabels });
}

/**
 * The text of a threat-model file in which the tool carries exactly the labels `wanted`; formatting and comments are kept.
 * An override that says no more than the inference is taken out.
 * @param text the file as it is, valid; empty when there is none.
 * @param inferred labels without the project's word on this tool.
 */
export function withToolLabels(
  text: string,
  tool: string,
  inferred: readonly CapabilityLabel[],
  wanted: readonly CapabilityLabel[],
): string {
  const before = text.trim() === "" ? '{\n  "schemaVersion": 1\n}\n' : text;
  const existing: readonly ToolLabelOverride[] = parse(before)?.toolLabels ?? [];
  const add = wanted.filter((label) => !inferred.includes(label));
  const remove = inferred.filter((label) => !wanted.includes(label));
  const override: ToolLabelOverride | undefined =
    add.length + remove.length === 0
      ? undefined
      : { tool, ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) };
  const others = existing.flatMap((entry, index) => (entry.tool === tool ? [index] : []));
  // From the back, so that the places of the ones before stay.
  const cleared = others.reduceRight(
    (current, index) => editJson(current, ["toolLabels", index], undefined),
    before,
  );
  // At the end: later overrides outrank patterns such as `*` before them.
  return override === undefined
    ? cleared
    : editJson(cleared, ["toolLabels", existing.length - others.length], override);
}
