import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { memberName } from "../../syntax/script/names.ts";
import { annotationsFrom, codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat } from "../format.ts";
import { derivedClasses } from "../script/classes.ts";
import { scriptCode } from "../script/code.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "tool-classes";
const names = ["name", "toolName"];
const descriptions = ["description", "toolDescription"];
const schemas = [
  "inputSchema",
  "schema",
  "parameters",
  "argsShape",
  "argsSchema",
  "paramsSchema",
  "paramsShape",
  "inputShape",
];
const runners = ["execute", "run", "call", "invoke", "handle", "handler", "_call"];

/** Bases of frameworks whose classes have a format of their own. */
const known = /^(langchain|llamaindex|@(langchain|llamaindex)\/.*)(\/|$)/;

/**
 * Tools as classes of a program's or framework's own base: `class Move extends FileTool { name; description; schema; execute() }`. The
 * base must be called something with "tool"; a name, a description and a method that runs must be there.
 */
export const toolClassesFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: [/\bextends\s+[\w$.]*tool/i],
  needs: [/description|\bsuper\(/i],
  find: (document) =>
    derivedClasses(document).flatMap(({ definition, parent, setting, method }) => {
      const first = (keys: readonly string[]) => keys.flatMap((key) => setting(key) ?? [])[0];
      const handler = runners.flatMap((key) => method(key) ?? [])[0];
      const named = isToolBase(document, parent)
        ? names.flatMap((key) => nameFrom(document, setting(key)) ?? [])[0]
        : undefined;
      const description = first(descriptions);
      if (named === undefined || description === undefined || handler === undefined) {
        return [];
      }
      const schema = first(schemas);
      const hints = setting("annotations");
      const annotations = hints && document.values.members(hints);
      return codeTool(document, {
        framework,
        node: definition,
        named,
        description: descriptionFrom(document, description),
        schema: schemaFrom(document, schema),
        annotations: annotationsFrom(document, (key) => annotations?.get(key)),
        code: scriptCode(document, { nameNode: named.node, description, handler, schema }),
      });
    }),
};

function isToolBase(document: CodeDocument, parent: Node): boolean {
  const called = parent.type === "identifier" ? document.textOf(parent) : memberName(document, parent);
  return (
    /tool/i.test(called ?? "") && !document.names.origins(parent).some(({ module }) => known.test(module))
  );
}
