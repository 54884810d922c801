import type * as vscode from "vscode";
import { Activity } from "./base/activity.ts";
import { createContextKeys, type SetContext } from "./base/context-keys.ts";
import type { Disposables } from "./base/disposables.ts";
import { createFunnel, type Funnel } from "./base/funnel.ts";
import { createLog, type Log } from "./base/log.ts";
import { openProblem } from "./commands/reveal.ts";
import { samplesFolder } from "./commands/samples.ts";
import { Keys } from "./model/keys.ts";
import { Projects } from "./project/projects.ts";
import { Scanner } from "./project/scanner.ts";
import { Runs } from "./run/runs.ts";

/** What every other part of the extension stands on. */
export interface Ground {
  log: Log;
  activity: Activity;
  setContext: SetContext;
  funnel: Funnel;
  projects: Projects;
  scanner: Scanner;
  runs: Runs;
  keys: Keys;
  memento: vscode.Memento;
  extensionUri: vscode.Uri;
  /** Folder of the copies of the extension's sample files. */
  samples: vscode.Uri;
  /** The extension's own. */
  version: string;
  /** Begins the search for tools unless it has begun; resolves when it is over. */
  settled: () => Promise<void>;
}

export function createGround(context: vscode.ExtensionContext, owned: Disposables): Ground {
  const log = owned.add(createLog());
  const activity = new Activity();
  const setContext = createContextKeys();
  const { workspaceState: memento, extensionUri } = context;
  const samples = samplesFolder(context);
  const storage = context.storageUri ?? context.globalStorageUri;
  const projects = owned.add(new Projects(storage, samples, log));
  const scanner = owned.add(new Scanner({ projects, log, activity, setContext }));
  const keys = new Keys(context.secrets);
  return {
    log,
    activity,
    setContext,
    funnel: createFunnel(log, openProblem),
    projects,
    scanner,
    runs: owned.add(new Runs({ projects, activity, log, setContext, keys, memento })),
    keys,
    memento,
    extensionUri,
    samples,
    version: String(context.extension.packageJSON.version),
    settled: () => scanner.begin(),
  };
}
