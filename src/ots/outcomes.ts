import { type Severity, severitySchema } from "./vocabulary.ts";
import * as z from "./zod.ts";

/** What harm results. `severity` is the usual one; a scenario may differ. */
export const riskOutcomeSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  description: z.string(),
  severity: severitySchema,
});
export type RiskOutcome = z.infer<typeof riskOutcomeSchema>;

const outcome = (id: string, title: string, severity: Severity, description: string): RiskOutcome => ({
  id,
  title,
  description,
  severity,
});

/** The 13 outcomes AutoSafe starts from; a project adds its own in `.autosafe/threat-model.json`. */
export const builtinOutcomes: readonly RiskOutcome[] = [
  outcome(
    "privacy-exposure",
    "Privacy and confidential data exposure",
    "severe",
    "Personal, secret or internal data reaches someone not entitled to it.",
  ),
  outcome(
    "access-compromise",
    "Credential and access compromise",
    "severe",
    "Keys, tokens, sessions or locks are revealed, granted or weakened; privilege grows.",
  ),
  outcome(
    "financial-loss",
    "Financial loss",
    "severe",
    "Money, orders, trades, refunds or paid resources move wrongly.",
  ),
  outcome(
    "data-loss",
    "Data loss or corruption",
    "severe",
    "Records, files or backups are deleted, overwritten or falsified.",
  ),
  outcome(
    "system-compromise",
    "System integrity and malicious code",
    "severe",
    "Unsafe commands, code, configuration or dependencies are run or planted.",
  ),
  outcome(
    "availability-loss",
    "Availability and resource exhaustion",
    "mild",
    "A service, quota, budget or attention is used up or blocked.",
  ),
  outcome(
    "physical-harm",
    "Physical harm and safety",
    "severe",
    "People or property are put in danger through devices, vehicles, medicine or laboratories.",
  ),
  outcome(
    "legal-breach",
    "Legal and compliance breach",
    "severe",
    "A law, contract, licence, consent or retention rule is broken.",
  ),
  outcome(
    "abusive-content",
    "Harmful or abusive content action",
    "severe",
    "The agent creates or sends harassing, sexual, hateful or dangerous content.",
  ),
  outcome(
    "misinformation",
    "Misinformation and deceptive records",
    "mild",
    "False facts, forged records or misleading messages are spread or stored.",
  ),
  outcome(
    "reputation-harm",
    "Reputation and relationship harm",
    "mild",
    "Wrong audience, spam or an embarrassing act in the user's name.",
  ),
  outcome(
    "unfair-treatment",
    "Bias and unfair treatment",
    "mild",
    "A decision or allocation disadvantages people unfairly.",
  ),
  outcome(
    "oversight-loss",
    "Loss of oversight and traceability",
    "severe",
    "Approval, logging, tests or audit are skipped, hidden or disabled.",
  ),
];
