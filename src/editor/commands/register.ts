import * as vscode from "vscode";
import type { CommandId } from "../../ledger.ts";
import { Disposables } from "../base/disposables.ts";
import type { Funnel } from "../base/funnel.ts";
import { modelHandlers } from "../model/handlers.ts";
import { createToolHandler } from "./create-tool.ts";
import { dataSetHandlers } from "./dataset.ts";
import { deleteHandlers } from "./delete.ts";
import { evaluateHandler } from "./evaluate.ts";
import { exportHandler } from "./export.ts";
import { filterHandlers } from "./filter.ts";
import { findingHandlers } from "./findings.ts";
import { generateHandlers } from "./generate.ts";
import { inspectorHandlers } from "./inspector.ts";
import { labelHandlers } from "./labels.ts";
import { resolveLinks } from "./links.ts";
import { listServerHandler } from "./list-server.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { reflectOnFileHandler } from "./reflect-on-file.ts";
import { reviewQueueHandler } from "./review-queue.ts";
import { riskHandlers } from "./risks.ts";
import { sampleHandlers } from "./samples.ts";
import { scanHandlers } from "./scan.ts";
import { scenarioHandlers } from "./scenarios.ts";
import { supportHandlers } from "./support.ts";
import { viewHandlers } from "./view.ts";

/** Registers every command of the ledger; a missing one is a compile error. All run through the funnel. */
export function registerCommands(parts: CommandParts, funnel: Funnel): vscode.Disposable {
  const handlers: Record<CommandId, CommandHandler> = {
    ...generateHandlers(parts),
    ...scenarioHandlers(parts),
    ...deleteHandlers(parts),
    ...exportHandler(parts),
    ...dataSetHandlers(parts),
    ...evaluateHandler(parts),
    ...reviewQueueHandler(parts),
    ...viewHandlers(parts),
    ...filterHandlers(parts),
    ...sampleHandlers(parts),
    ...supportHandlers(parts),
    ...riskHandlers(parts),
    ...createToolHandler(),
    ...inspectorHandlers(parts),
    ...listServerHandler(parts),
    ...labelHandlers(parts),
    ...modelHandlers(parts.keys, parts.memento),
    ...reflectOnFileHandler(parts),
    ...scanHandlers(parts),
    ...findingHandlers(parts),
  };
  const owned = new Disposables();
  for (const [id, { name, run }] of Object.entries(handlers)) {
    owned.add(
      vscode.commands.registerCommand(id, (...args: unknown[]) =>
        funnel.run(name, () => run(...resolveLinks(parts.projects, args))),
      ),
    );
  }
  return owned;
}
