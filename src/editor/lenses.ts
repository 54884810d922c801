import * as vscode from "vscode";
import { commands, settings } from "../ledger.ts";
import type { ToolDefinition } from "../ots/tool.ts";
import { mayDefineTools } from "../tools/tool-language.ts";
import { Disposables } from "./base/disposables.ts";
import { readSetting } from "./base/settings.ts";
import type { DocumentFollower } from "./project/document-follower.ts";
import type { Project } from "./project/project.ts";
import type { Projects } from "./project/projects.ts";
import type { ScenarioCounts } from "./project/scenario-index.ts";
import type { ToolRef } from "./views/tool-tree.ts";
import { countsLine } from "./words.ts";

/** Language ids whose files can define tools; package.json activates on the same. */
export const toolLanguages = [
  "python",
  "typescript",
  "typescriptreact",
  "javascript",
  "javascriptreact",
  "json",
  "jsonc",
  "yaml",
];

class ToolLens extends vscode.CodeLens {
  readonly ref: ToolRef;
  readonly says: "counts" | "generate" | "risks";

  constructor(ref: ToolRef, says: ToolLens["says"]) {
    const { startLine, startColumn } = lensPosition(ref.tool);
    super(new vscode.Range(startLine, startColumn, startLine, startColumn));
    this.ref = ref;
    this.says = says;
  }
}

/** Above each tool definition: how many scenarios it has, in how many the agent acted unsafely, and Generate. */
export class ToolLenses implements vscode.CodeLensProvider<ToolLens>, vscode.Disposable {
  readonly #projects: Projects;
  readonly #follower: DocumentFollower;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<void>());

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(projects: Projects, follower: DocumentFollower) {
    this.#projects = projects;
    this.#follower = follower;
    this.#owned.add(projects.onDidChangeScenarios(() => this.#changed.fire()));
    this.#owned.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.codeLens)) {
          this.#changed.fire();
        }
      }),
    );
    const selector = toolLanguages.map((language) => ({ language }));
    this.#owned.add(vscode.languages.registerCodeLensProvider(selector, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<ToolLens[]> {
    const project = this.#projects.of(document.uri);
    if (!project || !mayDefineTools(document.uri.path)) {
      return [];
    }
    if (!readSetting(settings.codeLens, document)) {
      return [];
    }
    // Read from the very text the lenses are for, so that they never stand beside the definition.
    const tools = await this.#follower.current(document);
    if (tools.length > 0) {
      await openQuietly(project);
    }
    return tools.flatMap((tool) => {
      const ref = { project, tool };
      const says: ToolLens["says"][] =
        project.scenarios.ofTool(tool.id).scenarios > 0
          ? ["counts", "generate", "risks"]
          : ["generate", "risks"];
      return says.map((what) => new ToolLens(ref, what));
    });
  }

  resolveCodeLens(lens: ToolLens): ToolLens {
    const { ref, says } = lens;
    const counts = ref.project.scenarios.ofTool(ref.tool.id);
    lens.command = { ...commandOf(says, counts), arguments: [{ kind: "tool", ...ref }] };
    return lens;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function commandOf(says: ToolLens["says"], counts: ScenarioCounts): vscode.Command {
  switch (says) {
    case "counts":
      return {
        command: commands.showScenarios,
        title: countsLine(counts),
        tooltip: vscode.l10n.t("Show this tool's scenarios"),
      };
    case "generate":
      return {
        command: commands.generateForTools,
        title: counts.scenarios > 0 ? vscode.l10n.t("Generate") : vscode.l10n.t("Generate risk scenarios"),
        tooltip: vscode.l10n.t("Propose risk scenarios for this tool"),
      };
    case "risks":
      return {
        command: commands.showRisks,
        title: vscode.l10n.t("Risks"),
        tooltip: vscode.l10n.t("Show which risks apply to this tool, and which have no scenario yet"),
      };
  }
}

/** A store that cannot be read is the scenario view's to report; the lenses then say Generate only. */
async function openQuietly(project: Project): Promise<void> {
  await project.store().catch(() => undefined);
}

/** Above a decorator or a registration call, but within a data file at the name: there the definition is a mere brace. */
function lensPosition({
  source: { file, range, nameRange },
}: ToolDefinition): ToolDefinition["source"]["range"] {
  return /\.(json|jsonc|ya?ml)$/i.test(file) || nameRange.startLine < range.startLine ? nameRange : range;
}
