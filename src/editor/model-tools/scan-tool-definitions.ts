import * as vscode from "vscode";
import { answer, clipped, failure, throwIfCancelled } from "./answer.ts";
import type { ModelToolParts } from "./register.ts";

interface Input {
  file?: string;
  limit?: number;
}

const mostListed = 100;

export function scanToolDefinitions({ projects, scanner }: ModelToolParts): vscode.LanguageModelTool<Input> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage:
        input.file === undefined
          ? vscode.l10n.t("Scanning tool definitions of this workspace")
          : vscode.l10n.t("Scanning tool definitions in {0}", input.file),
    }),
    async invoke({ input }, token) {
      if (projects.all().length === 0) {
        throw failure("No folder is open, so there is nothing to scan. Ask the user to open one.");
      }
      await scanner.ensure();
      throwIfCancelled(token);
      const all = projects
        .all()
        .flatMap((project) => project.tools.all().map((tool) => ({ folder: project.folder.name, tool })));
      const file = input.file?.replaceAll("\\", "/").replace(/^\.\//, "");
      const fitting = all.filter(
        ({ tool }) =>
          file === undefined || tool.source.file === file || tool.source.file.endsWith(`/${file}`),
      );
      if (fitting.length === 0) {
        const files = [...new Set(all.map(({ tool }) => tool.source.file))].slice(0, 40).join(", ");
        throw failure(
          all.length === 0
            ? "No tool definitions were found in this workspace. AutoSafe reads tools in Python, TypeScript, JavaScript, JSON and YAML."
            : `No tool definitions in ${input.file ?? ""}. Files with tool definitions: ${files}. Try again with one of these, or without a file.`,
        );
      }
      const limit = Math.min(Math.max(1, input.limit ?? 40), mostListed);
      return answer({
        total: fitting.length,
        shown: Math.min(limit, fitting.length),
        tools: fitting.slice(0, limit).map(({ folder, tool }) => ({
          name: tool.name,
          description: clipped(tool.description, 300),
          framework: tool.framework,
          file: tool.source.file,
          line: tool.source.nameRange.startLine + 1,
          folder,
          labels: tool.capabilities.map(({ label, evidence }) => ({
            label,
            because: clipped(evidence[0]?.text ?? "", 120),
          })),
          approval: tool.approval?.required ?? "not stated",
        })),
      });
    },
  };
}
