import type { Node } from "../../syntax/node.ts";
import { type Call, callsOf } from "../calls.ts";
import { gravestEffect } from "../effects.ts";
import { replacing } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** A model that must call a tool, although the tools at hand do lasting things. */
export const toolChoiceForcesAction: Rule = {
  id: "tool-choice-forces-action",
  title: "Model forced to act",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["data-loss", "financial-loss", "availability-loss"],
  references: ["LLM06", "LLM10", "ASI02", "ASI08", "CWE-691", "CWE-835", "AML.T0053", "AML.T0034.002"],
  explanation:
    "The model may not answer with words: it has to call a tool, also when it should ask or refuse, and the tools at hand delete, pay or run " +
    "code. When the choice stays forced in a loop it acts again and again; that is an error. Forcing a tool that only shapes an answer, or " +
    "tools that only read, is not reported.",
  bad: {
    language: "python",
    code: 'agent = Agent(tools=[delete_order], model_settings=ModelSettings(tool_choice="required"), reset_tool_choice=False)',
  },
  good: {
    language: "python",
    code: 'agent = Agent(tools=[delete_order], model_settings=ModelSettings(tool_choice="auto"))',
  },
  checks: [{ kind: "code", hints: ["tool_choice", "toolChoice"], check: forced }],
};

const grave = /^(?:destructive|moves-money|executes-code|grants-access)$/;

function forced(context: CodeContext): RuleFinding[] {
  const { document, file, text, tools } = context;
  const dangerous = tools.find((tool) => grave.test(gravestEffect(tool)?.label ?? ""));
  if (dangerous === undefined) {
    return looped(context);
  }
  const stays = /reset_tool_choice\s*=\s*False|resetToolChoice:\s*false|stopWhen:\s*isLoopFinished\(\)/.test(
    text,
  );
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const settings = call.option("modelSettings")?.value;
    const value =
      (call.option("tool_choice") ?? call.option("toolChoice"))?.value ??
      (settings && document.values.members(settings)?.get("toolChoice"));
    return value !== undefined && isForced(context, value) && !shapesAnswer(context, call)
      ? [
          {
            severity: stays ? "error" : "warning",
            confidence: "pattern",
            message: `The model must act, and \`${dangerous.name.slice(0, 30)}\` is at hand: it can neither ask nor refuse.`,
            range: document.rangeOf(value),
            fixes: () => [replacing(document, file, value, '"auto"', "Let the model choose")],
          },
        ]
      : [];
  });
}

/** Whatever the tools do: a choice that stays forced in a loop never lets the model answer. */
function looped({ document, file }: CodeContext): RuleFinding[] {
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const settings = call.option("model_settings")?.value ?? call.option("modelSettings")?.value;
    const option = call.option("toolChoice") ?? call.option("tool_choice");
    const given = option?.value ?? (settings && inSettings(document, settings));
    const isForced = given !== undefined && /^["'](?:required|any)["']$/.test(document.textOf(given));
    const reset = call.option("reset_tool_choice") ?? call.option("resetToolChoice");
    const stop = call.option("stopWhen")?.value;
    const stays =
      (reset !== undefined && document.values.scalar(reset.value) === false) ||
      (stop !== undefined && /isLoopFinished\(\)/.test(document.textOf(stop)));
    return isForced && stays && given !== undefined
      ? [
          {
            severity: "warning",
            confidence: "pattern",
            message:
              "The model must call a tool in every round, and nothing lifts that: it never gets to answer.",
            range: document.rangeOf(given),
            fixes: () => [replacing(document, file, given, '"auto"', "Let the model choose")],
          },
        ]
      : [];
  });
}

/** The choice in `ModelSettings(tool_choice=…)` or `{ toolChoice: … }`. */
function inSettings(document: CodeContext["document"], settings: Node): Node | undefined {
  const call = callsOf(document).find(({ node }) => node.id === settings.id);
  return call?.option("tool_choice")?.value ?? document.values.members(settings)?.get("toolChoice");
}

/** `"required"`, `{"type": "any"}`, or a dangerous tool by its name. */
function isForced({ document, tools }: CodeContext, choice: Node): boolean {
  const members = document.values.members(choice);
  const text = (key: string, from = members) => {
    const value = from?.get(key);
    return value === undefined ? undefined : document.values.string(value);
  };
  const word = document.values.string(choice) ?? text("type");
  if (word === undefined || /^(?:required|any)$/.test(word)) {
    return word !== undefined;
  }
  const inner = members?.get("function");
  const name = text("name") ?? text("toolName") ?? (inner && text("name", document.values.members(inner)));
  const named = /^(?:tool|function)$/.test(word) ? name : word;
  return tools.some((tool) => tool.name === named && grave.test(gravestEffect(tool)?.label ?? ""));
}

/** One tool without a handler is a way to get structured output. */
function shapesAnswer({ document }: CodeContext, call: Call): boolean {
  const list = call.option("tools")?.value;
  const items = list === undefined ? undefined : document.values.items(list)?.items;
  return (
    /with_structured_output|bind/.test(document.textOf(call.callee)) ||
    (items !== undefined && items.length === 1 && items[0]?.type === "dictionary")
  );
}
