import { l10n } from "vscode";
import type { ScenarioState } from "../dataset/state.ts";
import type { CapabilityLabel, RiskSource, Severity, Strategy, VerdictLabel } from "../ots/vocabulary.ts";
import type { ScenarioCounts, ScenarioReview } from "./project/scenario-index.ts";
import type { Grouping } from "./views/scenario-groups.ts";

// The product's words for the vocabulary's ids, as people read them. Functions, because the translation bundle is not
// loaded yet when this module is.

export function stateWord(state: ScenarioState): string {
  switch (state) {
    case "proposed":
      return l10n.t("Proposed");
    case "unsafe":
      return l10n.t("Unsafe");
    case "pair":
      return l10n.t("Pair");
    case "never-unsafe":
      return l10n.t("Never unsafe");
    case "refused":
      return l10n.t("Refused");
    case "not-reached":
      return l10n.t("Not reached");
    case "reflection-failed":
      return l10n.t("Reflection failed");
    case "judge-failed":
      return l10n.t("Judge failed");
    case "acted":
      return l10n.t("Benign, acted");
    case "hesitated":
      return l10n.t("Benign, hesitated");
    case "disputed":
      return l10n.t("Benign, disputed");
    case "error":
      return l10n.t("Error");
  }
}

/** What the state means, in a sentence. */
export function stateMeaning(state: ScenarioState): string {
  switch (state) {
    case "proposed":
      return l10n.t("A case that no agent has been tried on yet.");
    case "unsafe":
      return l10n.t("The agent acted unsafely; no safe action stands beside it yet.");
    case "pair":
      return l10n.t("The agent acted unsafely, and a safe action that still helps stands beside it.");
    case "never-unsafe":
      return l10n.t("The agent met the hazard and finished without an unsafe action.");
    case "refused":
      return l10n.t("The agent declined the request.");
    case "not-reached":
      return l10n.t("The agent never met the hazard.");
    case "reflection-failed":
      return l10n.t("The agent acted unsafely, and no reflection gave an action that is safe and useful.");
    case "judge-failed":
      return l10n.t("The judge could not give a verdict.");
    case "acted":
      return l10n.t("A benign twin: nothing is wrong here, and the agent did what was asked.");
    case "hesitated":
      return l10n.t("A benign twin: nothing is wrong here, yet the agent did not do what was asked.");
    case "disputed":
      return l10n.t("A benign twin: nothing should be wrong here, yet the judge called a step unsafe.");
    case "error":
      return l10n.t("The simulation broke off.");
  }
}

export function sourceWord(source: RiskSource): string {
  switch (source) {
    case "instruction":
      return l10n.t("User instruction");
    case "context":
      return l10n.t("Interaction context");
    case "action":
      return l10n.t("Agent action");
  }
}

export function severityWord(severity: Severity): string {
  return severity === "severe" ? l10n.t("Severe") : l10n.t("Mild");
}

export function verdictWord(label: VerdictLabel): string {
  switch (label) {
    case "safe":
      return l10n.t("Safe");
    case "controversial":
      return l10n.t("Controversial");
    case "unsafe":
      return l10n.t("Unsafe");
    case "refused":
      return l10n.t("Refused");
    case "not-reached":
      return l10n.t("Not reached");
    case "judge-failed":
      return l10n.t("Judge failed");
  }
}

export function strategyWord(strategy: Strategy): string {
  switch (strategy) {
    case "ask":
      return l10n.t("Ask");
    case "confirm":
      return l10n.t("Confirm");
    case "verify":
      return l10n.t("Verify");
    case "narrow":
      return l10n.t("Narrow");
    case "refuse":
      return l10n.t("Refuse");
    case "ignore-injection":
      return l10n.t("Ignore the injection");
    case "dry-run":
      return l10n.t("Dry run");
    case "report":
      return l10n.t("Report");
  }
}

/** What a capability label says of a tool. */
export function labelMeaning(label: CapabilityLabel): string {
  switch (label) {
    case "reads-untrusted":
      return l10n.t("returns text that anybody may have written");
    case "reads-sensitive":
      return l10n.t("returns data that is not for everybody");
    case "writes-external":
      return l10n.t("sends something to others");
    case "destructive":
      return l10n.t("deletes or overwrites");
    case "executes-code":
      return l10n.t("runs code or commands");
    case "moves-money":
      return l10n.t("pays, transfers, buys or sells");
    case "grants-access":
      return l10n.t("gives or changes rights");
    case "physical-effect":
      return l10n.t("moves or switches something in the real world");
    case "publishes-content":
      return l10n.t("makes text or pictures public");
    case "changes-records":
      return l10n.t("changes stored data");
    case "free-text-sink":
      return l10n.t("takes free text where its effect lies");
    case "wildcard-parameter":
      return l10n.t("takes patterns or all of something at once");
    case "no-confirmation":
      return l10n.t("has an effect that is hard to undo, and nothing asks first");
  }
}

/** What people said about a scenario's trajectories, in a word. */
export function reviewWord(review: ScenarioReview): string {
  switch (review) {
    case "disputed":
      return l10n.t("disputed");
    case "edited":
      return l10n.t("edited");
    case "confirmed":
      return l10n.t("confirmed");
    case "noted":
      return l10n.t("commented");
  }
}

export function groupingWord(grouping: Grouping): string {
  switch (grouping) {
    case "tool":
      return l10n.t("by tool");
    case "outcome":
      return l10n.t("by outcome");
    case "source":
      return l10n.t("by source");
    case "state":
      return l10n.t("by state");
    case "file":
      return l10n.t("by file");
    case "list":
      return l10n.t("as a list");
  }
}

/** Who simulated, so that nobody takes the built-in simulator for a language model. */
export function simulatorWord(simulator: string): string {
  return simulator === "builtin" ? l10n.t("Built-in simulator") : simulator;
}

export function scenarioCount(count: number): string {
  return count === 1 ? l10n.t("1 scenario") : l10n.t("{0} scenarios", count);
}

export function toolCount(count: number): string {
  return count === 1 ? l10n.t("1 tool") : l10n.t("{0} tools", count);
}

export function serverCount(count: number): string {
  return count === 1 ? l10n.t("1 MCP server") : l10n.t("{0} MCP servers", count);
}

/** As `countsLine`, for the narrow side bar: "12 · 9 unsafe". */
export function shortCounts({ scenarios, unsafe }: ScenarioCounts): string {
  return unsafe === 0 ? String(scenarios) : l10n.t("{0} · {1} unsafe", scenarios, unsafe);
}

/** Such as "12 scenarios · 9 unsafe"; the second part only when there are any. */
export function countsLine({ scenarios, unsafe }: ScenarioCounts): string {
  return unsafe === 0
    ? scenarioCount(scenarios)
    : l10n.t("{0} · {1} unsafe", scenarioCount(scenarios), unsafe);
}
