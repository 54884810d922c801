import type { CodeDocument } from "../code-document.ts";
import { type Budget, type FoldedText, hasStaticText, joinTexts } from "../fold.ts";
import type { Node } from "../node.ts";
import { summands } from "../summands.ts";
import { field, namedChildren } from "../tree.ts";
import { pythonArguments } from "./calls.ts";
import { cleanDocstring } from "./docstrings.ts";
import { readPythonString } from "./strings.ts";

interface Context {
  document: CodeDocument;
  budget: Budget;
  resolve(node: Node, depth: number): Node;
  items(node: Node, depth: number): { items: readonly Node[]; complete: boolean } | undefined;
}

/** Constant folding of Python text: literals, f-strings, `+`, implicit joining, `dedent`, `strip` and `join`. */
export function createPythonText(context: Context): (node: Node, depth: number) => FoldedText | undefined {
  const { document, budget, resolve, items } = context;
  const { textOf } = document;

  const each = function* (nodes: readonly Node[], depth: number) {
    for (const node of nodes) {
      yield text(node, depth + 1);
    }
  };

  const callText = (call: Node, depth: number): FoldedText | undefined => {
    const callee = field(call, "function");
    const object = callee?.type === "attribute" ? field(callee, "object") : undefined;
    const name = callee === undefined ? "" : textOf(field(callee, "attribute") ?? callee);
    const [argument] = pythonArguments(document, call).positional;
    if (argument !== undefined && (name === "dedent" || name === "cleandoc")) {
      const inner = text(argument, depth + 1);
      return inner && { ...inner, text: cleanDocstring(inner.text) };
    }
    if (object !== undefined && name === "strip" && argument === undefined) {
      const inner = text(object, depth + 1);
      return inner && { ...inner, text: inner.text.trim() };
    }
    const separator = object !== undefined && name === "join" ? text(object, depth + 1) : undefined;
    const list = argument === undefined ? undefined : items(argument, depth + 1);
    return separator && list
      ? joinTexts(each(list.items, depth), separator.text, separator.complete && list.complete)
      : undefined;
  };

  /** `search.__name__` of a function or class. */
  const nameOfDefinition = (node: Node, depth: number): FoldedText | undefined => {
    const object = field(node, "object");
    const isName = textOf(field(node, "attribute") ?? node) === "__name__";
    const definition = object === undefined || !isName ? undefined : resolve(object, depth + 1);
    const isDefinition = definition !== undefined && /^(class|function)_definition$/.test(definition.type);
    const name = isDefinition ? field(definition, "name") : undefined;
    return name && { text: textOf(name), complete: true };
  };

  const text = (start: Node, depth: number): FoldedText | undefined => {
    if (!budget.spend(depth)) {
      return undefined;
    }
    const node = resolve(start, depth);
    switch (node.type) {
      case "string":
        return readPythonString(document, node, (expression) => {
          const inner = text(expression, depth + 1);
          return inner?.complete === true ? inner.text : undefined;
        });
      case "concatenated_string":
        return joinTexts(each(namedChildren(node), depth), "");
      case "call":
        return callText(node, depth);
      case "attribute":
        return nameOfDefinition(node, depth);
      default: {
        const parts = summands(node, "binary_operator", budget);
        const sum = parts === undefined || parts.length < 2 ? undefined : joinTexts(each(parts, depth), "");
        return sum !== undefined && hasStaticText(sum) ? sum : undefined;
      }
    }
  };
  return text;
}
