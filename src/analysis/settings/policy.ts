import ignore, { type Ignore } from "ignore";
import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { type FindingSeverity, findingSeverities } from "../finding.ts";
import type { RawFinding } from "../fingerprints.ts";
import type { FlowTables } from "../flow/tables.ts";
import { contains } from "../ranges.ts";
import type { RuleInfo } from "../rule-info.ts";
import type { Silenced } from "../suppressions/apply.ts";
import { flowTables } from "./flow-tables.ts";
import type { RulesFile, SettingsSuppression } from "./schema.ts";

/** A project's settings, ready to be asked about one file after the other. */
export interface Policy {
  readonly settings: RulesFile;
  /** What the flow engine knows of functions, the project's own included. */
  readonly tables: FlowTables;
  /** Whether the project wants the file looked at at all; the path is workspace-relative with forward slashes. */
  isScanned(file: string): boolean;
  /** Whether the rule is on and looks at the file. */
  applies(ruleId: string, file: string): boolean;
  /** The finding with the severity the project gives its rule; a milder finding of the rule stays as mild. */
  graded(rule: Pick<RuleInfo, "severity">, finding: RawFinding): RawFinding;
  /** Takes out what the settings suppress by file and place. `document` is of the file, when it is a data file. */
  silence<F extends RawFinding>(
    file: string,
    findings: readonly F[],
    document: () => DataDocument | undefined,
  ): { left: F[]; silenced: Silenced<F>[] };
}

interface Scope {
  include: Ignore | undefined;
  exclude: Ignore | undefined;
}

/** The policy that the settings of a project state. */
export function createPolicy(settings: RulesFile): Policy {
  const whole = scopeOf(settings);
  const rules = new Map(
    Object.entries(settings.rules ?? {}).map(([id, setting]) => {
      const { severity, ...files } = typeof setting === "string" ? { severity: setting } : setting;
      return [id, { severity, scope: scopeOf(files) }] as const;
    }),
  );
  const suppress = (settings.suppress ?? []).map((entry) => ({
    entry,
    files: ignore().add(entry.file),
  }));
  return {
    settings,
    tables: flowTables(settings),
    isScanned: (file) => isInScope(whole, file),
    applies(ruleId, file) {
      const rule = rules.get(ruleId);
      return rule === undefined || (rule.severity !== "off" && isInScope(rule.scope, file));
    },
    graded(rule, finding) {
      const severity = rules.get(finding.ruleId)?.severity;
      return severity === undefined || severity === "off"
        ? finding
        : {
            ...finding,
            severity: finding.severity === rule.severity ? severity : mildest(severity, finding.severity),
          };
    },
    silence<F extends RawFinding>(
      file: string,
      findings: readonly F[],
      document: () => DataDocument | undefined,
    ) {
      const here = suppress.filter(({ files }) => isMatch(files, file)).map(({ entry }) => entry);
      const silenced: Silenced<F>[] = [];
      const left = findings.filter((finding) => {
        const entry = here.find((candidate) => isMeant(candidate, finding, document));
        if (entry !== undefined) {
          silenced.push({ finding, reason: entry.reason, by: "settings" });
        }
        return entry === undefined;
      });
      return { left, silenced };
    },
  };
}

function scopeOf({ include, exclude }: Pick<RulesFile, "include" | "exclude">): Scope {
  const matcher = (patterns: readonly string[] | undefined) =>
    patterns === undefined ? undefined : ignore().add([...patterns]);
  return { include: matcher(include), exclude: matcher(exclude) };
}

function isInScope({ include, exclude }: Scope, file: string): boolean {
  return (
    (include === undefined || isMatch(include, file)) && !(exclude !== undefined && isMatch(exclude, file))
  );
}

/** Files outside the folder (`../x`) and absolute ones match no pattern. */
function isMatch(patterns: Ignore, file: string): boolean {
  return ignore.isPathValid(file) && patterns.ignores(file);
}

function mildest(a: FindingSeverity, b: FindingSeverity): FindingSeverity {
  return findingSeverities.indexOf(a) > findingSeverities.indexOf(b) ? a : b;
}

function isMeant(
  { rule, pointer }: SettingsSuppression,
  { ruleId, range }: RawFinding,
  document: () => DataDocument | undefined,
): boolean {
  if (rule !== ruleId || pointer === undefined) {
    return rule === ruleId;
  }
  const parsed = document();
  const node = parsed?.root === undefined ? undefined : nodeAtPointer(parsed.root, pointer);
  return parsed !== undefined && node !== undefined && contains(parsed.rangeOf(node), range);
}

/** The value a JSON pointer (RFC 6901) leads to. */
function nodeAtPointer(root: DataNode, pointer: string): DataNode | undefined {
  let node: DataNode | undefined = root;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    node = node?.kind === "array" ? node.items()[Number(key)] : node?.get(key);
  }
  return node;
}
