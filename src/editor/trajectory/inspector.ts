import type { Disposables } from "../base/disposables.ts";
import { TextDocuments } from "./documents.ts";
import type { PanelParts } from "./panel.ts";
import { InspectorPanels } from "./panels.ts";

/** What commands have of the trajectory inspector. */
export interface Inspector {
  panels: InspectorPanels;
}

/** Sets the inspector up: its pages, the documents it opens. */
export function createInspector(
  parts: Omit<PanelParts, "documents" | "compare" | "importFile">,
  owned: Disposables,
): Inspector {
  const documents = owned.add(new TextDocuments());
  const panels = owned.add(
    new InspectorPanels({ ...parts, documents, compare: async () => {}, importFile: async () => {} }),
  );
  return { panels };
}
