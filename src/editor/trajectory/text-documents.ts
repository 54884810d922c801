import * as vscode from "vscode";
import type { TextRef } from "../../shared/protocol.ts";
import type { Disposables } from "../base/disposables.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";

const scheme = "autosafe-text";

/** Registers read-only documents that show one text of a trajectory in full. */
export function registerTextDocuments(projects: Projects, owned: Disposables): void {
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      async provideTextDocumentContent(uri) {
        const [{ textRefSchema }, { textOf }, { scenarioRecords }] = await Promise.all([
          import("./messages.ts"),
          import("./texts.ts"),
          import("./records.ts"),
        ]);
        const query = new URLSearchParams(uri.query);
        const project = projects.byKey(query.get("folder") ?? "");
        const ref = textRefSchema.safeParse(JSON.parse(query.get("ref") ?? "null"));
        const records = project && (await scenarioRecords(project, query.get("scenario") ?? ""));
        const text = records && ref.success ? textOf(records, ref.data) : undefined;
        return text ?? vscode.l10n.t("This text is no longer in the project's data.");
      },
    }),
  );
}

/** Opens a text of a trajectory as a document beside the panel. */
export async function openTextDocument(project: Project, scenario: string, ref: TextRef): Promise<void> {
  const place = ref.of === "instruction" ? ref.of : `${ref.of}-${ref.side}-${ref.step + 1}`;
  const ending = ref.of === "arguments" ? "json" : "txt";
  const query = new URLSearchParams({ folder: project.key, scenario, ref: JSON.stringify(ref) });
  const uri = vscode.Uri.from({ scheme, path: `/${place}.${ending}`, query: query.toString() });
  await vscode.window.showTextDocument(uri, { preview: true });
}
