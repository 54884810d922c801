import * as vscode from "vscode";
import { answer, failure, throwIfCancelled } from "./answer.ts";
import type { ModelToolParts } from "./register.ts";

interface Input {
  tool?: string;
  state?: string;
  limit?: number;
}

const mostListed = 100;

export function listRiskScenarios({ projects }: ModelToolParts): vscode.LanguageModelTool<Input> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage:
        input.tool === undefined
          ? vscode.l10n.t("Listing risk scenarios of this workspace")
          : vscode.l10n.t("Listing risk scenarios for {0}", input.tool),
    }),
    async invoke({ input }, token) {
      await Promise.all(projects.all().map((project) => project.store()));
      throwIfCancelled(token);
      const all = projects
        .all()
        .flatMap((project) =>
          [...project.scenarios.rows()].map((row) => ({ folder: project.folder.name, ...row })),
        );
      if (all.length === 0) {
        throw failure(
          "This workspace has no risk scenarios yet. Ask the user to run the command AutoSafe: Generate Risk Scenarios; this tool cannot generate any.",
        );
      }
      const fitting = all.filter(
        ({ toolName, state }) =>
          (input.tool === undefined || toolName === input.tool) &&
          (input.state === undefined || state === input.state),
      );
      if (fitting.length === 0) {
        const tools = [...new Set(all.map(({ toolName }) => toolName))].slice(0, 40).join(", ");
        const states = [...new Set(all.map(({ state }) => state))].join(", ");
        throw failure(
          `No scenario fits. Tools with scenarios: ${tools}. States there are: ${states}. Try again with one of these.`,
        );
      }
      const limit = Math.min(Math.max(1, input.limit ?? 20), mostListed);
      return answer({
        total: fitting.length,
        shown: Math.min(limit, fitting.length),
        scenarios: fitting
          .slice(0, limit)
          .map(({ id, title, toolName, source, outcome, trigger, state, folder }) => ({
            id,
            title,
            tool: toolName,
            source,
            outcome,
            trigger,
            state,
            folder,
          })),
      });
    },
  };
}
