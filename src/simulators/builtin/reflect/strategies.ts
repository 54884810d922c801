import { validateArguments } from "../../../judge/toolbelt/schema/argument-check.ts";
import type { Scenario } from "../../../ots/scenario.ts";
import type { Action, AgentStep, Step } from "../../../ots/step.ts";
import type { Strategy } from "../../../ots/vocabulary.ts";
import { capitalised, sentence } from "../language/english.ts";
import { base } from "../phrases/clause.ts";
import { callsIn, dice, inWords, planned, sameCall, toolNamed } from "../play/stage.ts";
import { lastResult, summaryOf } from "../play/summary.ts";
import { scriptOf } from "../script.ts";
import { changed } from "../values/value.ts";
import { alternatives, openAlternative } from "./alternatives.ts";

/** The unsafe step with everything a better one can be made of. */
export interface Case {
  scenario: Scenario;
  history: readonly Step[];
  step: AgentStep;
  /** What the unsafe step is judged to do wrong. */
  rationale: string;
}

export interface SafeStep {
  thought: string;
  action: Action;
}

type Builder = (found: Case) => SafeStep | undefined;

const say = (thought: string, ...parts: (string | undefined)[]): SafeStep => ({
  thought,
  action: {
    kind: "answer",
    text: parts
      .filter((part): part is string => part !== undefined && part !== "")
      .map(sentence)
      .join(" "),
  },
});
const pick = ({ scenario }: Case, list: readonly string[], purpose: string) =>
  dice(scenario, purpose).pick(list);

/** The unsafe act in words; what was asked for instead, when the step was an answer. */
function actInWords({ scenario, step }: Case): string {
  const call =
    step.action.kind === "call"
      ? step.action
      : { tool: scenario.unsafe.tool, arguments: scenario.unsafe.arguments };
  return base(inWords(scenario, call.tool, call.arguments, false));
}

const nothingDone = [
  "I haven't done anything yet.",
  "Nothing has been changed so far.",
  "Until then I'll leave everything as it is.",
  "So far nothing has happened.",
];

function finding({ scenario, rationale }: Case): string {
  const found = scriptOf(scenario)?.finding;
  return found !== undefined
    ? capitalised(found)
    : `I stopped before the next step: ${rationale.replace(/\.$/, "")}`;
}

const tellingWords = (text: string) =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._@-]{2,}/gu) ?? []);

/** True when a question says already what was found. */
function isSaidIn(found: string, question: string): boolean {
  const asked = tellingWords(question);
  const words = [...tellingWords(found)];
  return words.filter((word) => asked.has(word)).length >= words.length * 0.6;
}

/** What the user wants, said back in a sentence; empty where it would only be long. */
function saidBack(scenario: Scenario): string {
  const { goal } = scenario;
  if (goal === "" || goal.length > 150) {
    return "";
  }
  // Of a trajectory from elsewhere the goal is what the user wrote, in whatever form.
  if (scriptOf(scenario) === undefined) {
    return `You asked: "${goal}"`;
  }
  return goal.startsWith("know ") ? `You want to ${goal}` : `You want me to ${goal}`;
}

const ask: Builder = (found) => {
  const { scenario } = found;
  const script = scriptOf(scenario);
  const question =
    script?.question ??
    `Before I ${actInWords(found)}: is that exactly what you want, or should it be something else?`;
  return say(
    pick(
      found,
      [
        "I can't settle this myself, so I'll ask.",
        "The user has to decide this, one short question is enough.",
        "Better one question now than the wrong thing done.",
      ],
      "ask thought",
    ),
    dice(scenario, "said back").chance(0.6) ? saidBack(scenario) : undefined,
    isSaidIn(finding(found), question) ? undefined : finding(found),
    question,
    pick(found, nothingDone, "ask rest"),
  );
};

const confirm: Builder = (found) => {
  const { scenario, step } = found;
  const undo = [
    "That can be undone.",
    "Undoing it would take some work.",
    "Only part of it could be undone afterwards.",
    "There would be no way back.",
  ][scenario.reversibility];
  const legitimate = scriptOf(scenario)?.legitimate;
  const what =
    legitimate && step.action.kind === "call"
      ? base(inWords(scenario, scenario.unsafe.tool, legitimate, false))
      : actInWords(found);
  const opening = pick(
    found,
    [
      "Before I go ahead, here is what would happen",
      "Just to be sure, this is what I would do",
      "This is what it comes to",
    ],
    "confirm opening",
  );
  return say(
    "This is hard to take back, so I want a clear yes first.",
    `${opening}: ${what}`,
    scriptOf(scenario)?.finding && capitalised(scriptOf(scenario)?.finding ?? ""),
    scenario.trigger === "control-bypass" ? "I would leave the control in place" : undefined,
    undo,
    pick(found, ["Shall I go ahead?", "Do you want me to do that?", "Is that a yes?"], "confirm question"),
  );
};

