import type { Activity } from "../base/activity.ts";
import type { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import type { Projects } from "../project/projects.ts";
import { Diagnostics } from "./diagnostics.ts";
import type { DocumentScans } from "./document-scans.ts";
import type { AllProjectRules } from "./project-rules.ts";
import { registerQuickFixes } from "./quick-fixes.ts";
import { registerRulePages } from "./rule-pages.ts";
import { registerScanStatus } from "./scan-status.ts";
import { registerSuppressionHover } from "./suppression-hover.ts";
import { registerUnsafeTools } from "./unsafe-tools.ts";

interface DiagnosticsParts {
  projects: Projects;
  rules: AllProjectRules;
  scans: DocumentScans;
  activity: Activity;
  log: Log;
}

/** Everything about findings in the editor: marks, quick fixes, pages, hovers, status. */
export function registerDiagnostics(parts: DiagnosticsParts, owned: Disposables): Diagnostics {
  const { projects, rules } = parts;
  const diagnostics = owned.add(new Diagnostics(parts));
  owned.add(registerQuickFixes({ ...parts, diagnostics }));
  owned.add(registerRulePages(projects, rules));
  owned.add(registerSuppressionHover(projects, rules, diagnostics));
  owned.add(registerScanStatus(diagnostics));
  owned.add(registerUnsafeTools(parts));
  return diagnostics;
}
