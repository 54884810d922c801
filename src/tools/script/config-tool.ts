import type { CodeDocument, Members } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import {
  annotationsIn,
  approvalFrom,
  approvalIn,
  codeTool,
  descriptionFrom,
  type NamedAt,
  nameFrom,
  nameOfNode,
} from "../code-tool.ts";
import type { FoundTool } from "../format.ts";
import type { InputSchema } from "../input-schema.ts";
import { scriptCall } from "./calls.ts";
import { scriptCode } from "./code.ts";
import { holderOf } from "./holders.ts";
import { schemaFrom } from "./schemas.ts";
import { wrappedConfigs } from "./wrappers.ts";

/** How a framework's configuration object states a tool. */
export interface ConfigShape {
  framework: string;
  nameKey?: string;
  schemaKeys?: readonly string[];
  approvalKeys?: readonly string[];
  /** In place of reading the schema key. */
  schema?: InputSchema;
}

/** A definition with a configuration object. */
export interface ConfigTool extends ConfigShape {
  /** The whole definition: the call. */
  node: Node;
  config: Node;
  /** The function that runs the tool, when it stands outside the object. */
  handler?: Node | undefined;
  /** When the name stands outside the object. */
  named?: NamedAt | undefined;
}

const handlerKeys = ["execute", "handler", "func", "run", "callback", "cb", "invoke", "call"];

/** The tool of a configuration object such as `{ name, description, parameters }`; undefined without a static name. */
export function configTool(document: CodeDocument, tool: ConfigTool): FoundTool | undefined {
  const members = document.values.members(tool.config);
  if (members === undefined) {
    return undefined;
  }
  const named = tool.named ?? nameFrom(document, members.get(tool.nameKey ?? "name"));
  if (named === undefined) {
    return undefined;
  }
  const schemaNode = firstOf(members, tool.schemaKeys ?? ["inputSchema", "parameters"]);
  const approval =
    wrapperApproval(document, tool) ??
    approvalIn(document, members, tool.approvalKeys ?? []) ??
    laterApproval(document, tool);
  return codeTool(document, {
    framework: tool.framework,
    node: tool.node,
    named,
    description:
      descriptionFrom(document, members.get("description")) ||
      descriptionFrom(document, members.get("title")),
    schema: tool.schema ?? withSpread(members, schemaFrom(document, schemaNode), schemaNode),
    annotations: annotationsIn(document, members),
    approval,
    code: scriptCode(document, {
      nameNode: named.node,
      description: members.get("description"),
      handler: tool.handler ?? firstOf(members, handlerKeys),
      schema: schemaNode,
    }),
  });
}

/** The value of the first of the keys that the object has. */
export function firstOf(members: Members, keys: readonly string[]): Node | undefined {
  return keys.flatMap((key) => members.get(key) ?? [])[0];
}

/** An object that spreads something unknown may get its schema from there. */
function withSpread(members: Members, schema: InputSchema, node: Node | undefined): InputSchema {
  return node !== undefined || members.complete
    ? schema
    : {
        inputSchema: { type: "object" },
        schemaCompleteness: { level: "none", reasons: ["a spread in the definition is not static"] },
      };
}

/** What a function of the project adds to every definition: `tool({ ...config, needsApproval: true })`. */
function wrapperApproval(document: CodeDocument, { node, approvalKeys }: ConfigTool) {
  const call = approvalKeys === undefined ? undefined : scriptCall(node);
  const configs = call?.callee.type === "identifier" ? wrappedConfigs(document, call.callee) : [];
  for (const config of configs) {
    const members = document.values.members(config);
    const approval = members && approvalKeys && approvalIn(document, members, approvalKeys);
    if (approval !== undefined) {
      return approval;
    }
  }
  return undefined;
}

/** `payInvoice.needsApproval = true` after the definition. */
function laterApproval(document: CodeDocument, tool: ConfigTool) {
  const holder = tool.approvalKeys === undefined ? undefined : holderOf(document, tool.node);
  if (holder === undefined || holder.isProperty || tool.approvalKeys === undefined) {
    return undefined;
  }
  const variable = document.textOf(holder.nameNode);
  for (const key of tool.approvalKeys) {
    const value = ownerOf(document, tool.node).names.memberValues(variable, key).at(-1);
    if (value !== undefined) {
      const left = value.parent?.childForFieldName("left") ?? value;
      return approvalFrom(document, { start: left, value });
    }
  }
  return undefined;
}

/** The name of what the definition is stored under, for frameworks without names of their own. */
export function heldName(document: CodeDocument, node: Node): { named: NamedAt; node: Node } | undefined {
  const holder = holderOf(document, node);
  const named = holder && nameOfNode(document, holder.nameNode);
  return named && { named, node: holder.node };
}
