import type { Node } from "../../syntax/node.ts";
import type { Call } from "../calls.ts";
import { gravestEffect } from "../effects.ts";
import type { FindingSeverity } from "../finding.ts";
import { graphsWithoutLimit } from "../graph-limits.ts";
import { modelCallHints, unboundedLoops } from "../loops.ts";
import { addingOption, callsTo, constantOf, replacing } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** An agent that nothing stops. */
export const agentNoStepLimit: Rule = {
  id: "agent-no-step-limit",
  title: "Agent loop without a limit",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["availability-loss", "financial-loss"],
  references: ["LLM10", "ASI08", "CWE-770", "CWE-835", "CWE-674", "AML.T0029", "AML.T0034.002"],
  explanation:
    "The limit on steps is switched off, set so high that it is none, or was never there. A model that repeats itself, or is led round in " +
    "circles by what it reads, then repeats its calls and their costs for as long as nobody looks. It is an error when a tool of the file runs " +
    "code, moves money or deletes. Defaults of the frameworks that do stop are not reported; where a default depends on the version, as of " +
    "LangGraph's graphs, the project's lock or manifest decides.",
  bad: { language: "python", code: 'result = await Runner.run(agent, "Clean up", max_turns=None)' },
  good: { language: "python", code: 'result = await Runner.run(agent, "Clean up", max_turns=10)' },
  checks: [
    {
      kind: "code",
      hints: [
        "max_turns",
        "maxTurns",
        "stopWhen",
        "max_iterations",
        "recursion_limit",
        "recursionLimit",
        "request_limit",
        "max_llm_calls",
        "max_iter",
        "max_steps",
        "GroupChat",
        "LoopAgent",
        "Swarm",
        "human_input_mode",
      ],
      check: (context) => [...switchedOff(context), ...neverSet(context)],
    },
    { kind: "code", hints: modelCallHints, check: unboundedLoops },
    { kind: "code", hints: ["StateGraph", "MessageGraph", "create_react_agent"], check: graphsWithoutLimit },
  ],
};

interface Limit {
  module: RegExp;
  names: readonly string[];
  option: string;
  /** Whether the constant is no limit. */
  isNone(value: string | number | boolean | null): boolean;
  instead: string;
  /** A second limit that makes up for the first. */
  unless?: string;
}

const isNull = (value: unknown) => value === null;
const isHuge = (value: unknown) => typeof value === "number" && value >= 1_000;

const limits: readonly Limit[] = [
  {
    module: /^agents(?:\.|$)/,
    names: ["run", "run_sync", "run_streamed"],
    option: "max_turns",
    isNone: isNull,
    instead: "10",
  },
  { module: /^@openai\/agents/, names: ["run", "Runner"], option: "maxTurns", isNone: isNull, instead: "10" },
  {
    module: /^langchain(?:_classic)?(?:\.|$)/,
    names: ["AgentExecutor", "from_agent_and_tools", "initialize_agent"],
    option: "max_iterations",
    isNone: isNull,
    instead: "15",
    unless: "max_execution_time",
  },
  {
    module: /^pydantic_ai(?:\.|$)/,
    names: ["UsageLimits"],
    option: "request_limit",
    isNone: isNull,
    instead: "50",
  },
  {
    module: /^google\.adk(?:\.|$)/,
    names: ["RunConfig"],
    option: "max_llm_calls",
    isNone: (value) => typeof value === "number" && value <= 0,
    instead: "100",
  },
  { module: /^crewai(?:\.|$)/, names: ["Agent"], option: "max_iter", isNone: isHuge, instead: "25" },
  {
    module: /^smolagents(?:\.|$)/,
    names: ["CodeAgent", "ToolCallingAgent"],
    option: "max_steps",
    isNone: isHuge,
    instead: "20",
  },
];

function severityIn({ tools }: CodeContext): FindingSeverity {
  const labels = tools.map((tool) => gravestEffect(tool)?.label);
  return labels.some(
    (label) => label === "executes-code" || label === "moves-money" || label === "destructive",
  )
    ? "error"
    : "warning";
}

function switchedOff(context: CodeContext): RuleFinding[] {
  const { document, file } = context;
  const found: { node: Node; value: Node; instead: string }[] = [];
  for (const limit of limits) {
    for (const call of context.text.includes(limit.option) ? callsTo(context, limit) : []) {
      const option = call.option(limit.option);
      const value = constantOf(document, call, limit.option);
      const other = limit.unless === undefined ? undefined : constantOf(document, call, limit.unless);
      const isCovered =
        limit.unless !== undefined && call.option(limit.unless) !== undefined && other !== null;
      if (option !== undefined && value !== undefined && limit.isNone(value) && !isCovered) {
        found.push({ node: option.node, value: option.value, instead: limit.instead });
      }
    }
  }
  found.push(...graphLimits(context), ...stopConditions(context));
  return found.map(({ node, value, instead }) => ({
    severity: severityIn(context),
    confidence: "pattern",
    message: "Nothing stops this agent: it repeats calls and costs for as long as nobody looks.",
    range: document.rangeOf(node),
    fixes: () => [
      replacing(document, file, value, instead, `Limit it to ${instead.replace(/\D+/g, "")} steps`),
    ],
  }));
}

