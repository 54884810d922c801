/**
 * Every id that package.json and the code must agree on. A test holds both sides equal; nothing else in the code spells
 * one of these out.
 */

export const commands = {
  generate: "autosafe.generate",
  generateAtCursor: "autosafe.generateAtCursor",
  generateForFile: "autosafe.generateForFile",
  /** Takes tools: from a lens or the Tools view. */
  generateForTools: "autosafe.generateForTools",
  simulate: "autosafe.simulate",
  reflect: "autosafe.reflect",
  runPipeline: "autosafe.runPipeline",
  openTrajectory: "autosafe.openTrajectory",
  /** Takes a scenario. */
  openTrajectoryToSide: "autosafe.openTrajectoryToSide",
  exportDataSet: "autosafe.exportDataSet",
  deleteScenarios: "autosafe.deleteScenarios",
  undoDelete: "autosafe.undoDelete",
  refreshTools: "autosafe.refreshTools",
  cancel: "autosafe.cancel",
  groupByTool: "autosafe.groupByTool",
  groupByOutcome: "autosafe.groupByOutcome",
  groupBySource: "autosafe.groupBySource",
  groupByState: "autosafe.groupByState",
  /** Takes a tool or a scenario. */
  revealTool: "autosafe.revealTool",
  /** Takes a tool: from a lens. */
  showScenarios: "autosafe.showScenarios",
  /** Takes the "show more" node of the scenario tree. */
  showMore: "autosafe.showMore",
  createTool: "autosafe.createTool",
  /** Takes a tool; from the palette, the one at the cursor or one that is picked. */
  showRisks: "autosafe.showRisks",
  correctLabels: "autosafe.correctLabels",
  openSettings: "autosafe.openSettings",
  showLog: "autosafe.showLog",
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  scenarios: "autosafe.scenarios",
  tools: "autosafe.tools",
} as const;
export type ViewId = (typeof views)[keyof typeof views];

export const settings = {
  codeLens: "autosafe.codeLens.enabled",
  exclude: "autosafe.discovery.exclude",
  count: "autosafe.generate.count",
  benignShare: "autosafe.generate.benignShare",
  seed: "autosafe.generate.seed",
  maxSteps: "autosafe.simulate.maxSteps",
} as const;
export type SettingId = (typeof settings)[keyof typeof settings];

export const contextKeys = {
  /** How far the search for tools has come: see `ScanState`. */
  scan: "autosafe.scan",
  hasTools: "autosafe.hasTools",
  running: "autosafe.running",
  groupBy: "autosafe.groupBy",
  canUndoDelete: "autosafe.canUndoDelete",
  /** Whether the active editor's file defines a tool. */
  fileHasTools: "autosafe.fileHasTools",
} as const;
export type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];

/** Types of webview panels, which package.json names in an activation event only. */
export const panels = { trajectory: "autosafe.trajectory" } as const;
