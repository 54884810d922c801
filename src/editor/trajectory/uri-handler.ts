import * as vscode from "vscode";
import type { Showing, TrajectoryPlace } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Disposables } from "../base/disposables.ts";
import type { Funnel } from "../base/funnel.ts";
import { oneLine } from "../base/plain-text.ts";
import type { Projects } from "../project/projects.ts";
import { linkPath } from "./links.ts";
import type { InspectorPanels } from "./panels.ts";
import { placeName } from "./places.ts";

/** Opens links to steps, after asking: a link can come from anywhere. Only what lies in open folders is shown. */
export function registerLinks(
  projects: Projects,
  panels: InspectorPanels,
  funnel: Funnel,
  owned: Disposables,
): void {
  owned.add(
    vscode.window.registerUriHandler({
      handleUri: (uri) => funnel.run(vscode.l10n.t("Open Link"), () => follow(uri, projects, panels)),
    }),
  );
}

async function follow(uri: vscode.Uri, projects: Projects, panels: InspectorPanels): Promise<void> {
  if (uri.path !== linkPath) {
    throw new InputError(vscode.l10n.t("This link means nothing to AutoSafe."));
  }
  const { showingSchema, placeSchema } = await import("../../inspector/requests.ts");
  const query = new URLSearchParams(uri.query);
  const shown = showingSchema.safeParse(parsed(query.get("show")));
  const place = placeSchema.safeParse({ side: query.get("side"), step: Number(query.get("step")) });
  if (!shown.success) {
    throw new InputError(vscode.l10n.t("This link is incomplete."));
  }
  const { showing, title } = await known(shown.data, projects);
  const open = vscode.l10n.t("Open");
  const question = vscode.l10n.t("A link wants to open a trajectory.");
  const answer = await vscode.window.showInformationMessage(
    question,
    { modal: true, detail: oneLine(title, 300) },
    open,
  );
  if (answer === open) {
    panels.open(showing, "take-focus", place.success ? place.data : undefined);
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** What the link means here: a scenario is found wherever its folder lies on this machine. */
async function known(showing: Showing, projects: Projects): Promise<{ showing: Showing; title: string }> {
  switch (showing.of) {
    case "scenario": {
      const own = projects.byKey(showing.folder);
      for (const project of own ? [own, ...projects.all()] : projects.all()) {
        await project.store();
        const row = project.scenarios.get(showing.scenario);
        if (row) {
          return { showing: { ...showing, folder: project.key }, title: row.title };
        }
      }
      throw new InputError(vscode.l10n.t("The scenario of this link is in no folder that is open."));
    }
    case "list":
      return { showing, title: insideOf(showing.uri, projects) };
    case "one":
      return { showing, title: await placeTitle(showing.place, projects) };
    case "two":
      return {
        showing,
        title: `${await placeTitle(showing.left, projects)} ↔ ${await placeTitle(showing.right, projects)}`,
      };
  }
}

async function placeTitle(place: TrajectoryPlace, projects: Projects): Promise<string> {
  if (place.of === "stored") {
    const project = projects.byKey(place.folder);
    if (!project) {
      throw new InputError(vscode.l10n.t("The folder of this link is not open."));
    }
    return `${project.folder.name}: ${await placeName(place, projects)}`;
  }
  return insideOf(place.uri, projects);
}

/** A link must not make us read files that nobody opened a folder for. */
function insideOf(uri: string, projects: Projects): string {
  const file = vscode.Uri.parse(uri);
  if (!projects.of(file)) {
    throw new InputError(vscode.l10n.t("The file of this link is in no folder that is open."));
  }
  return vscode.workspace.asRelativePath(file);
}
