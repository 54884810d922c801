import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { PythonArguments } from "../../syntax/python/calls.ts";
import { descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionOf, functionTool } from "../python/function-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { describesTools, isAboutModels, isCompound, mayMakeTools, saysTool } from "../python/own-names.ts";
import { documentationOf } from "../python/signature.ts";
import { approvalKeys, descriptionKeys, schemaKeys, statedSchema } from "../python/stated-schema.ts";

const framework = "tool-objects";
const hiddenNames = ["ctx", "context", "tool_context", "run_context"];

/** Tools as a program's own registry takes them in Python: functions under a decorator that is called something with "tool". */
export const pythonOwnToolsFormat: CodeFormat = {
  kind: "code",
  id: "python-own-tools",
  languages: ["python"],
  isFallback: true,
  hints: [/@[\w.]{0,60}(?:tool|action|skill|command|function|register)/i],
  find: decorated,
};

/**
 * A decorator whose name says "tool" and of which there is a sign that it is for a model, over a function that is described;
 * others need a schema as well.
 */
function decorated(document: CodeDocument): FoundTool[] {
  return decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
    const schema = statedSchema(document, given);
    const says = saysTool(document, decorator) && isForModels(document, decorator, given);
    if (!says && (schema === undefined || !mayMakeTools(document, decorator))) {
      return [];
    }
    const { name, description } = wordsOf(document, given);
    const isDescribed =
      descriptionFrom(document, description) !== "" ||
      documentationOf(document, definition).description !== "";
    const approval = approvalArgument(document, given, ...approvalKeys);
    const stated = { name, description, schema, approval, hiddenNames };
    return isDescribed ? (functionTool(document, { framework, node, definition, ...stated }) ?? []) : [];
  });
}

/** It is told a name or description, or works with them, or stands in a part of an agent. */
function isForModels(document: CodeDocument, decorator: Node, given: PythonArguments): boolean {
  const definition = functionOf(document, decorator);
  const isTold = [...descriptionKeys, ...schemaKeys, "name", "tool_name"].some((key) => given.named.has(key));
  return (
    isTold ||
    (definition === undefined
      ? isAboutModels(document) || isCompound(document, decorator)
      : describesTools(document, definition))
  );
}

/** The name and the description a decorator is given; of what is given in order, a name has no spaces. */
function wordsOf(document: CodeDocument, given: PythonArguments): { name?: Node; description?: Node } {
  const texts = given.positional.filter((node) => document.values.text(node) !== undefined);
  const isName = (node: Node) => nameFrom(document, node) !== undefined && !/\s/.test(document.textOf(node));
  const name = argument(given, undefined, "name", "tool_name") ?? texts.slice(0, 1).find(isName);
  const description =
    argument(given, undefined, ...descriptionKeys) ?? texts.slice(0, 2).find((node) => node.id !== name?.id);
  return { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) };
}