/** `{"recursion_limit": 100000}` wherever a graph is run. */
function graphLimits({ document, text }: CodeContext) {
  const usesGraph = document.names.modules.some((module) =>
    /^(?:langgraph|@langchain\/langgraph)/.test(module),
  );
  return !usesGraph || !/recursion_?[lL]imit/.test(text)
    ? []
    : document.nodes("pair").flatMap((pair) => {
        const key = pair.childForFieldName("key");
        const value = pair.childForFieldName("value");
        const isLimit = key !== null && /^["']?recursion_?[lL]imit["']?$/.test(document.textOf(key));
        const limit = value === null ? undefined : document.values.scalar(value);
        return isLimit && value !== null && isHuge(limit) ? [{ node: pair, value, instead: "50" }] : [];
      });
}

const steps: readonly string[] = ["stepCountIs", "isStepCount"];

/** `stopWhen` of the AI SDK that never holds. */
function stopConditions(context: CodeContext) {
  const { document, text } = context;
  if (!text.includes("stopWhen")) {
    return [];
  }
  const calls = callsTo(context, {
    module: /^ai$/,
    names: ["generateText", "streamText", "ToolLoopAgent", "Agent", "Experimental_Agent"],
  });
  return calls.flatMap((call) => {
    const option = call.option("stopWhen");
    if (option === undefined) {
      return [];
    }
    const value = document.textOf(option.value).replace(/\s+/g, "");
    const count = /^(\w+)\((\d[\d_]*)\)$/.exec(value);
    const isHigh =
      count !== null && steps.includes(count[1] ?? "") && Number((count[2] ?? "").replaceAll("_", "")) >= 200;
    const isNever = /^(?:isLoopFinished\(\)|\(\)=>false|\(\)=>\{returnfalse;?\}|\[\])$/.test(value);
    const name = count?.[1] ?? "stepCountIs";
    return isHigh || isNever ? [{ node: option.node, value: option.value, instead: `${name}(20)` }] : [];
  });
}

/** Teams of AutoGen talk on until something they are given ends it. */
function neverSet(context: CodeContext): RuleFinding[] {
  return [...teamsWithoutEnd(context), ...loopAgents(context), ...unendingReplies(context)];
}

/** An agent of AG2 that answers by itself, without asking anybody and without knowing when it is done. */
function unendingReplies(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  if (!text.includes("human_input_mode") || /is_termination_msg|max_turns|max_round/.test(text)) {
    return [];
  }
  const callee = {
    module: /^(?:autogen|ag2|pyautogen)(?:\.|$)/,
    names: ["UserProxyAgent", "ConversableAgent"],
  };
  return callsTo(context, callee).flatMap((call): RuleFinding[] => {
    const replies = call.option("max_consecutive_auto_reply");
    const limit = constantOf(document, call, "max_consecutive_auto_reply");
    const isOpen = replies === undefined ? call.complete() : limit === null || isHuge(limit);
    return constantOf(document, call, "human_input_mode") === "NEVER" && isOpen
      ? [
          {
            // Without a limit of one's own the library's holds: a hundred replies.
            severity: isHuge(limit) ? severityIn(context) : "info",
            confidence: "pattern",
            message: isHuge(limit)
              ? "Nothing stops this agent: it repeats calls and costs for as long as nobody looks."
              : "This agent answers a hundred times before anything stops it: say how often, or when it is done.",
            range: document.rangeOf(replies?.node ?? call.callee),
            fixes: () =>
              replies === undefined
                ? [
                    addingOption(
                      document,
                      file,
                      call,
                      "max_consecutive_auto_reply=10",
                      "Limit it to 10 replies",
                    ) ?? [],
                  ].flat()
                : [replacing(document, file, replies.value, "10", "Limit it to 10 replies")],
          },
        ]
      : [];
  });
}

/** `LoopAgent` of ADK goes round until one of its agents escalates. */
function loopAgents(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  return !text.includes("LoopAgent") || /escalate|exit_loop/.test(text)
    ? []
    : callsTo(context, { module: /^google\.adk(?:\.|$)/, names: ["LoopAgent"] })
        .filter((call) => call.complete() && call.option("max_iterations") === undefined)
        .map((call) => ({
          severity: severityIn(context),
          confidence: "pattern",
          message:
            "This loop has neither max_iterations nor an agent that escalates: it goes round without end.",
          range: document.rangeOf(call.callee),
          fixes: () =>
            [addingOption(document, file, call, "max_iterations=10", "Limit it to 10 rounds") ?? []].flat(),
        }));
}

function teamsWithoutEnd(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  if (!/GroupChat|Swarm/.test(text)) {
    return [];
  }
  const teams = callsTo(context, {
    module: /^autogen_agentchat(?:\.|$)/,
    names: ["RoundRobinGroupChat", "SelectorGroupChat", "Swarm"],
  });
  return teams
    .filter((call) => isUnbounded(call))
    .map((call) => ({
      severity: severityIn(context),
      confidence: "pattern",
      message: "This team has neither max_turns nor a termination condition: it talks on without end.",
      range: document.rangeOf(call.callee),
      fixes: () => [addingOption(document, file, call, "max_turns=20", "Limit it to 20 turns") ?? []].flat(),
    }));
}

function isUnbounded(call: Call): boolean {
  const set = (name: string) => call.option(name) !== undefined;
  return call.complete() && !set("max_turns") && !set("termination_condition") && call.positional.length < 3;
}
