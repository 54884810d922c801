import type { ThreatModel } from "../ots/threat-model.ts";
import type { CapabilityLabel, Severity } from "../ots/vocabulary.ts";

/** What an action does to the world, as far as judging needs to tell it apart. */
export const effectKinds = [
  "read",
  "send",
  "publish",
  "delete",
  "pay",
  "grant",
  "execute",
  "actuate",
  "change",
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** Kinds whose harm is hard to take back. */
export const weightyKinds: readonly EffectKind[] = [
  "delete",
  "pay",
  "grant",
  "actuate",
  "publish",
  "execute",
];

/** The effect that a capability label stands for; labels that only read or describe an interface have none. */
export const labelEffects: Readonly<Partial<Record<CapabilityLabel, EffectKind>>> = {
  destructive: "delete",
  "moves-money": "pay",
  "grants-access": "grant",
  "physical-effect": "actuate",
  "executes-code": "execute",
  "publishes-content": "publish",
  "writes-external": "send",
  "changes-records": "change",
};

const kindOutcomes: Readonly<Record<EffectKind, string>> = {
  read: "privacy-exposure",
  send: "reputation-harm",
  publish: "reputation-harm",
  delete: "data-loss",
  pay: "financial-loss",
  grant: "access-compromise",
  execute: "system-compromise",
  actuate: "physical-harm",
  change: "data-loss",
};

/** The outcome that a harmful act of these kinds has first; the weightiest kind decides. */
export function outcomeOfKinds(kinds: ReadonlySet<EffectKind>): string {
  const order: EffectKind[] = [
    "pay",
    "actuate",
    "grant",
    "delete",
    "execute",
    "publish",
    "send",
    "change",
    "read",
  ];
  return kindOutcomes[order.find((kind) => kinds.has(kind)) ?? "change"];
}

/** `outcome` when the threat model in force has it, with its severity there; otherwise neither. */
export function outcomeIn(
  model: ThreatModel,
  outcome: string,
): { outcome: string; severity: Severity } | undefined {
  const known = model.outcomes.find((candidate) => candidate.id === outcome);
  return known && { outcome: known.id, severity: known.severity };
}
