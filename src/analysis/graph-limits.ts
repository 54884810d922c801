import { gravestEffect } from "./effects.ts";
import { callsTo } from "./option-checks.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** From then on a graph stops after ten thousand steps; before, after 25. */
const unlimitedSince = "1.2";
const counted =
  /recursion_limit|(?:Model|Tool)CallLimitMiddleware|remaining_steps|RemainingSteps|max_(?:steps|iterations|turns|loops|rounds)|\b(?:attempts?|retries|iterations?|loop_count|step_count|steps|turns)\b/i;

/** Graphs of LangGraph that go from a model to its tools and back, in versions whose own limit is none. */
export function graphsWithoutLimit(context: CodeContext): RuleFinding[] {
  const { document, text, tools, versions } = context;
  if (
    document.language !== "python" ||
    counted.test(text) ||
    !/\b(?:ToolNode|bind_tools|create_react_agent)\b/.test(text) ||
    !versions.isFrom("langgraph", unlimitedSince)
  ) {
    return [];
  }
  const agents = callsTo(context, { module: /^langgraph(?:\.|$)/, names: ["create_react_agent"] });
  const graphs = callsTo(context, { module: /^langgraph(?:\.|$)/, names: ["StateGraph", "MessageGraph"] });
  // An edge back to a node that chooses where to go next is what makes a round of it.
  const chosen = [...text.matchAll(/add_conditional_edges\(\s*["'](\w+)["']/g)].map(([, node]) => node);
  const isRound = [...text.matchAll(/add_edge\(\s*["'](\w+)["']\s*,\s*["'](\w+)["']/g)].some(
    ([, from = "", to]) => chosen.includes(to) && !/^(?:START|__start__)$/.test(from),
  );
  const runsCode = tools.some((tool) => gravestEffect(tool)?.label === "executes-code");
  return [...agents, ...(isRound ? graphs : [])].map((call) => ({
    severity: runsCode ? "warning" : "info",
    confidence: "likely",
    message:
      "This version of LangGraph stops after 10,007 steps only: give `recursion_limit` where the graph is run.",
    range: document.rangeOf(call.callee),
  }));
}
