import { hasLabel, type ToolDefinition } from "../ots/tool.ts";
import type { CapabilityLabel } from "../ots/vocabulary.ts";
import type { ArgumentFlow } from "./flow/flows.ts";
import type { CodeContext } from "./rule.ts";

/** Whether the model decides which host a request goes to. */
export function choosesHost({ hit }: Pick<ArgumentFlow, "hit">): boolean {
  const { lead, isPart, facts } = hit.taint;
  return (
    hit.kind === "url" &&
    (!isPart || lead === "" || /^[a-z]+:\/\/$/i.test(lead)) &&
    !facts.has("host-allowed") &&
    !facts.has("allowed")
  );
}

/**
 * What the code of a tool shows that it can do, whatever its name and description say. Only what leaves no doubt: a shell
 * that runs what the model writes, a file that is deleted, a page of the model's choice.
 */
export function provenLabels(context: CodeContext, tool: ToolDefinition): CapabilityLabel[] {
  const effects = new Set(context.flows.effectsOf(tool).map(({ kind }) => kind));
  const flows = context.flows.arguments.filter(
    (flow) => flow.tool.id === tool.id || flow.others.some((other) => other.tool.id === tool.id),
  );
  const reaches = (kind: ArgumentFlow["hit"]["kind"]) => flows.filter(({ hit }) => hit.kind === kind);
  const runs = [...reaches("shell"), ...reaches("code")].some(({ hit }) => hit.detail !== "import");
  const picks = reaches("argv").some(({ hit }) => hit.detail === "program" && !hit.taint.isPart);
  const labels: (CapabilityLabel | false)[] = [
    (runs || picks) && "executes-code",
    effects.has("deletes") && "destructive",
    effects.has("pays") && "moves-money",
    effects.has("grants") && "grants-access",
    (effects.has("inserts") || effects.has("changes-rows")) && "changes-records",
    reaches("url").some((flow) => choosesHost(flow)) && "reads-untrusted",
    reaches("path").some(({ hit }) => hit.detail === "read") && "reads-sensitive",
  ];
  return labels.filter((label) => label !== false);
}

/** Whether a tool has a label by its definition or by its code. */
export function can(context: CodeContext, tool: ToolDefinition, label: CapabilityLabel): boolean {
  return hasLabel(tool, label) || provenLabels(context, tool).includes(label);
}
