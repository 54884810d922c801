import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { field } from "../../syntax/tree.ts";
import { approvalIn, codeTool, descriptionFrom, type NamedAt, nameFrom, nameOfNode } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { hostedByType, hostedSchema } from "../hosted.ts";
import { keyPattern, type LiteralObject, objectsWith } from "../literal-objects.ts";
import { approvalArgument } from "../python/keyword.ts";
import { dottedOrigins } from "../python/origins.ts";
import { scriptCalls } from "../script/calls.ts";
import { heldName } from "../script/config-tool.ts";

const framework = "hosted-tools";
const typed = keyPattern(["type"], "[\"'`][a-z]+(?:_[a-z]+)*(?:_20\\d{6})?[\"'`]");
const schemaKeys = ["parameters", "input_schema", "inputSchema", "function"];
const pythonClass = /^agents(?:\.\w+)*\.(\w+)Tool$/;
const scriptFactory = /^@openai\/agents(?:-\w+)?$/;
const providerModule = /^@ai-sdk\/(?:openai|anthropic|google|azure|xai|amazon-bedrock)(?:\/|$)/;

/**
 * Tools the model's provider brings along, switched on in code: Anthropic's and OpenAI's objects with a type, the classes
 * and functions of the Agents SDK (`ShellTool(…)`, `webSearchTool()`), the AI SDK's `openai.tools.webSearch({})`.
 */
export const hostedLiteralsFormat: CodeFormat = {
  kind: "code",
  id: "hosted-literals",
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: [
    /type["'`]?\s*[:=]\s*["'`](?:bash|text_editor|computer|web_search|web_fetch|code_execution|memory)_20\d{6}["'`]/,
    /type["'`]?\s*[:=]\s*["'`](?:web_search|file_search|code_interpreter|computer_use|local_shell|shell|apply_patch|image_generation)(?:_preview\w*)?["'`]/,
    /\b(?:WebSearch|FileSearch|CodeInterpreter|ImageGeneration|LocalShell|Shell|ApplyPatch|Computer)Tool\(/,
    /\b(?:webSearch|fileSearch|codeInterpreter|imageGeneration|shell|applyPatch|computer)Tool\(/,
    "@ai-sdk/",
  ],
  find: (document) => [
    ...objectsWith(document, typed).flatMap((object) => written(document, object) ?? []),
    ...(document.language === "python" ? classes(document) : calls(document)),
  ],
};

function written(document: CodeDocument, { node, members }: LiteralObject): FoundTool | undefined {
  const type = members.get("type");
  const text = (type && document.values.string(type)) ?? "";
  // A type that is also given parameters is somebody's own tool that happens to be called so.
  const isOwn = schemaKeys.some((key) => members.get(key) !== undefined);
  if (type === undefined || isOwn || !(/_20\d{6}$/.test(text) || isListed(document, node))) {
    return undefined;
  }
  const named = nameFrom(document, members.get("name"));
  return hosted(document, { node, type: text, named, at: type });
}

/** An item of a list that is called `tools`. */
function isListed(document: CodeDocument, node: Node): boolean {
  const holder = /^(array|list)$/.test(node.parent?.type ?? "")
    ? (node.parent?.parent ?? undefined)
    : undefined;
  const name = holder && (field(holder, "key") ?? field(holder, "name") ?? field(holder, "left"));
  return name !== undefined && /tools["'`]?$/i.test(document.textOf(name));
}

interface Hosted {
  node: Node;
  type: string;
  named?: NamedAt | undefined;
  /** What says it, where there is no name. */
  at: Node;
  description?: Node | undefined;
  approval?: FoundTool["approval"];
}

function hosted(document: CodeDocument, { node, type, named, at, description, approval }: Hosted) {
  const known = hostedByType(type);
  const place = known && (named ?? { ...nameOfNode(document, at), name: known.name });
  return known === undefined || place?.nameRange === undefined || place.node === undefined
    ? undefined
    : codeTool(document, {
        framework,
        node,
        named: { name: place.name, nameRange: place.nameRange, node: place.node },
        description: descriptionFrom(document, description) || known.description,
        schema: hostedSchema(known),
        approval,
      });
}

function classes(document: CodeDocument): FoundTool[] {
  return document.nodes("call").flatMap((node) => {
    const callee = calleeOf(node);
    if (!/tool$/i.test(document.textOf(callee))) {
      return [];
    }
    const made = dottedOrigins(document, callee).flatMap((origin) => pythonClass.exec(origin)?.[1] ?? [])[0];
    const at = field(callee, "attribute") ?? callee;
    const approval = approvalArgument(document, pythonArguments(document, node), "needs_approval");
    return made === undefined ? [] : (hosted(document, { node, type: snake(made), at, approval }) ?? []);
  });
}

function calls(document: CodeDocument): FoundTool[] {
  return scriptCalls(document).flatMap(({ node, callee, arguments: [config] }) => {
    if (!/tools?\b/i.test(document.textOf(callee))) {
      return [];
    }
    const types = document.names.origins(callee).flatMap(({ module, path }) => {
      const name = path.at(-1) ?? "";
      const isFactory = scriptFactory.test(module) && path.length === 1 && name.endsWith("Tool");
      const isProvided = providerModule.test(module) && path.at(-2) === "tools";
      return isFactory ? snake(name.slice(0, -4)) : isProvided ? snake(name) : [];
    });
    const [type] = types;
    if (type === undefined) {
      return [];
    }
    const members = config && document.values.members(config);
    const held = callee.type === "member_expression" ? heldName(document, node) : undefined;
    const approval = members && approvalIn(document, members, ["needsApproval"]);
    const at = field(callee, "property") ?? callee;
    return hosted(document, { node, type, named: held?.named, at, approval }) ?? [];
  });
}

/** `webSearch` and `WebSearch` as types are written: `web_search`; `bash_20250124` stays. */
function snake(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
}
