import { builtinThreatModel } from "../ots/threat-model.ts";
import { hasLabel, type ToolDefinition } from "../ots/tool.ts";
import type { CapabilityLabel } from "../ots/vocabulary.ts";
import { inferCapabilities } from "../tools/capabilities.ts";

/** Effects for which a person should be asked, the gravest first. */
const gravest: readonly CapabilityLabel[] = [
  "executes-code",
  "moves-money",
  "destructive",
  "grants-access",
  "physical-effect",
  "publishes-content",
  "writes-external",
];

const words: Readonly<Partial<Record<CapabilityLabel, string>>> = {
  "executes-code": "runs code",
  "moves-money": "moves money",
  destructive: "deletes or overwrites",
  "grants-access": "grants access",
  "physical-effect": "acts on the physical world",
  "publishes-content": "publishes",
  "writes-external": "sends data out",
};

/** The gravest effect of a tool that a person should agree to, with words for a message; undefined when it has none. */
export function gravestEffect(
  tool: Pick<ToolDefinition, "capabilities">,
): { label: CapabilityLabel; words: string } | undefined {
  const label = gravest.find((one) => hasLabel(tool, one));
  return label === undefined ? undefined : { label, words: words[label] ?? label };
}

/** As `gravestEffect`, for a tool of which only the name is known. */
export function effectOfName(name: string): ReturnType<typeof gravestEffect> {
  const schema = {
    inputSchema: { type: "object" as const },
    schemaCompleteness: { level: "none" as const, reasons: [] },
  };
  const named = { name, description: "", framework: "", ...schema };
  return gravestEffect({ capabilities: inferCapabilities(named, builtinThreatModel) });
}
