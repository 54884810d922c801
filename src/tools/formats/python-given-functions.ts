import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { field } from "../../syntax/tree.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { functionOf, functionTool } from "../python/function-tool.ts";
import { documentationOf } from "../python/signature.ts";

const framework = "tool-objects";
const hiddenNames = ["ctx", "context", "tool_context", "run_context"];

/**
 * Functions that something of which nothing is known takes under the keyword `tools`: `Helper(tools=[search, self.reply])`. They must
 * be of the project and say what they do.
 */
export const pythonGivenFunctionsFormat: CodeFormat = {
  kind: "code",
  id: "python-given-functions",
  languages: ["python"],
  isFallback: true,
  hints: [/\btools\s*=\s*[[\w]/],
  find: (document) =>
    document.nodes("keyword_argument").flatMap((keyword) => {
      const name = field(keyword, "name");
      const list = field(keyword, "value");
      const isTools = name !== undefined && list !== undefined && document.textOf(name) === "tools";
      return isTools ? described(document, list) : [];
    }),
};

function described(document: CodeDocument, list: Node): FoundTool[] {
  return (document.values.items(list)?.items ?? []).flatMap((item) => {
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
