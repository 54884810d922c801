import type { Node } from "../syntax/node.ts";
import { callsOf } from "./calls.ts";
import { modelCallHints } from "./loops.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** Logs that are kept, from the level that is kept by default. What a program prints is for the person in front of it. */
const logging =
  /^(?:(?:self|this)\.)?_?(?:logging|logger|log|LOG|LOGGER|pino|winston|console)\.(?:info|warn|warning|error|exception|critical|log|fatal)$/;
/** What a model wants a tool to be called with, in the forms of the providers. */
const toolArguments =
  /\.function\.arguments$|^(?:tool_?call|toolCall|tool_use|toolUse|block)\.(?:input|args)$/;

/** Whole conversations and arguments of tools in a log, with whatever people and tools put into them. */
export function loggedConversations({ document, text }: CodeContext): RuleFinding[] {
  if (!modelCallHints.some((hint) => text.includes(hint))) {
    return [];
  }
  const calls = callsOf(document);
  const conversations = new Set(
    calls.flatMap((call) => {
      const given = call.option("messages")?.value;
      return given?.type === "identifier" ? [document.textOf(given)] : [];
    }),
  );
  return calls.flatMap((call): RuleFinding[] => {
    if (!logging.test(document.textOf(call.callee).slice(0, 60))) {
      return [];
    }
    const whole = call.positional
      .flatMap(written)
      .find(
        (node) =>
          conversations.has(document.textOf(node)) || toolArguments.test(document.textOf(node).slice(0, 80)),
      );
    return whole === undefined
      ? []
      : [
          {
            severity: "info",
            confidence: "pattern",
            message: `\`${document.textOf(whole).slice(0, 40)}\` goes into the log in full, with all that people and tools put into it.`,
            range: document.rangeOf(whole),
          },
        ];
  });
}

/** What an argument writes out: itself, what is put into a text, what is turned into one. */
function written(argument: Node): Node[] {
  if (/^(?:identifier|attribute|member_expression)$/.test(argument.type)) {
    return [argument];
  }
  const isDump = /^(?:json\.dumps|JSON\.stringify|str|repr|String)\($/.test(
    argument.text.slice(0, 40).replace(/\(.*$/s, "("),
  );
  const holes = argument
    .descendantsOfType(["interpolation", "template_substitution"])
    .flatMap((hole) => hole?.namedChildren[0] ?? []);
  const dumped = isDump ? (argument.childForFieldName("arguments")?.namedChildren[0] ?? []) : [];
  return [...holes, ...[dumped].flat()].flatMap((node) => (node === argument ? [] : written(node)));
}
