import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../code-document.ts";
import { type Budget, type FoldedText, hasStaticText, joinTexts } from "../fold.ts";
import { field, namedChildren } from "../tree.ts";
import { memberName } from "./names.ts";
import { readTemplate, scriptStringText } from "./strings.ts";

interface Context {
  document: CodeDocument;
  budget: Budget;
  resolve(node: Node, depth: number): Node;
  items(node: Node, depth: number): { items: readonly Node[]; complete: boolean } | undefined;
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
  const { document, budget, resolve, items } = context;

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
    const array = object !== undefined && method === "join" ? items(object, depth + 1) : undefined;
    const separator = argument === undefined ? { text: ",", complete: true } : text(argument, depth + 1);
    return array && separator
      ? joinTexts(each(array.items, depth), separator.text, array.complete && separator.complete)
      : undefined;
  };

  /** The operands of `a + b + c`, left to right; the tree leans left and may be very deep. */
  const summands = (node: Node): Node[] | undefined => {
    const parts: Node[] = [];
    let left: Node | undefined = node;
    while (left?.type === "binary_expression") {
      const right: Node | undefined = field(left, "right");
      if (field(left, "operator")?.type !== "+" || right === undefined || !budget.spend(0)) {
        return undefined;
      }
      parts.push(right);
      left = field(left, "left");
    }
    return left === undefined ? undefined : [...parts, left].reverse();
  };

  const text = (start: Node, depth: number): FoldedText | undefined => {
    if (!budget.spend(depth)) {
      return undefined;
    }
    const node = resolve(start, depth);
    switch (node.type) {
      case "string":
        return { text: scriptStringText(document, node), complete: true };
      case "template_string":
        return readTemplate(document, node, (expression) => {
          const inner = text(expression, depth + 1);
          return inner?.complete === true ? inner.text : undefined;
        });
      case "call_expression":
        return callText(node, depth);
      default: {
        const parts = summands(node);
        const sum = parts === undefined || parts.length < 2 ? undefined : joinTexts(each(parts, depth), "");
        return sum !== undefined && hasStaticText(sum) ? sum : undefined;
      }
    }
  };
  return text;
}
