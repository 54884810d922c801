import { toolOutcomes } from "../ots/cells.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { hasLabel, type ToolDefinition } from "../ots/tool.ts";
import { type CapabilityLabel, capabilityLabels } from "../ots/vocabulary.ts";
import type { RuleInfo } from "./rule-info.ts";

/** What a finding of a rule shows that the tool can do, whatever its definition says. */
const shown: Readonly<Record<string, readonly CapabilityLabel[]>> = {
  "tool-param-to-shell": ["executes-code"],
  "tool-param-to-argv": ["executes-code"],
  "tool-param-to-eval": ["executes-code"],
  "tool-param-to-template": ["executes-code"],
  "unsafe-deserialization": ["executes-code"],
  "unsandboxed-code-tool": ["executes-code"],
  "llm-output-to-exec": ["executes-code"],
  "dynamic-tool-dispatch": ["executes-code"],
  "mcp-launch-from-input": ["executes-code"],
  "tool-param-to-path": ["reads-sensitive", "destructive"],
  "tool-param-to-query": ["reads-sensitive", "changes-records"],
  "tool-param-to-url": ["reads-untrusted", "writes-external"],
  "secret-in-tool-output": ["reads-sensitive"],
  "secret-in-prompt-or-log": ["reads-sensitive"],
  "untrusted-to-instructions": ["reads-untrusted"],
  "untrusted-to-memory": ["reads-untrusted"],
  "destructive-tool-no-confirm": ["destructive"],
};

/**
 * The tool with the labels that a finding of the rule is evidence of: those it is known to show, and where none of them
 * opens an outcome of the rule, the first label that does. Equal to the tool when its own labels do already.
 */
export function asFound(
  tool: ToolDefinition,
  rule: Pick<RuleInfo, "id" | "outcomes">,
  model: ThreatModel,
): ToolDefinition {
  const opens = (label: CapabilityLabel) =>
    model.labelOutcomes[label]?.some((outcome) => rule.outcomes.includes(outcome)) === true;
  const known = (shown[rule.id] ?? []).filter(opens);
  const isOpen = toolOutcomes(tool, model).some((outcome) => rule.outcomes.includes(outcome));
  const labels = known.length > 0 ? known : isOpen ? [] : capabilityLabels.filter(opens).slice(0, 1);
  const missing = labels.filter((label) => !hasLabel(tool, label));
  return missing.length === 0
    ? tool
    : {
        ...tool,
        capabilities: [
          ...tool.capabilities,
          ...missing.map((label) => ({
            label,
            evidence: [{ kind: "finding" as const, text: `the code, in which ${rule.id} was found` }],
          })),
        ],
      };
}
