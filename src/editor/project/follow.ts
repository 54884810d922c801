import * as vscode from "vscode";
import { settings } from "../../ledger.ts";
import type { Activity } from "../base/activity.ts";
import type { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import { AutosafeFolderWatcher } from "./autosafe-folder-watcher.ts";
import { DocumentFollower } from "./document-follower.ts";
import { FileWatcher } from "./file-watcher.ts";
import type { Project } from "./project.ts";
import type { Projects } from "./projects.ts";
import { RecordProblems } from "./record-problems.ts";
import type { Scanner } from "./scanner.ts";
import { ToolReader } from "./tool-reader.ts";

interface FollowParts {
  projects: Projects;
  scanner: Scanner;
  activity: Activity;
  log: Log;
  /** The project's rules or its baseline have changed. */
  onRules: (project: Project) => void;
  /** True while a run of ours writes to the store. */
  isRunning: () => boolean;
}

/** Keeps the projects up to date with what happens in documents, to files and in their `.autosafe` folders. */
export function followChanges(parts: FollowParts, owned: Disposables): DocumentFollower {
  const reader = new ToolReader(parts);
  const follower = owned.add(new DocumentFollower({ ...parts, reader }));
  owned.add(new FileWatcher({ ...parts, follower, reader }));
  owned.add(new AutosafeFolderWatcher({ ...parts, follower }));
  owned.add(new RecordProblems(parts));
  // What is looked at has changed, so everything is looked at again, if anything has been.
  const excluding = [settings.exclude, "files.exclude"];
  owned.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      const affected = excluding.some((setting) => event.affectsConfiguration(setting));
      if (affected && parts.projects.all().some((project) => project.scanned)) {
        parts.scanner.rescan().catch((error) => parts.log.error("looking for tools", error));
      }
    }),
  );
  return follower;
}
