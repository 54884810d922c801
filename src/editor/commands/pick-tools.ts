import { posix } from "node:path";
import * as vscode from "vscode";
import { InputError } from "../../syntax/input-error.ts";
import { withoutIcons } from "../base/plain-text.ts";
import { toolAtLine } from "../project/tool-index.ts";
import type { ToolRef } from "../views/tool-tree.ts";
import { toolCount } from "../words.ts";
import type { CommandParts } from "./parts.ts";

/** Tools of the active editor's file as it is now; empty when it defines none. */
export async function toolsInActiveFile({ projects, follower }: CommandParts): Promise<ToolRef[]> {
  const document = vscode.window.activeTextEditor?.document;
  const project = document && projects.of(document.uri);
  return project ? (await follower.current(document)).map((tool) => ({ project, tool })) : [];
}

/** The tool whose definition holds the cursor. */
export async function toolAtCursor(parts: CommandParts): Promise<ToolRef | undefined> {
  const line = vscode.window.activeTextEditor?.selection.active.line;
  const refs = line === undefined ? [] : await toolsInActiveFile(parts);
  const found = toolAtLine(
    refs.map(({ tool }) => tool),
    line ?? 0,
  );
  return refs.find(({ tool }) => tool === found);
}

/** @throws InputError when the cursor is in no tool definition. */
export async function needToolAtCursor(parts: CommandParts): Promise<ToolRef[]> {
  const ref = await toolAtCursor(parts);
  if (!ref) {
    throw new InputError(vscode.l10n.t("The cursor is not in a tool definition."));
  }
  return [ref];
}

/** @throws InputError when the active file defines no tool. */
export async function needToolsInFile(parts: CommandParts): Promise<ToolRef[]> {
  const refs = await toolsInActiveFile(parts);
  if (refs.length === 0) {
    throw new InputError(vscode.l10n.t("The active file defines no tool."));
  }
  return refs;
}

interface ScopeItem extends vscode.QuickPickItem {
  tools: () => Promise<ToolRef[] | undefined> | ToolRef[];
}

/** Asks which tools: the one at the cursor, the file's, some, or all. Undefined when the user thinks better of it. */
export async function pickTools(parts: CommandParts, title: string): Promise<ToolRef[] | undefined> {
  const all = parts.projects
    .all()
    .flatMap((project) => project.tools.all().map((tool) => ({ project, tool })));
  const inFile = await toolsInActiveFile(parts);
  const atCursor = await toolAtCursor(parts);
  const items: ScopeItem[] = [];
  if (atCursor) {
    items.push({
      label: withoutIcons(atCursor.tool.name),
      description: vscode.l10n.t("the tool at the cursor"),
      tools: () => [atCursor],
    });
  }
  const [first] = inFile;
  if (first) {
    items.push({
      label: vscode.l10n.t("This file"),
      description: `${posix.basename(first.tool.source.file)} · ${toolCount(inFile.length)}`,
      tools: () => inFile,
    });
  }
  items.push({
    label: vscode.l10n.t("Choose tools…"),
    tools: () => chooseTools(all, inFile, title),
  });
  items.push({
    label: vscode.l10n.t("Whole workspace"),
    description: toolCount(all.length),
    tools: () => all,
  });
  const placeHolder = vscode.l10n.t("For which tools?");
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  return chosen?.tools();
}

interface ToolItem extends vscode.QuickPickItem {
  ref?: ToolRef;
}

async function chooseTools(
  all: readonly ToolRef[],
  checked: readonly ToolRef[],
  title: string,
): Promise<ToolRef[] | undefined> {
  const chosen = await vscode.window.showQuickPick(toolItems(all, checked), {
    title,
    placeHolder: vscode.l10n.t("Choose tools"),
    canPickMany: true,
    matchOnDescription: true,
  });
  const refs = chosen?.flatMap(({ ref }) => ref ?? []);
  return refs && refs.length > 0 ? refs : undefined;
}

/** Asks which one of all tools. Undefined when the user thinks better of it. */
export async function pickTool({ projects }: CommandParts, title: string): Promise<ToolRef | undefined> {
  const all = projects.all().flatMap((project) => project.tools.all().map((tool) => ({ project, tool })));
  const chosen = await vscode.window.showQuickPick(toolItems(all, []), {
    title,
    placeHolder: vscode.l10n.t("Which tool?"),
    matchOnDescription: true,
  });
  return chosen?.ref;
}

/** By file; those in `checked` are ticked. */
function toolItems(all: readonly ToolRef[], checked: readonly ToolRef[]): ToolItem[] {
  const several = new Set(all.map(({ project }) => project)).size > 1;
  const ticked = new Set(checked.map(({ tool }) => tool.id));
  const items: ToolItem[] = [];
  let section = "";
  for (const ref of all) {
    const { file } = ref.tool.source;
    const place = withoutIcons(several ? `${ref.project.folder.name}/${file}` : file);
    if (place !== section) {
      section = place;
      items.push({ label: place, kind: vscode.QuickPickItemKind.Separator });
    }
    items.push({
      label: withoutIcons(ref.tool.name),
      description: ref.tool.capabilities.map(({ label }) => label).join(", "),
      picked: ticked.has(ref.tool.id),
      ref,
    });
  }
  return items;
}
