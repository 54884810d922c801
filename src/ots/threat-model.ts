import { builtinOutcomes, type RiskOutcome, riskOutcomeSchema } from "./outcomes.ts";
import { builtinTriggers, type Trigger, triggerSchema } from "./triggers.ts";
import {
  type CapabilityLabel,
  capabilityLabelSchema,
  type Severity,
  schemaVersionSchema,
  severitySchema,
} from "./vocabulary.ts";
import * as z from "./zod.ts";

/** A person's word on a tool's labels; it outranks every inference. */
export const toolLabelOverrideSchema = z.strictObject({
  /** Tool name; `*` stands for any run of characters. */
  tool: z.string().min(1),
  add: z.array(capabilityLabelSchema).optional(),
  remove: z.array(capabilityLabelSchema).optional(),
});
export type ToolLabelOverride = z.infer<typeof toolLabelOverrideSchema>;

/** `.autosafe/threat-model.json`: what a project adds to the built-in threat model or changes in it. */
export const threatModelFileSchema = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: schemaVersionSchema,
  /** New outcomes; one with a built-in id replaces that one. */
  outcomes: z.array(riskOutcomeSchema).optional(),
  /** New triggers; one with a built-in id replaces that one. */
  triggers: z.array(triggerSchema).optional(),
  /** Outcomes a label opens in addition to the built-in ones. */
  labelRules: z
    .array(z.strictObject({ label: capabilityLabelSchema, outcomes: z.array(z.string()).min(1) }))
    .optional(),
  severities: z.record(z.string(), severitySchema).optional(),
  toolLabels: z.array(toolLabelOverrideSchema).optional(),
  /** Ids of outcomes and triggers that do not apply to this project. */
  disable: z.array(z.string()).optional(),
});
export type ThreatModelFile = z.infer<typeof threatModelFileSchema>;

/** The threat model in force: plain data, built-in plus the project's own. */
export interface ThreatModel {
  outcomes: readonly RiskOutcome[];
  triggers: readonly Trigger[];
  /** Which outcomes each capability label opens. */
  labelOutcomes: Readonly<Record<CapabilityLabel, readonly string[]>>;
  toolLabels: readonly ToolLabelOverride[];
}

export const builtinLabelOutcomes: ThreatModel["labelOutcomes"] = {
  // Reading is a companion's role; what the text then makes another tool do is that tool's outcome.
  "reads-untrusted": [],
  "reads-sensitive": ["privacy-exposure", "access-compromise"],
  "writes-external": ["privacy-exposure", "reputation-harm", "misinformation", "abusive-content"],
  destructive: ["data-loss", "availability-loss"],
  "executes-code": ["system-compromise"],
  "moves-money": ["financial-loss"],
  "grants-access": ["access-compromise", "oversight-loss"],
  "physical-effect": ["physical-harm"],
  "publishes-content": ["abusive-content", "misinformation", "reputation-harm", "legal-breach"],
  "changes-records": ["data-loss", "misinformation", "unfair-treatment", "legal-breach"],
  "free-text-sink": [],
  "wildcard-parameter": [],
  "no-confirmation": [],
};

export const builtinThreatModel: ThreatModel = {
  outcomes: builtinOutcomes,
  triggers: builtinTriggers,
  labelOutcomes: builtinLabelOutcomes,
  toolLabels: [],
};

/** One thing wrong with a threat-model file although its shape is right. */
export interface ThreatModelIssue {
  path: (string | number)[];
  message: string;
}

/** Names that a threat-model file uses but nothing defines. Empty when the file is consistent. */
export function checkThreatModelFile(file: ThreatModelFile): ThreatModelIssue[] {
  const issues: ThreatModelIssue[] = [];
  const outcomes = new Set([...builtinOutcomes, ...(file.outcomes ?? [])].map((o) => o.id));
  const triggers = new Set([...builtinTriggers, ...(file.triggers ?? [])].map((t) => t.id));
  const wantOutcome = (id: string, path: (string | number)[]) => {
    if (!outcomes.has(id)) {
      issues.push({
        path,
        message: `unknown outcome "${id}"; define it under "outcomes" or use one of ${[...outcomes].join(", ")}`,
      });
    }
  };
  file.triggers?.forEach((trigger, t) => {
    trigger.outcomes.forEach((id, o) => {
      wantOutcome(id, ["triggers", t, "outcomes", o]);
    });
  });
  file.labelRules?.forEach((rule, r) => {
    rule.outcomes.forEach((id, o) => {
      wantOutcome(id, ["labelRules", r, "outcomes", o]);
    });
  });
  for (const id of Object.keys(file.severities ?? {})) {
    wantOutcome(id, ["severities", id]);
  }
  file.disable?.forEach((id, d) => {
    if (!outcomes.has(id) && !triggers.has(id)) {
      issues.push({ path: ["disable", d], message: `"${id}" is neither an outcome nor a trigger` });
    }
  });
  return issues;
}

/** The built-in threat model with a project's file laid over it. The file must have passed `checkThreatModelFile`. */
export function mergeThreatModel(file: ThreatModelFile): ThreatModel {
  const disabled = new Set(file.disable ?? []);
  const overlay = <T extends { id: string }>(base: readonly T[], own: readonly T[] = []): T[] => {
    const byId = new Map([...base, ...own].map((entry) => [entry.id, entry]));
    return [...byId.values()].filter((entry) => !disabled.has(entry.id));
  };
  const severity = (outcome: RiskOutcome): Severity => file.severities?.[outcome.id] ?? outcome.severity;
  const labelOutcomes: Record<string, readonly string[]> = { ...builtinLabelOutcomes };
  for (const rule of file.labelRules ?? []) {
    labelOutcomes[rule.label] = [...new Set([...(labelOutcomes[rule.label] ?? []), ...rule.outcomes])];
  }
  return {
    outcomes: overlay(builtinOutcomes, file.outcomes).map((outcome) => ({
      ...outcome,
      severity: severity(outcome),
    })),
    triggers: overlay(builtinTriggers, file.triggers),
    labelOutcomes: labelOutcomes as ThreatModel["labelOutcomes"],
    toolLabels: file.toolLabels ?? [],
  };
}
