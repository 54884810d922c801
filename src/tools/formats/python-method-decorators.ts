import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { CodeFormat } from "../format.ts";
import { attributeParts, decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { modelSchema } from "../python/model-schema.ts";
import { isInstance } from "../python/receivers.ts";
import type { SignatureOptions } from "../python/signature.ts";

/** A framework whose objects have a decorator that makes tools: `@controller.action("Reads a file.")`. */
interface MethodFramework extends SignatureOptions {
  id: string;
  /** A word that every program names which uses it. */
  hint: string;
  method: RegExp;
  receivers: { classes: RegExp; modules: RegExp };
  /** Places of name and description among the positional arguments. */
  name?: number;
  description?: number;
  /** Keyword of a class of arguments. */
  model?: string;
}

const frameworks: readonly MethodFramework[] = [
  {
    id: "browser-use",
    hint: "browser_use",
    method: /^action$/,
    receivers: {
      classes: /^browser_use(\.\w+)*\.(Controller|Tools|Registry)$/,
      modules: /^browser_use(\.|$)/,
    },
    description: 0,
    model: "param_model",
    hiddenNames: [
      "browser",
      "browser_session",
      "browser_context",
      "page",
      "cdp_client",
      "page_extraction_llm",
      "available_file_paths",
      "file_system",
      "context",
      "has_sensitive_data",
    ],
  },
  {
    id: "arcade",
    hint: "arcade\\w*",
    method: /^tool$/,
    receivers: { classes: /^arcade\w*(\.\w+)*\.MCPApp$/, modules: /^arcade_mcp\w*(\.|$)/ },
    hiddenNames: ["context"],
  },
  {
    id: "composio",
    hint: "composio",
    method: /^(custom_tool|action)$/,
    receivers: { classes: /^composio(\.\w+)*\.(Composio|ComposioToolSet)$/, modules: /^composio(\.|$)/ },
  },
];

/** One format per framework of the table. */
export const pythonMethodDecoratorFormats: readonly CodeFormat[] = frameworks.map(
  ({ id, hint, method, receivers, name, description, model, ...options }) => ({
    kind: "code",
    id: `${id}-methods`,
    languages: ["python"],
    hints: [new RegExp(`\\b${hint}\\b`)],
    find: (document) =>
      decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
        const parts = attributeParts(document, decorator);
        if (
          parts === undefined ||
          !method.test(parts.attribute) ||
          !isReceiver(document, parts.receiver, receivers)
        ) {
          return [];
        }
        const argumentsModel = model === undefined ? undefined : given.named.get(model);
        return (
          functionTool(document, {
            framework: id,
            node,
            definition,
            name: argument(given, name, "name"),
            description: argument(given, description, "description"),
            model: argumentsModel,
            schema: argumentsModel && modelSchema(document, argumentsModel),
            approval: approvalArgument(document, given, "requires_confirmation"),
            ...options,
          }) ?? []
        );
      }),
  }),
);

/** The object itself, or a part of it: `composio.tools.custom_tool`. */
function isReceiver(
  document: CodeDocument,
  receiver: Node,
  receivers: MethodFramework["receivers"],
): boolean {
  const inner = attributeParts(document, receiver)?.receiver;
  return (
    isInstance(document, receiver, receivers) ||
    (inner !== undefined && document.textOf(inner) !== "self" && isInstance(document, inner, receivers))
  );
}
