import type { Disposables } from "./base/disposables.ts";
import type { Diagnostics } from "./diagnostics/diagnostics.ts";
import { DocumentScans } from "./diagnostics/document-scans.ts";
import { AllProjectRules } from "./diagnostics/project-rules.ts";
import { registerDiagnostics } from "./diagnostics/register.ts";
import type { Ground } from "./ground.ts";
import { ChangedServers } from "./project/changed-servers.ts";
import type { DocumentFollower } from "./project/document-follower.ts";
import { followChanges } from "./project/follow.ts";

/** What keeps up with documents, files and settings. */
export interface Watch {
  rules: AllProjectRules;
  diagnostics: Diagnostics;
  follower: DocumentFollower;
  changedServers: ChangedServers;
}

export function watchProjects(ground: Ground, owned: Disposables): Watch {
  const rules = new AllProjectRules();
  const scans = new DocumentScans(rules, ground.log);
  const diagnostics = registerDiagnostics({ ...ground, rules, scans }, owned);
  const follower = followChanges(
    {
      ...ground,
      isRunning: () => ground.runs.isRunning,
      onRules: (project) => {
        rules.forget(project);
        diagnostics.refresh();
      },
    },
    owned,
  );
  return { rules, diagnostics, follower, changedServers: owned.add(new ChangedServers()) };
}
