import { contextKeys } from "../../ledger.ts";
import type { SetContext } from "../base/context-keys.ts";
import type { Disposables } from "../base/disposables.ts";
import { Comparison } from "./comparison.ts";
import { registerCustomEditors } from "./custom-editor.ts";
import { TextDocuments } from "./documents.ts";
import { Importer } from "./importer.ts";
import type { PanelParts } from "./panel.ts";
import { InspectorPanels } from "./panels.ts";
import { TrajectoryPicker } from "./picker.ts";
import { registerLinks } from "./uri-handler.ts";

/** What commands have of the trajectory inspector. */
export interface Inspector {
  panels: InspectorPanels;
  comparison: Comparison;
  importer: Importer;
  picker: TrajectoryPicker;
}

/** Sets the inspector up: its pages, editors for files, links, the documents it opens. */
export function createInspector(
  parts: Omit<PanelParts, "documents" | "compare" | "importFile" | "onActive"> & {
    setContext: SetContext;
  },
  owned: Disposables,
): Inspector {
  const { projects, extensionUri, funnel, setContext } = parts;
  const documents = owned.add(new TextDocuments());
  const picker = new TrajectoryPicker({ projects, extensionUri });
  const importer = new Importer(projects, extensionUri);
  const panels = owned.add(
    new InspectorPanels({
      ...parts,
      documents,
      compare: async (showing) => comparison.start(await comparison.placeOf(showing)),
      importFile: (showing) => importer.importShown(showing),
      onActive: (active) => setContext(contextKeys.inspectorActive, active),
    }),
  );
  const comparison = new Comparison(projects, panels, picker);
  registerCustomEditors(panels, owned);
  registerLinks(projects, panels, funnel, owned);
  return { panels, comparison, importer, picker };
}
