import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { statements } from "../../syntax/python/classes.ts";
import { field } from "../../syntax/tree.ts";
import { codeTool, nameFrom, nameOfNode } from "../code-tool.ts";
import type { CodeFormat } from "../format.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { argument } from "../python/keyword.ts";
import { comesFrom } from "../python/origins.ts";
import { documentationOf, signatureSchema } from "../python/signature.ts";

const framework = "inspect-ai";
const decoratorName = /^inspect_ai(\.\w+)*\.tool$/;

/** Inspect: `@tool` on a function that returns the function the model calls; the outer one names the tool. */
export const inspectAiFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["inspect_ai"],
  find: (document) =>
    decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
      const inner = innerFunction(definition);
      if (inner === undefined || !comesFrom(document, decorator, decoratorName)) {
        return [];
      }
      const own = field(definition, "name");
      const stated = argument(given, undefined, "name");
      const named = stated === undefined ? own && nameOfNode(document, own) : nameFrom(document, stated);
      return named === undefined
        ? []
        : codeTool(document, {
            framework,
            node,
            named,
            description: documented(document, inner, definition),
            schema: signatureSchema(document, inner),
          });
    }),
};

function innerFunction(definition: Node): Node | undefined {
  return statements(definition)
    .map((statement) =>
      statement.type === "decorated_definition" ? field(statement, "definition") : statement,
    )
    .find((statement) => statement?.type === "function_definition");
}

function documented(document: CodeDocument, inner: Node, outer: Node): string {
  return documentationOf(document, inner).description || documentationOf(document, outer).description;
}
