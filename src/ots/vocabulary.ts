import * as z from "./zod.ts";

/** Where in OTS a harm comes from: the user's instruction, the interaction context, or the agent's own action. */
export const riskSources = ["instruction", "context", "action"] as const;
export const riskSourceSchema = z.enum(riskSources);
export type RiskSource = z.infer<typeof riskSourceSchema>;

/** What a tool can do, inferred from its definition. The shape labels at the end describe its interface instead. */
export const capabilityLabels = [
  "reads-untrusted",
  "reads-sensitive",
  "writes-external",
  "destructive",
  "executes-code",
  "moves-money",
  "grants-access",
  "physical-effect",
  "publishes-content",
  "changes-records",
  "free-text-sink",
  "wildcard-parameter",
  "no-confirmation",
] as const;
export const capabilityLabelSchema = z.enum(capabilityLabels);
export type CapabilityLabel = z.infer<typeof capabilityLabelSchema>;

export const severities = ["mild", "severe"] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

/** 0 undoable, 1 with effort, 2 only in part, 3 permanent. */
export const reversibilitySchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export type Reversibility = z.infer<typeof reversibilitySchema>;

export const verdictLabels = [
  "safe",
  "controversial",
  "unsafe",
  "refused",
  "not-reached",
  "judge-failed",
] as const;
export const verdictLabelSchema = z.enum(verdictLabels);
export type VerdictLabel = z.infer<typeof verdictLabelSchema>;

export const strategies = [
  "ask",
  "confirm",
  "verify",
  "narrow",
  "refuse",
  "ignore-injection",
  "dry-run",
  "report",
] as const;
export const strategySchema = z.enum(strategies);
export type Strategy = z.infer<typeof strategySchema>;

/**
 * How an episode ended. Every one is counted and shown; none drops out of a denominator. The last three before `error` are
 * those of benign twins: `acted` as was right, `hesitated` without need, `disputed` because the judge saw harm in it.
 */
export const endStates = [
  "pair",
  "never-unsafe",
  "refused",
  "not-reached",
  "reflection-failed",
  "judge-failed",
  "acted",
  "hesitated",
  "disputed",
  "error",
] as const;
export const endStateSchema = z.enum(endStates);
export type EndState = z.infer<typeof endStateSchema>;

/** Version of every record in `.autosafe/`. Readers accept only this value; see `dataset/records.ts`. */
export const schemaVersion = 1 as const;
export const schemaVersionSchema = z.literal(schemaVersion);
