import type { Approval } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import { field } from "../../syntax/tree.ts";
import { approvalFrom, withApproval } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { type InputSchema, inputSchemaOf } from "../input-schema.ts";
import { listedElsewhere } from "../listed-elsewhere.ts";
import { callTool } from "../python/call-tool.ts";
import { classTool, weaker } from "../python/class-tool.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionOf, functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { mappedOver } from "../python/mapped-over.ts";
import { modelSchema } from "../python/model-schema.ts";
import { comesFrom } from "../python/origins.ts";
import { signatureSchema } from "../python/signature.ts";
import { toolClasses } from "../python/tool-classes.ts";
import { argumentsThrough } from "../python/wrappers.ts";

const framework = "langchain-python";
const own = "(langchain|langchain_core|langchain_classic|langchain_community|langgraph)(\\.\\w+)*";
const decoratorName = new RegExp(`^${own}\\.tool$`);
const baseClass = new RegExp(`^${own}\\.(BaseTool|StructuredTool|Tool)$`);
const structuredFactory = new RegExp(`^${own}\\.StructuredTool(\\.from_function)?$`);
/** What makes a tool of a function and nothing else. */
const mappedFactory = new RegExp(`^${own}\\.(StructuredTool\\.from_function|tool)$`);
const textFactory = new RegExp(`^${own}\\.Tool(\\.from_function)?$`);
const retrieverFactory = new RegExp(`^${own}\\.create_retriever_tool$`);
const hiddenNames = ["run_manager", "callbacks", "config", "runtime"];

/** LangChain for Python: `@tool`, `BaseTool` subclasses, `StructuredTool.from_function`, `Tool(…)`. */
export const langchainPythonFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["langchain", "langgraph"],
  needs: [/\btool\b|Tool\b|_tool\b/],
  find(document) {
    const approvals = interruptions(document);
    const elsewhere = listedElsewhere(document, new Set(approvals.keys()), defined);
    return [...defined(document), ...elsewhere].map((tool) => {
      const approval = approvals.get(tool.name);
      return approval === undefined ? tool : withApproval(document, tool, approval);
    });
  },
};

function defined(document: CodeDocument): FoundTool[] {
  return [...decorated(document), ...classes(document), ...built(document)];
}

function decorated(document: CodeDocument): FoundTool[] {
  return decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
    if (!comesFrom(document, decorator, decoratorName)) {
      return [];
    }
    const schema = schemaFor(document, given.named.get("args_schema"), definition);
    const name = argument(given, 0, "name_or_callable");
    const description = given.named.get("description");
    return (
      functionTool(document, { framework, node, definition, name, description, schema, hiddenNames }) ?? []
    );
  });
}

function classes(document: CodeDocument): FoundTool[] {
  const shape = { framework, schemaAttribute: "args_schema", methods: ["_run", "_arun"], hiddenNames };
  return toolClasses(document, baseClass).flatMap((tool) => classTool(document, tool, shape) ?? []);
}

/** `StructuredTool.from_function(…)`; a plain `Tool(…)` takes one text. */
function built(document: CodeDocument): FoundTool[] {
  const text = inputSchemaOf({
    type: "object",
    properties: { tool_input: { type: "string" } },
    required: ["tool_input"],
  });
  const query = inputSchemaOf({
    type: "object",
    properties: { query: { type: "string" } },
    required: ["query"],
  });
  const retriever = (call: Node) => {
    const given = argumentsThrough(document, call);
    const [name, description] = [argument(given, 1, "name"), argument(given, 2, "description")];
    return callTool(document, { framework, call, name, description, schema: query }) ?? [];
  };
  const make = (call: Node, fallback?: InputSchema) => {
    const given = argumentsThrough(document, call);
    // The class takes the name first, its factories the function.
    const isClass = !/from_function$/.test(document.textOf(calleeOf(call)));
    const implementation = argument(given, isClass ? 1 : 0, "func", "coroutine");
    const schema = schemaFor(document, given.named.get("args_schema"), functionOf(document, implementation));
    const name = argument(given, isClass ? 0 : undefined, "name");
    const description = argument(given, isClass ? 2 : undefined, "description");
    const parts = { framework, call, implementation, name, description, hiddenNames };
    return callTool(document, { ...parts, schema: schema ?? fallback }) ?? [];
  };
  return [
    ...callsOf(document, structuredFactory).flatMap((call) => make(call)),
    ...callsOf(document, retrieverFactory).flatMap(retriever),
    ...callsOf(document, textFactory).flatMap((call) => make(call, text)),
    ...mappedOver(document, mappedFactory, { framework, hiddenNames }),
  ];
}

function schemaFor(
  document: CodeDocument,
  model: Node | undefined,
  definition: Node | undefined,
): InputSchema | undefined {
  const schema = model === undefined ? undefined : modelSchema(document, model);
  return schema?.schemaCompleteness.level === "none" && definition !== undefined
    ? weaker(signatureSchema(document, definition, { hiddenNames }), schema.schemaCompleteness.reasons)
    : schema;
}

/** What a human-in-the-loop middleware of the file says of tools by name: `interrupt_on={"send_email": True}`. */
function interruptions(document: CodeDocument): Map<string, Approval> {
  const found = new Map<string, Approval>();
  for (const keyword of document.nodes("keyword_argument")) {
    const name = field(keyword, "name");
    const value = field(keyword, "value");
    if (name === undefined || value === undefined || document.textOf(name) !== "interrupt_on") {
      continue;
    }
    for (const { key, keyNode, value: rule } of document.values.members(value)?.entries ?? []) {
      const approval = approvalFrom(document, { start: keyNode, value: rule });
      if (approval !== undefined) {
        const asks = document.values.members(rule) !== undefined;
        found.set(key, asks ? { ...approval, required: "always" } : approval);
      }
    }
  }
  return found;
}
