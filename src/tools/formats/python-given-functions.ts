import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { field } from "../../syntax/tree.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { functionOf, functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { documentationOf } from "../python/signature.ts";

const framework = "tool-objects";
const hiddenNames = ["ctx", "context", "tool_context", "run_context"];

/**
 * Functions that something of which nothing is known takes as tools: `Helper(tools=[search, self.reply])`, `Tool(self.reply)`,
 * `FunctionTool(functions=[search])`. They must be of the project and say what they do.
 */
export const pythonGivenFunctionsFormat: CodeFormat = {
  kind: "code",
  id: "python-given-functions",
  languages: ["python"],
  isFallback: true,
  hints: [/\btools\s*=\s*[[\w]/, /Tool(?:Set)?\(\s*(?:self\.|functions\s*=|func\s*=|[a-z_]+\s*[,)])/],
  find: (document) => [...listed(document), ...wrapped(document)],
};

function listed(document: CodeDocument): FoundTool[] {
  return document.nodes("keyword_argument").flatMap((keyword) => {
    const name = field(keyword, "name");
    const list = field(keyword, "value");
    const isTools = name !== undefined && list !== undefined && document.textOf(name) === "tools";
    return isTools ? itemsOf(document, list) : [];
  });
}

const wrapper = /(?:^|\.)(?:Function|Agent|Python|Custom|Async)?Tool(?:Set)?$/;

function wrapped(document: CodeDocument): FoundTool[] {
  return document.nodes("call").flatMap((call) => {
    if (!wrapper.test(document.textOf(calleeOf(call)))) {
      return [];
    }
    const given = pythonArguments(document, call);
    const list = argument(given, 0, "functions", "func", "fn", "function");
    return list === undefined || given.named.has("name") ? [] : itemsOf(document, list);
  });
}

function itemsOf(document: CodeDocument, list: Node): FoundTool[] {
  return (document.values.items(list)?.items ?? [list]).flatMap((item) => {
    const definition = functionOf(document, item);
    if (definition === undefined || documentationOf(document, definition).description === "") {
      return [];
    }
    // What a decorator makes of it is for its own file to say.
    const { node, decorators } = decoratedOf(document, definition);
    return decorators.length > 0
      ? []
      : (functionTool(document, { framework, node, definition, hiddenNames }) ?? []);
  });
}
