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
  importDataSet: "autosafe.importDataSet",
  /** Takes a folder's project: from the Data Set view. */
  openReport: "autosafe.openReport",
  reviewPairs: "autosafe.reviewPairs",
  evaluateAgent: "autosafe.evaluateAgent",
  generatePolicy: "autosafe.generatePolicy",
  deleteScenarios: "autosafe.deleteScenarios",
  undoDelete: "autosafe.undoDelete",
  refreshTools: "autosafe.refreshTools",
  cancel: "autosafe.cancel",
  groupByTool: "autosafe.groupByTool",
  groupByOutcome: "autosafe.groupByOutcome",
  groupBySource: "autosafe.groupBySource",
  groupByState: "autosafe.groupByState",
  groupByFile: "autosafe.groupByFile",
  viewAsList: "autosafe.viewAsList",
  filterScenarios: "autosafe.filterScenarios",
  clearFilter: "autosafe.clearFilter",
  /** Takes scenarios and imported trajectories: from the Scenarios view. */
  copyIds: "autosafe.copyIds",
  /** Takes a tool or a scenario. */
  revealTool: "autosafe.revealTool",
  /** Takes a tool: from a lens. */
  showScenarios: "autosafe.showScenarios",
  /** Takes the "show more" node of the scenario tree. */
  showMore: "autosafe.showMore",
  scanFile: "autosafe.scanFile",
  scanWorkspace: "autosafe.scanWorkspace",
  createBaseline: "autosafe.createBaseline",
  exportSarif: "autosafe.exportSarif",
  /** Takes a rule's id; from the palette, one that is picked. */
  explainRule: "autosafe.explainRule",
  /** Take what a quick fix knows of its finding. */
  disableRule: "autosafe.disableRule",
  suppressInSettings: "autosafe.suppressInSettings",
  generateForFinding: "autosafe.generateForFinding",
  /** Takes an MCP server; from the palette, one that is picked. */
  listServerTools: "autosafe.listServerTools",
  createTool: "autosafe.createTool",
  /** Takes a tool; from the palette, the one at the cursor or one that is picked. */
  showRisks: "autosafe.showRisks",
  correctLabels: "autosafe.correctLabels",
  /** Takes a file: from the explorer; else it is asked for. */
  openTrajectoryFile: "autosafe.openTrajectoryFile",
  compareTrajectories: "autosafe.compareTrajectories",
  compareWithHead: "autosafe.compareWithHead",
  importTrajectories: "autosafe.importTrajectories",
  /** Takes imported trajectories; else what the inspector shows. */
  judgeTrajectory: "autosafe.judgeTrajectory",
  reloadInspector: "autosafe.reloadInspector",
  openTextDiff: "autosafe.openTextDiff",
  copyTrajectoryLink: "autosafe.copyTrajectoryLink",
  inspectorNextStep: "autosafe.inspector.nextStep",
  inspectorPreviousStep: "autosafe.inspector.previousStep",
  inspectorLeftSide: "autosafe.inspector.leftSide",
  inspectorRightSide: "autosafe.inspector.rightSide",
  inspectorNextUnsafe: "autosafe.inspector.nextUnsafe",
  inspectorPreviousUnsafe: "autosafe.inspector.previousUnsafe",
  inspectorFirstUnsafe: "autosafe.inspector.firstUnsafe",
  inspectorNextDifference: "autosafe.inspector.nextDifference",
  inspectorPreviousDifference: "autosafe.inspector.previousDifference",
  inspectorDivergence: "autosafe.inspector.divergence",
  inspectorFirstStep: "autosafe.inspector.firstStep",
  inspectorLastStep: "autosafe.inspector.lastStep",
  inspectorToggleStep: "autosafe.inspector.toggleStep",
  inspectorFind: "autosafe.inspector.find",
  inspectorFilter: "autosafe.inspector.filter",
  inspectorToggleSync: "autosafe.inspector.toggleSync",
  inspectorTogglePanes: "autosafe.inspector.togglePanes",
  inspectorReview: "autosafe.inspector.review",
  inspectorHelp: "autosafe.inspector.help",
  selectModel: "autosafe.selectModel",
  setApiKey: "autosafe.setApiKey",
  clearApiKey: "autosafe.clearApiKey",
  testConnection: "autosafe.testConnection",
  showRunReport: "autosafe.showRunReport",
  /** Takes a trajectory file; else it is asked for. */
  reflectOnFile: "autosafe.reflectOnFile",
  getStarted: "autosafe.getStarted",
  openSampleTool: "autosafe.openSampleTool",
  openSamplePair: "autosafe.openSamplePair",
  copyDiagnostics: "autosafe.copyDiagnostics",
  openSettings: "autosafe.openSettings",
  showLog: "autosafe.showLog",
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  scenarios: "autosafe.scenarios",
  tools: "autosafe.tools",
  dataSet: "autosafe.dataSet",
} as const;
export type ViewId = (typeof views)[keyof typeof views];

export const settings = {
  codeLens: "autosafe.codeLens.enabled",
  exclude: "autosafe.discovery.exclude",
  count: "autosafe.generate.count",
  benignShare: "autosafe.generate.benignShare",
  seed: "autosafe.generate.seed",
  maxSteps: "autosafe.simulate.maxSteps",
  modelProvider: "autosafe.model.provider",
  modelBaseUrl: "autosafe.model.baseUrl",
  modelName: "autosafe.model.name",
  modelRoles: "autosafe.model.roles",
  modelOrganization: "autosafe.model.organization",
  modelApiVersion: "autosafe.model.apiVersion",
  modelHeaders: "autosafe.model.headers",
  modelConcurrency: "autosafe.model.concurrency",
  modelSecondOpinion: "autosafe.model.secondOpinion",
  modelBudget: "autosafe.model.budget",
  judgeLookUps: "autosafe.judge.lookUps",
  judgeRunsSnippets: "autosafe.judge.runSnippets",
  judgeServers: "autosafe.judge.mcpServers",
  modelPrices: "autosafe.model.prices",
  diagnosticsRun: "autosafe.diagnostics.run",
  minimumSeverity: "autosafe.diagnostics.minimumSeverity",
  suppressActions: "autosafe.diagnostics.suppressActions",
  unsafeTools: "autosafe.diagnostics.unsafeTools",
} as const;
export type SettingId = (typeof settings)[keyof typeof settings];

export const contextKeys = {
  /** How far the search for tools has come: see `ScanState`. */
  scan: "autosafe.scan",
  hasTools: "autosafe.hasTools",
  running: "autosafe.running",
  groupBy: "autosafe.groupBy",
  /** Whether the scenario tree has a filter, and whether it lets nothing through. */
  filtered: "autosafe.filtered",
  allFilteredOut: "autosafe.allFilteredOut",
  canUndoDelete: "autosafe.canUndoDelete",
  /** Whether the active editor's file defines a tool. */
  fileHasTools: "autosafe.fileHasTools",
  /** Whether a trajectory inspector has the focus. */
  inspectorActive: "autosafe.inspectorActive",
} as const;
export type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];

/** Types of webview panels, which package.json names in an activation event only. */
export const panels = { trajectory: "autosafe.trajectory", report: "autosafe.report" } as const;

/** Editors for files: of our own endings, and on request of any file that may hold trajectories. */
export const customEditors = {
  own: "autosafe.trajectoryFile",
  any: "autosafe.anyTrajectoryFile",
} as const;

/** Tools for language models, which package.json describes. */
export const languageModelTools = {
  listScenarios: "list_risk_scenarios",
  scanTools: "scan_tool_definitions",
  explainStep: "explain_unsafe_step",
} as const;
