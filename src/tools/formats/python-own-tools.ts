import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { PythonArguments } from "../../syntax/python/calls.ts";
import { field } from "../../syntax/tree.ts";
import { descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionOf, functionTool } from "../python/function-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { describesTools, isAboutModels, isCompound, mayMakeTools, saysTool } from "../python/own-names.ts";
import { documentationOf, parametersOf } from "../python/signature.ts";
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
    const { name, description } = wordsOf(document, { definition, decorator, given });
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

/**
 * The name and the description a decorator is given. What is given in order is a name when the decorator calls it so, or when
 * nobody can see what it calls it and it has a word of the function's.
 */
function wordsOf(
  document: CodeDocument,
  { definition, decorator, given }: { definition: Node; decorator: Node; given: PythonArguments },
): { name?: Node; description?: Node } {
  const [first, second] = given.positional.filter((node) => document.values.text(node) !== undefined);
  const maker = functionOf(document, decorator);
  const taken =
    maker && parametersOf(document, maker).list.filter(({ name }) => !/^(self|cls)$/.test(name))[0];
  const own = field(definition, "name");
  const isName =
    first !== undefined &&
    nameFrom(document, first) !== undefined &&
    (taken === undefined
      ? sharesWord(document.values.string(first) ?? "", own === undefined ? "" : document.textOf(own))
      : /^(?:tool_?|func(?:tion)?_?|fn_?)?name$|^id$/.test(taken.name));
  const isText = (node: Node | undefined) =>
    node !== undefined && / /.test(document.values.text(node)?.text ?? "") ? node : undefined;
  const name = argument(given, undefined, "name", "tool_name") ?? (isName ? first : undefined);
  const description =
    argument(given, undefined, ...descriptionKeys) ?? isText(second) ?? (isName ? undefined : isText(first));
  return { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) };
}

function sharesWord(text: string, name: string): boolean {
  const parts = new Set(text.toLowerCase().split(/[^a-z\d]+/));
  return name
    .toLowerCase()
    .split("_")
    .some((word) => word.length > 1 && parts.has(word));
}
