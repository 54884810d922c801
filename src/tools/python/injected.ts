import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import { namedChildren } from "../../syntax/tree.ts";
import { typeName, typeParts } from "./types.ts";

/** Types of parameters that a framework fills in itself; the model never sees them. */
const injectedTypes: ReadonlySet<string> = new Set([
  "Context",
  "RunContext",
  "RunContextWrapper",
  "AgentRunContext",
  "ToolContext",
  "ToolRuntime",
  "CallbackContext",
  "ReadonlyContext",
  "InvocationContext",
  "RunnableConfig",
  "CallbackManagerForToolRun",
  "AsyncCallbackManagerForToolRun",
  "InjectedState",
  "InjectedStore",
  "InjectedToolArg",
  "InjectedToolCallId",
  "CancellationToken",
  "Kernel",
  "KernelArguments",
  "KernelContext",
  "RequestContext",
]);

/** Defaults and metadata that ask for injection, such as `Depends(get_db)`. */
const injectors = /^(Depends|Current\w+|Injected\w*|Inject|Provide|SkipJsonSchema)$/;

/** True when the framework fills the parameter in, going by its type, its metadata and its default. */
export function isInjected(document: CodeDocument, type: Node | undefined, value: Node | undefined): boolean {
  if (value?.type === "call" && injectors.test(lastName(document, calleeOf(value)))) {
    return true;
  }
  return type !== undefined && isInjectedType(document, type, 0);
}

function lastName(document: CodeDocument, node: Node): string {
  return typeName(document, node);
}

function isInjectedType(document: CodeDocument, type: Node, depth: number): boolean {
  const { base, parts } = typeParts(type);
  if (depth > 4) {
    return false;
  }
  if (base.type === "binary_operator" || base.type === "union_type") {
    return namedChildren(base).some((part) => isInjectedType(document, part, depth + 1));
  }
  const name = lastName(document, base);
  // A class of the file with such a name is the author's own and may well be an argument.
  if (injectedTypes.has(name) && definitionOf(document, base, "class") === undefined) {
    return true;
  }
  if (name === "Annotated") {
    return parts.slice(1).some((part) => {
      const { base: inner } = typeParts(part);
      return injectors.test(lastName(document, calleeOf(inner)));
    });
  }
  return (
    (name === "Optional" || name === "Union") &&
    parts.some((part) => isInjectedType(document, part, depth + 1))
  );
}
