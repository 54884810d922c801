import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { keyPattern, type LiteralObject, literalTool, objectsWith } from "../literal-objects.ts";
import { mayBeFunction, methodParts, type ScriptCall, scriptCalls } from "../script/calls.ts";
import { configTool, firstOf, heldName } from "../script/config-tool.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "tool-objects";
const schemaKeys = [
  "parameters",
  "schema",
  "parametersSchema",
  "paramsSchema",
  "argsSchema",
  "zodSchema",
  "input",
  "args",
  "params",
];
const functionKeys = [
  "execute",
  "handler",
  "run",
  "func",
  "callback",
  "cb",
  "invoke",
  "call",
  "tool",
  "fn",
  "function",
  "handle",
];
const approvalKeys = ["needsApproval", "requireApproval"];
const keys = [["name"], ["description"], schemaKeys, functionKeys].map((names) => keyPattern(names));

/** `const move: ToolDefinition<typeof args> = {`: a type says what the object is. */
const typed =
  /(?::|\bsatisfies)\s*(?:readonly )?(?:\w+\.)?\w*Tool(?:Definition|Entry|Config|Spec|Info|Handler|Module)?(?:<[^>\n]{0,80}>)?(?:\[\])?\s*(?:=>?\s*)?[{[(,;)]/;

/** Modules whose `tool` has a format of its own. */
const known =
  /^(ai|eve|langchain|llamaindex|@(ai-sdk|opencode-ai|anthropic-ai|langchain|llamaindex|mastra|openai|strands-agents)\/.*)(\/|$)/;

/**
 * Tools as a program's own registry writes them: one object with a name, a description, a schema of its arguments and
 * the function that runs it; or without a name, but given to something called `tool` under a key. All must be there.
 */
export const toolObjectsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: [
    /\.(?:object|string|number|boolean|array|enum|union)\(/i,
    /type["'`]?\s*:\s*["'`]object["'`]/,
    /tool\(\s*\{/i,
    typed,
  ],
  needs: [
    "description",
    /\b(?:execute|handler|run|func|callback|cb|invoke|call|tool|fn|function|handle)\b|(?:tool|action)\w*\)*\(/i,
  ],
  find: (document) => [
    ...named(document),
    ...typedOnly(document),
    ...ofFunctions(document),
    ...scriptCalls(document).flatMap(
      (call) => made(document, call) ?? held(document, call) ?? calledFirst(document, call) ?? [],
    ),
  ],
};

/** What the function is called here, in the file that defines it, or where it is imported from. */
function namesOf(document: CodeDocument, callee: Node): (string | undefined)[] {
  return [
    callee.type === "identifier" ? document.textOf(callee) : methodParts(document, callee)?.method,
    ...document.names.origins(callee).map(({ path }) => path.at(-1)),
    ...document.names.linked(callee).map(({ name }) => name),
  ];
}

/**
 * `createTool({ name, description, parameters }, run)`, and the same in a decorator of the method that runs:
 * `@CreateAction({ name, description, schema })`. The schema must be one that can be read.
 */
function made(document: CodeDocument, { node, callee, arguments: list }: ScriptCall): FoundTool | undefined {
  const [config, handler] = list;
  const members = config === undefined ? undefined : document.values.members(config);
  const schemaNode = members && firstOf(members, [...schemaKeys, "inputSchema"]);
  if (
    config === undefined ||
    schemaNode === undefined ||
    members?.get("name") === undefined ||
    members.get("description") === undefined ||
    firstOf(members, functionKeys) !== undefined ||
    document.names.origins(callee).some(({ module }) => known.test(module)) ||
    !namesOf(document, callee).some((name) => /(tool|action)$/i.test(name ?? "")) ||
    !/^(call_expression|identifier|member_expression|object)$/.test(schemaNode.type) ||
    (handler !== undefined && !mayBeFunction(document, handler))
  ) {
    return undefined;
  }
  const schema = schemaFrom(document, schemaNode);
  return schema.schemaCompleteness.level === "none"
    ? undefined
    : configTool(document, { framework, node, config, schema, handler, approvalKeys });
}

/** `defineTool("offer_action", { description, parameters, handler })`: the name stands before the object with the rest. */
function calledFirst(
  document: CodeDocument,
  { node, callee, arguments: list }: ScriptCall,
): FoundTool | undefined {
  const [name, config, ...others] = list;
  const members = config?.type === "object" ? document.values.members(config) : undefined;
  const schemaNode = members && firstOf(members, ["parameters", "inputSchema", "schema", "args"]);
  const looksRight =
    members?.get("description") !== undefined &&
    members.get("name") === undefined &&
    schemaNode !== undefined &&
    !others.some((other) => /function|object/.test(document.values.resolve(other).type)) &&
    mayBeFunction(document, firstOf(members, functionKeys));
  const isTool =
    looksRight &&
    namesOf(document, callee).some((called) => /tool$/i.test(called ?? "")) &&
    !document.names.origins(callee).some(({ module }) => known.test(module));
  const named = isTool ? nameFrom(document, name) : undefined;
  return config === undefined || named === undefined
    ? undefined
    : configTool(document, {
        framework,
        node,
        config,
        named,
        schema: schemaFrom(document, schemaNode),
        approvalKeys,
      });
}

function named(document: CodeDocument): FoundTool[] {
  return objectsWith(document, ...keys).flatMap((object) => {
    const { members } = object;
    const runner = firstOf(members, functionKeys);
    if (!mayBeFunction(document, runner) && !isClass(document, runner)) {
      return [];
    }
    const schema = schemaFrom(document, firstOf(members, schemaKeys));
    const saysTool = () => isGivenToTool(document, object.node) || isTypedAsTool(document, object.node);
    return schema.schemaCompleteness.level === "none" && !saysTool()
      ? []
      : (literalTool(document, framework, calledBy(document, object), schema) ?? []);
  });
}

const callable = /^[A-Za-z_][\w.-]{0,63}$/;

/** A name for people, "Create Refund", stands beside the one that is called: `method: "create_refund"`. */
function calledBy(document: CodeDocument, object: LiteralObject): LiteralObject {
  const { members } = object;
  const textAt = (key: string) => {
    const node = members.get(key);
    return (node && document.values.string(node)) ?? "";
  };
  const called = ["method", "id", "slug", "key"].find((key) => callable.test(textAt(key)));
  return called !== undefined && /\s/.test(textAt("name"))
    ? { ...object, members: { ...members, get: (key) => members.get(key === "name" ? called : key) } }
    : object;
}

/**
 * Objects without a function that runs them, or without a schema of which anything can be read: what they are, the type says
 * that they are given. Without a schema a tool takes no arguments.
 */
function typedOnly(document: CodeDocument): FoundTool[] {
  return typed.test(document.text)
    ? objectsWith(document, keyPattern(["name"]), keyPattern(["description"])).flatMap((object) => {
        const { members } = object;
        const schemaNode = firstOf(members, [...schemaKeys, "inputSchema", "input_schema"]);
        const runner = firstOf(members, functionKeys);
        const isWhole = schemaNode !== undefined && runner !== undefined;
        const isTool =
          !isWhole && (schemaNode ?? runner) !== undefined && isTypedAsTool(document, object.node);
        return isTool
          ? (literalTool(document, framework, calledBy(document, object), schemaFrom(document, schemaNode)) ??
              [])
          : [];
      })
    : [];
}

/** `const move: Tool = {…}`, `const tools: Tool[] = [{…}]`, `{…} satisfies Tool`, `(context): Tool[] => [{…}]`. */
function isTypedAsTool(document: CodeDocument, object: Node): boolean {
  let node = object;
  while (
    /^(?:array|parenthesized_expression|return_statement|statement_block)$/.test(node.parent?.type ?? "")
  ) {
    node = node.parent ?? node;
  }
  const holder = node.parent;
  if (holder === null) {
    return false;
  }
  const stated =
    holder.type === "satisfies_expression"
      ? namedChildren(holder).at(-1)
      : holder.type === "variable_declarator"
        ? field(holder, "type")
        : field(holder, "return_type");
  return stated !== undefined && toolType.test(document.textOf(stated));
}

const toolType =
  /^:?\s*(?:readonly )?(?:\w+\.)?\w*Tool(?:Definition|Entry|Config|Spec|Info|Handler|Module)?(?:<[\s\S]{0,200}>)?(?:\[\])?$/;

/** `move.metadata = { name: "move", description, parameters }` beside `function move() {}`. */
function ofFunctions(document: CodeDocument): FoundTool[] {
  return document.nodes("assignment_expression").flatMap((node) => {
    const left = field(node, "left");
    const owner = left?.type === "member_expression" ? field(left, "object") : undefined;
    const object = field(node, "right");
    const members = object?.type === "object" ? document.values.members(object) : undefined;
    const schemaNode = members && firstOf(members, [...schemaKeys, "inputSchema"]);
    const isDescribed = members?.get("name") !== undefined && members.get("description") !== undefined;
    if (object === undefined || members === undefined || schemaNode === undefined || !isDescribed) {
      return [];
    }
    const isFunctions = owner?.type === "identifier" && /function/.test(document.values.resolve(owner).type);
    const schema = schemaFrom(document, schemaNode);
    return isFunctions && schema.schemaCompleteness.level !== "none"
      ? (literalTool(document, framework, { node: object, members }, schema) ?? [])
      : [];
  });
}

/** `defineTool({ … })` says itself what the object is, whatever its schema is made of. */
function isGivenToTool(document: CodeDocument, object: Node): boolean {
  const call = object.parent?.type === "arguments" ? object.parent.parent : null;
  const callee = call && (field(call, "function") ?? field(call, "constructor"));
  return callee !== undefined && callee !== null && /tool$/i.test(document.textOf(callee));
}

/** Some registries keep a class whose instances run the tool. */
function isClass(document: CodeDocument, node: Node | undefined): boolean {
  return node !== undefined && /(^|_)class(_declaration)?$/.test(document.values.resolve(node).type);
}

/** `execute_sql: tool({ description, parameters, execute })`, whatever module `tool` comes from. */
function held(document: CodeDocument, { node, callee, arguments: list }: ScriptCall): FoundTool | undefined {
  const [config] = list;
  const members = config?.type === "object" ? document.values.members(config) : undefined;
  const schemaNode = members && firstOf(members, ["parameters", "inputSchema"]);
  const looksRight =
    members?.get("description") !== undefined &&
    members.get("id") === undefined &&
    members.get("name") === undefined &&
    schemaNode !== undefined &&
    mayBeFunction(document, members.get("execute"));
  // What a call is called is asked last: it may lead into other files.
  const isTool =
    looksRight &&
    namesOf(document, callee).some((name) => /tool$/i.test(name ?? "")) &&
    !document.names.origins(callee).some(({ module }) => known.test(module));
  const place = isTool ? heldName(document, node) : undefined;
  return config === undefined ||
    place === undefined ||
    schemaFrom(document, schemaNode).schemaCompleteness.level === "none"
    ? undefined
    : configTool(document, { framework, node: place.node, config, named: place.named, approvalKeys });
}
