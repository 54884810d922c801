import type { CodeDocument } from "../code-document.ts";
import { type Budget, type FoldedText, hasStaticText, joinTexts, spreadDepth } from "../fold.ts";
import type { Node } from "../node.ts";
import { summands } from "../summands.ts";
import { field, namedChildren } from "../tree.ts";
import { functions, returnedBy } from "./functions.ts";
import { memberName } from "./names.ts";
import { readTemplate, scriptStringText } from "./strings.ts";

interface Context {
  document: CodeDocument;
  budget: Budget;
  resolve(node: Node, depth: number): Node;
  items(node: Node, depth: number): { items: readonly Node[]; complete: boolean } | undefined;
  /** Arguments of the calls being folded, by the node that declares the parameter. */
  bound: Map<number, Node>;
}

/** Lines trimmed of their common margin, as the `dedent` family of template tags does. */
function dedent(text: string): string {
  const lines = text.split("\n");
  const margins = lines.slice(1).flatMap((line) => (line.trim() === "" ? [] : [line.search(/\S/)]));
  const margin = margins.length === 0 ? 0 : margins.reduce((a, b) => Math.min(a, b));
  return lines
    .map((line, index) => (index === 0 ? line : line.slice(margin)))
    .join("\n")
    .trim();
}

/** Constant folding of text: literals, templates, `+`, `dedent` tags, `[…].join(…)` and `.trim()`. */
export function createScriptText(context: Context): (node: Node, depth: number) => FoldedText | undefined {
  const { document, budget, resolve, items, bound } = context;

  const each = function* (nodes: readonly Node[], depth: number) {
    for (const node of nodes) {
      yield text(node, depth + 1);
    }
  };

  const callText = (call: Node, depth: number): FoldedText | undefined => {
    const callee = field(call, "function");
    const list = field(call, "arguments");
    if (callee === undefined || list === undefined) {
      return undefined;
    }
    if (list.type === "template_string") {
      const inner = text(list, depth + 1);
      const isDedent = /^(dedent|outdent|endent|stripIndents?|ts\w*)$/.test(document.textOf(callee));
      return inner && { text: dedent(inner.text), complete: inner.complete && isDedent };
    }
    const object = field(callee, "object");
    const method = memberName(document, callee);
    const [argument] = namedChildren(list);
    if (object !== undefined && method === "trim") {
      const inner = text(object, depth + 1);
      return inner && { ...inner, text: inner.text.trim() };
    }
    const called = resolve(callee, depth + 1);
    if (functions.test(called.type)) {
      return resultText(called, namedChildren(list), depth);
    }
    const array = object !== undefined && method === "join" ? items(object, depth + 1) : undefined;
    const separator = argument === undefined ? { text: ",", complete: true } : text(argument, depth + 1);
    return array && separator
      ? joinTexts(each(array.items, depth), separator.text, array.complete && separator.complete)
      : undefined;
  };

  /** What a function that only returns gives for the arguments, as helpers that put a prefix before names do. */
  const resultText = (callable: Node, given: readonly Node[], depth: number): FoldedText | undefined => {
    const result = returnedBy(callable);
    const single = field(callable, "parameter");
    const list = field(callable, "parameters");
    const parameters = single !== undefined ? [single] : list === undefined ? [] : namedChildren(list);
    const before = new Map(bound);
    for (const [index, parameter] of parameters.entries()) {
      const name = field(parameter, "pattern") ?? parameter;
      const argument = given[index];
      if (argument !== undefined) {
        // The argument means what it means where the call stands, not inside the function.
        bound.set(name.id, resolve(argument, depth + 1));
      }
    }
    const found = result === undefined ? undefined : text(result, depth + spreadDepth);
    bound.clear();
    for (const [id, argument] of before) {
      bound.set(id, argument);
    }
    return found;
  };

  /** Of a choice that is made at run time, the side that is known, else the last one as an example. */
  const choiceText = (node: Node, depth: number): FoldedText | undefined => {
    const [first, second] = ["consequence", "alternative"].map((name) => {
      const side = field(node, name);
      return side === undefined ? undefined : text(side, depth + 1);
    });
    if (first?.complete === true && second?.complete === true) {
      return { text: second.text, complete: first.text === second.text };
    }
    return second?.complete === true ? second : (first ?? second);
  };

  const text = (start: Node, depth: number): FoldedText | undefined => {
    if (!budget.spend(depth)) {
      return undefined;
    }
    const node = resolve(start, depth);
    switch (node.type) {
      case "property_identifier": // a key that a loop's variable stands for
        return { text: document.textOf(node), complete: true };
      case "string":
        return { text: scriptStringText(document, node), complete: true };
      case "template_string":
        return readTemplate(document, node, (expression) => {
          const inner = text(expression, depth + 1);
          if (inner !== undefined) {
            return inner.complete ? inner.text : undefined;
          }
          const value = resolve(expression, depth + 1);
          return value.type === "number" ? document.textOf(value) : undefined;
        });
      case "call_expression":
        return callText(node, depth);
      case "ternary_expression":
        return choiceText(node, depth);
      default: {
        const parts = summands(node, "binary_expression", budget);
        const sum = parts === undefined || parts.length < 2 ? undefined : joinTexts(each(parts, depth), "");
        return sum !== undefined && hasStaticText(sum) ? sum : undefined;
      }
    }
  };
  return text;
}
