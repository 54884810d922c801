import type { Approval, ToolAnnotations } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { excerpt } from "../../syntax/static-json.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { FoundTool } from "../format.ts";
import { type InputSchema, unknownArguments } from "../input-schema.ts";
import { pythonCode } from "./code.ts";
import { functionOf, functionTool } from "./function-tool.ts";
import type { SignatureOptions } from "./signature.ts";

/** A call that makes a tool, usually of a function, as `FunctionTool(search, name="search")`. */
export interface ToolCall extends SignatureOptions {
  framework: string;
  call: Node;
  /** The function that is called in the end. */
  implementation?: Node | undefined;
  name?: Node | undefined;
  description?: Node | undefined;
  /** The class or literal the schema is read from. */
  model?: Node | undefined;
  schema?: InputSchema | undefined;
  annotations?: ToolAnnotations | undefined;
  approval?: Approval | undefined;
}

/**
 * The tool a call makes. Without a name of its own the tool is the function, so its place is the function's;
 * undefined when neither gives a static name.
 */
export function callTool(document: CodeDocument, tool: ToolCall): FoundTool | undefined {
  const { framework, call, implementation, name, description, annotations, approval } = tool;
  const definition = functionOf(document, implementation);
  if (definition !== undefined) {
    const node = name === undefined ? decoratedOf(document, definition).node : call;
    return functionTool(document, { ...tool, node, definition });
  }
  const named = nameFrom(document, name);
  if (named === undefined) {
    return undefined;
  }
  const missing =
    implementation === undefined
      ? "no schema is given"
      : `\`${excerpt(document, implementation)}\` is not a function of this project`;
  return codeTool(document, {
    framework,
    node: call,
    named,
    description: descriptionFrom(document, description),
    schema: tool.schema ?? unknownArguments(missing),
    annotations,
    approval,
    code: pythonCode(document, { ...tool, nameNode: named.node, signature: tool }),
  });
}
