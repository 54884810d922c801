import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { attributeParts } from "../python/decorated-functions.ts";
import { functionOf, functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { modelTool } from "../python/model-tool.ts";
import { importsModule } from "../python/origins.ts";

const framework = "langchain-python";
const own = /^(langchain\w*|langgraph\w*|deepagents)(\.|$)/;
const agents =
  /^(langchain\w*|langgraph\w*|deepagents)(\.\w+)*\.(create_\w*agent\w*|ToolNode|create_supervisor|create_swarm)$/;
const isNode = /ToolNode$/;
const hiddenNames = ["run_manager", "callbacks", "config", "runtime"];

/**
 * What LangChain and LangGraph take as tools as it is: plain functions in `create_agent(tools=[…])` and `ToolNode([…])`, and
 * classes of arguments beside them in `model.bind_tools([…])`.
 */
export const langchainGivenFormat: CodeFormat = {
  kind: "code",
  id: "langchain-given",
  languages: ["python"],
  hints: ["langchain", "langgraph", "deepagents"],
  needs: [/\bcreate_\w*agent|\bToolNode\b|\bbind_tools\b|\bcreate_supervisor\b/],
  find(document) {
    if (!importsModule(document, own)) {
      return [];
    }
    const toAgents = callsOf(document, agents).flatMap((call) => {
      const position = isNode.test(document.textOf(calleeOf(call))) ? 0 : 1;
      return itemsOf(document, call, position).flatMap((item) => ofFunction(document, item) ?? []);
    });
    const toModels = document.nodes("call").flatMap((call) => {
      const isBound = attributeParts(document, calleeOf(call))?.attribute === "bind_tools";
      return (isBound ? itemsOf(document, call, 0) : []).flatMap(
        (item) => ofFunction(document, item) ?? ofModel(document, item) ?? [],
      );
    });
    return [...toAgents, ...toModels];
  },
};

function itemsOf(document: CodeDocument, call: Node, position: number): readonly Node[] {
  const list = argument(pythonArguments(document, call), position, "tools");
  return (list && document.values.items(list)?.items) ?? [];
}

/** A plain function; what a decorator has made a tool of is found by the decorator. */
function ofFunction(document: CodeDocument, item: Node): FoundTool | undefined {
  const definition = functionOf(document, item);
  const { node, decorators } = definition
    ? decoratedOf(document, definition)
    : { node: item, decorators: [] };
  const isTool = decorators.some((decorator) => /tool/i.test(document.textOf(calleeOf(decorator))));
  return definition === undefined || isTool
    ? undefined
    : functionTool(document, { framework, node, definition, hiddenNames });
}

function ofModel(document: CodeDocument, item: Node): FoundTool | undefined {
  const definition = definitionOf(document, item, "class");
  const node = definition && decoratedOf(document, definition).node;
  return node && modelTool(document, { framework, model: item, node });
}
