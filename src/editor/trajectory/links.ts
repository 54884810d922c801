import * as vscode from "vscode";
import type { Place, Showing } from "../../shared/protocol.ts";

const extensionId = "autosafe.autosafe";
/** Path of links to trajectories. */
export const linkPath = "/trajectory";

/** A link that opens the same again at the same step; it works on machines that have the same folder. */
export function linkTo(showing: Showing, { side, step }: Place): string {
  const query = new URLSearchParams({ show: JSON.stringify(showing), side, step: String(step) });
  return vscode.Uri.from({
    scheme: vscode.env.uriScheme,
    authority: extensionId,
    path: linkPath,
    query: query.toString(),
  }).toString();
}
