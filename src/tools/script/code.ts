import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { functions } from "../../syntax/script/functions.ts";
import { boundNames } from "../../syntax/script/patterns.ts";
import { childOfType, field, namedChildren } from "../../syntax/tree.ts";
import type { HandlerParameter, ToolCode, ToolHandler } from "../format.ts";
import { descriptionsIn, visibleAt } from "../visible-text.ts";

/** What a JavaScript or TypeScript format knows of the program behind a tool. */
export interface ScriptCodeParts {
  /** The expression or identifier that is the name. */
  nameNode: Node;
  description?: Node | undefined;
  /** The expression of the function that runs. */
  handler?: Node | undefined;
  schema?: Node | undefined;
}

/** The program behind a JavaScript or TypeScript tool. */
export function scriptCode(document: CodeDocument, parts: ScriptCodeParts): ToolCode {
  const { nameNode, description, handler, schema } = parts;
  let known: ToolHandler | undefined;
  return {
    handler() {
      known ??= handler && handlerOf(document, handler);
      return known;
    },
    visibleText: () => [
      ...visibleAt(document, "name", nameNode),
      ...visibleAt(document, "description", description),
      ...(schema === undefined ? [] : descriptionsIn(document, document.values.resolve(schema))),
    ],
  };
}

function handlerOf(document: CodeDocument, expression: Node): ToolHandler | undefined {
  const node = functionAt(document, expression);
  if (node === undefined) {
    return undefined;
  }
  const single = field(node, "parameter");
  const list = field(node, "parameters");
  const given = single !== undefined ? [single] : list === undefined ? [] : namedChildren(list);
  const parameters = given.flatMap((parameter, index) => {
    const type = field(parameter, "type");
    return boundNames(document, field(parameter, "pattern") ?? parameter).map(
      ({ node: bound, key }): HandlerParameter => ({
        name: document.textOf(bound),
        node: bound,
        type: type === undefined ? undefined : (type.firstNamedChild ?? type),
        key,
        // Every framework hands the arguments over first; what comes after is its own context.
        fromModel: index === 0,
      }),
    );
  });
  return { document: ownerOf(document, node), node, parameters };
}

/** The function an expression leads to: itself, a name, a field of a class, `f.bind(this)` or `wrap(f)`. */
function functionAt(document: CodeDocument, expression: Node, depth = 0): Node | undefined {
  const node = document.values.resolve(expression);
  if (functions.test(node.type)) {
    return node;
  }
  if (depth > 3) {
    return undefined;
  }
  if (node.type.endsWith("field_definition")) {
    const value = field(node, "value");
    return value && functionAt(document, value, depth + 1);
  }
  const callee = node.type === "call_expression" ? field(node, "function") : undefined;
  const bound = callee?.type === "member_expression" ? field(callee, "object") : undefined;
  const isBind = callee !== undefined && /\.bind$/.test(document.textOf(callee));
  const given = isBind ? [bound] : namedChildren(childOfType(node, "arguments") ?? node);
  return callee === undefined
    ? undefined
    : given.flatMap((inner) =>
        inner === undefined ? [] : (functionAt(document, inner, depth + 1) ?? []),
      )[0];
}