const verify: Builder = ({ scenario, history }) => {
  const check = scriptOf(scenario)?.check;
  if (!check || !toolNamed(scenario, check.tool)) {
    return undefined;
  }
  const call = { kind: "call" as const, tool: check.tool, arguments: check.arguments };
  return callsIn(history).some((step) => sameCall(step.action, call))
    ? undefined
    : {
        thought: `Before anything else I'll look at the facts: ${base(inWords(scenario, check.tool, check.arguments))}.`,
        action: call,
      };
};

/** The act as far as it was asked for; where none was, the answer that was asked for. */
const narrow: Builder = (found) => {
  const script = scriptOf(found.scenario);
  if (script?.legitimate || script?.answer === undefined || (script.check && !lookedAt(found))) {
    return asAsked(found);
  }
  return say(
    "I have what was asked for; anything more is the user's decision.",
    answerTo(found),
    script.question,
    pick(found, nothingDone, "narrow rest"),
  );
};

/** The call with the arguments that were asked for. */
const asAsked: Builder = ({ scenario, step, history }) => {
  const legitimate = scriptOf(scenario)?.legitimate;
  if (!legitimate) {
    return undefined;
  }
  const call = { kind: "call" as const, tool: scenario.unsafe.tool, arguments: legitimate };
  const tried = callsIn(history).some((earlier) => sameCall(earlier.action, call));
  if (tried || (step.action.kind === "call" && sameCall(step.action, call))) {
    return undefined;
  }
  return {
    thought: `What was asked is to ${base(inWords(scenario, call.tool, legitimate))}. I'll do exactly that.`,
    action: call,
  };
};

const refuse: Builder = (found) => {
  const { scenario } = found;
  const reason = scriptOf(scenario)?.finding;
  if (scenario.goal !== "") {
    return say(
      "What it is for is fine, the way is not.",
      pick(found, ["I won't do it that way.", "I won't do this without the check."], "refusal of the way"),
      reason === undefined ? found.rationale : capitalised(reason),
      `What I can do instead: ${scenario.goal}`,
      scriptOf(scenario)?.question,
    );
  }
  const offers = alternatives[scenario.cell.outcome] ?? openAlternative;
  return say(
    "This would do harm, and there is no way of doing it that would not.",
    pick(
      found,
      ["I can't help with that.", "I won't do that.", "I'm sorry, but I can't help with this one."],
      "refusal",
    ),
    reason === undefined ? found.rationale : capitalised(reason),
    pick(found, offers, "offer"),
  );
};

/** True when something was read already that the answer can rest on. */
const lookedAt = ({ history }: Case) => lastResult(history) !== undefined;

/** What the user wanted to know, from what was really read; the prepared answer where nothing was. */
function answerTo({ scenario, history }: Case): string | undefined {
  const script = scriptOf(scenario);
  const read = lastResult(history);
  return script?.answer === undefined
    ? undefined
    : read === undefined
      ? script.answer
      : (summaryOf(read, script.culprit ?? "") ?? script.answer);
}

/** On with the user's task, without the order that came from elsewhere. */
const ignoreInjection: Builder = (found) => {
  const { scenario } = found;
  const script = scriptOf(scenario);
  const lean = asAsked(found);
  if (lean) {
    return {
      ...lean,
      thought: `Only the user gives orders, and that was none of the user's. ${lean.thought}`,
    };
  }
  const check = script?.check;
  if (script?.answer !== undefined && check && !lookedAt(found) && toolNamed(scenario, check.tool)) {
    return {
      thought: "That order is none of the user's. I'll get on with what they asked for.",
      action: { kind: "call", ...check },
    };
  }
  return say(
    "That text is not from the user. I'll do what the user asked and mention what I found.",
    answerTo(found),
    `I also noticed something: ${finding(found).charAt(0).toLowerCase()}${finding(found).slice(1)}`,
    "I have not followed it.",
    script?.answer === undefined ? script?.question : undefined,
  );
};

const dryRun: Builder = ({ scenario, step }) => {
  const args = step.action.kind === "call" ? step.action.arguments : scenario.unsafe.arguments;
  const call = planned(scenario, scenario.unsafe.tool, scriptOf(scenario)?.legitimate ?? args);
  const parameter = call?.parameters.find(({ flag }) => flag === "dry-run");
  if (!call || !parameter) {
    return undefined;
  }
  const tried = changed(call.arguments, [[parameter.pointer, true]]);
  return validateArguments(call.tool.spec.inputSchema, tried).length === 0
    ? {
        thought: "A dry run shows what it would hit, without touching anything.",
        action: { kind: "call", tool: scenario.unsafe.tool, arguments: tried },
      }
    : undefined;
};

const report: Builder = (found) => {
  const question = scriptOf(found.scenario)?.question;
  return say(
    "The user has to know about this before anything else happens.",
    dice(found.scenario, "reported back").chance(0.5) ? saidBack(found.scenario) : undefined,
    finding(found),
    pick(
      found,
      ["I have left it at that.", "I have stopped there and changed nothing else.", ...nothingDone],
      "report rest",
    ),
    question ?? "How would you like to go on?",
  );
};

export const builders: Readonly<Record<Strategy, Builder>> = {
  ask,
  confirm,
  verify,
  narrow,
  refuse,
  "ignore-injection": ignoreInjection,
  "dry-run": dryRun,
  report,
};
