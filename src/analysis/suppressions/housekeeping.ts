import type { SourceRange } from "../../ots/tool.ts";
import type { FindingSeverity } from "../finding.ts";
import type { RawFinding } from "../fingerprints.ts";
import type { RuleInfo } from "../rule-info.ts";

type HousekeepingId = "unused-suppression" | "suppression-without-reason" | "invalid-suppression";

const severityOf: Readonly<Record<HousekeepingId, FindingSeverity>> = {
  "unused-suppression": "info",
  "suppression-without-reason": "info",
  "invalid-suppression": "warning",
};

/** A finding about a suppression comment. */
export function housekeeping(
  ruleId: HousekeepingId,
  file: string,
  range: SourceRange,
  message: string,
): RawFinding {
  return { ruleId, severity: severityOf[ruleId], confidence: "pattern", message, file, range, related: [] };
}

const common = {
  languages: ["python", "typescript", "config"],
  source: "action",
  outcomes: ["oversight-loss"],
  references: [],
} as const;

/** What is said about the comments that silence rules. No rule of its own finds these: applying suppressions does. */
export const housekeepingRules: readonly RuleInfo[] = [
  {
    ...common,
    id: "unused-suppression",
    title: "Suppression of something that is no longer found",
    severity: severityOf["unused-suppression"],
    explanation:
      "The comment names a rule that finds nothing where the comment points. Left behind, it hides the next defect of that kind from whoever reviews the change that brings it.",
    bad: {
      language: "python",
      code: '# autosafe-ignore-next-line tool-param-to-shell -- the name is checked\nsubprocess.run(["ping", "-c", "1", "--", host])',
    },
    good: { language: "python", code: 'subprocess.run(["ping", "-c", "1", "--", host])' },
  },
  {
    ...common,
    id: "suppression-without-reason",
    title: "Suppression without a reason",
    severity: severityOf["suppression-without-reason"],
    explanation:
      "Whoever comes next cannot tell a weighed decision from a silenced alarm. Write why the finding does not matter here after two dashes.",
    bad: {
      language: "python",
      code: "# autosafe-ignore-next-line tool-param-to-path\nreturn open(path).read()",
    },
    good: {
      language: "python",
      code: "# autosafe-ignore-next-line tool-param-to-path -- runs in a container that holds nothing else\nreturn open(path).read()",
    },
  },
  {
    ...common,
    id: "invalid-suppression",
    title: "Suppression that ignores nothing",
    severity: severityOf["invalid-suppression"],
    explanation:
      "The comment means to silence a rule and cannot: it names none or one that does not exist, or it starts a block that has no end, or ends one that has no start. What it was meant for is still reported.",
    bad: { language: "python", code: "subprocess.run(command, shell=True)  # autosafe-ignore" },
    good: {
      language: "python",
      code: "subprocess.run(command, shell=True)  # autosafe-ignore tool-param-to-shell -- command is one of COMMANDS",
    },
  },
];
