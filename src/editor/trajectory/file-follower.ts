import * as vscode from "vscode";
import type { Showing } from "../../shared/protocol.ts";
import type { Activity } from "../base/activity.ts";
import { debounce } from "../base/debounce.ts";
import { nameOf } from "./places.ts";

/** Files up to this size are read again by themselves when they change; of larger ones the reader decides when. */
const rereadBytes = 20_000_000;
const settling = 500;

export interface FollowingPage {
  show(): Promise<void>;
  markStale(message: string): Promise<void>;
}

/** Follows the files a page shows something of, while they grow or are written anew. */
export class FileFollower implements vscode.Disposable {
  readonly #page: FollowingPage;
  readonly #activity: Activity;
  #files = "";
  #watching: vscode.Disposable | undefined;

  constructor(page: FollowingPage, activity: Activity) {
    this.#page = page;
    this.#activity = activity;
  }

  follow(showing: Showing): void {
    const uris = filesOf(showing);
    if (uris.join(" ") === this.#files) {
      return;
    }
    this.#files = uris.join(" ");
    this.#watching?.dispose();
    const all = uris.map((uri) => followFile(vscode.Uri.parse(uri), this.#page, this.#activity));
    this.#watching = vscode.Disposable.from(...all);
  }

  dispose(): void {
    this.#watching?.dispose();
  }
}

function filesOf(showing: Showing): string[] {
  switch (showing.of) {
    case "scenario":
      return [];
    case "list":
      return [showing.uri];
    case "one":
      return showing.place.of === "file" ? [showing.place.uri] : [];
    case "two": {
      const uris = [showing.left, showing.right].flatMap((place) => (place.of === "file" ? [place.uri] : []));
      return [...new Set(uris)];
    }
  }
}

function followFile(uri: vscode.Uri, page: FollowingPage, activity: Activity): vscode.Disposable {
  const folder = vscode.Uri.joinPath(uri, "..");
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(folder, escapeGlob(nameOf(uri.toString()))),
  );
  const changed = debounce(activity, settling, async () => {
    const size = await vscode.workspace.fs.stat(uri).then(
      (stat) => stat.size,
      () => undefined,
    );
    if (size === undefined) {
      await page.markStale(vscode.l10n.t("The file is gone."));
    } else if (size > rereadBytes) {
      await page.markStale(vscode.l10n.t("The file has changed."));
    } else {
      await page.show();
    }
  });
  watcher.onDidChange(() => changed.call());
  watcher.onDidDelete(() => changed.call());
  watcher.onDidCreate(() => changed.call());
  return vscode.Disposable.from(watcher, changed);
}

function escapeGlob(name: string): string {
  return name.replaceAll(/[[\]{}?*]/g, (character) => `[${character}]`);
}
