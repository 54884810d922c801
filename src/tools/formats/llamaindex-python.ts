import type { CodeDocument } from "../../syntax/code-document.ts";
import { pythonArguments } from "../../syntax/python/calls.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { inputSchemaOf } from "../input-schema.ts";
import { callTool } from "../python/call-tool.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { callsOf, listedFunctions } from "../python/listed-functions.ts";
import { mappedOver } from "../python/mapped-over.ts";
import { modelSchema } from "../python/model-schema.ts";
import { toolClasses } from "../python/tool-classes.ts";
import { argumentsThrough } from "../python/wrappers.ts";

const framework = "llamaindex-python";
const own = "llama_index(\\.\\w+)*";
const functionFactory = new RegExp(`^${own}\\.FunctionTool\\.from_defaults$`);
const engineFactory = new RegExp(`^${own}\\.(QueryEngineTool|RetrieverTool)(\\.from_defaults)?$`);
const specClass = new RegExp(`^${own}\\.BaseToolSpec$`);
const agents = new RegExp(
  `^${own}\\.(FunctionAgent|ReActAgent|CodeActAgent|FunctionCallingAgent)(\\.from_tools)?$`,
);

/** LlamaIndex for Python: `FunctionTool.from_defaults`, query engine tools, tool specs, plain functions of agents. */
export const llamaindexPythonFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["llama_index"],
  find: (document) => [
    ...functions(document),
    ...mappedOver(document, functionFactory, { framework }),
    ...engines(document),
    ...specs(document),
    ...listedFunctions(document, { framework, agents, keyword: "tools" }),
  ],
};

function functions(document: CodeDocument): FoundTool[] {
  return callsOf(document, functionFactory).flatMap((call) => {
    const given = argumentsThrough(document, call);
    const implementation = argument(given, 0, "fn", "async_fn");
    const model = given.named.get("fn_schema");
    const schema = model && modelSchema(document, model);
    const name = argument(given, 1, "name");
    const description = argument(given, 2, "description");
    return callTool(document, { framework, call, implementation, name, description, schema }) ?? [];
  });
}

/** A query engine takes one question; its name stands in the call or in `metadata=ToolMetadata(…)`. */
function engines(document: CodeDocument): FoundTool[] {
  const question = inputSchemaOf({
    type: "object",
    properties: { input: { type: "string" } },
    required: ["input"],
  });
  return callsOf(document, engineFactory).flatMap((call) => {
    const given = argumentsThrough(document, call);
    const metadata = given.named.get("metadata");
    const from = metadata?.type === "call" ? pythonArguments(document, metadata) : given;
    const name = from.named.get("name");
    const description = from.named.get("description");
    return callTool(document, { framework, call, name, description, schema: question }) ?? [];
  });
}

/** `spec_functions = ["read", ("write", "awrite")]` names the methods that are tools. */
function specs(document: CodeDocument): FoundTool[] {
  return toolClasses(document, specClass).flatMap((spec) => {
    const list = spec.setting("spec_functions");
    const items = list === undefined ? [] : (document.values.items(list)?.items ?? []);
    return items.flatMap((item) => {
      const first = document.values.items(item)?.items[0] ?? item;
      const definition = spec.method(document.values.string(first) ?? "");
      return definition === undefined
        ? []
        : (functionTool(document, { framework, node: definition, definition }) ?? []);
    });
  });
}
