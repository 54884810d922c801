import { isJsonObject } from "../ots/json.ts";
import type { CodeDocument } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { functions } from "../syntax/script/functions.ts";
import { field } from "../syntax/tree.ts";
import type { HandlerParameter, ToolHandler } from "./format.ts";
import type { InputSchema } from "./input-schema.ts";
import { pythonCode } from "./python/code.ts";
import { scriptCode } from "./script/code.ts";

/** Words that people put around a tool's name to call the function behind it: `handle_search`, `searchTool`, `_search`. */
const around =
  /^(?:_+|(?:[Hh]andle|[Oo]n|[Dd]o|[Rr]un|[Ee]xec(?:ute)?|[Cc]all|[Ii]nvoke|[Tt]ool)(?:_|(?=[A-Z])))|_?(?:[Tt]ool|[Hh]andler|[Ii]mpl|[Ff]n|[Ff]unc)$/g;
const wholeNames = /^(?:args|arguments|params|parameters|input|inputs|tool_?input|payload|data|kwargs)$/i;
const maxFunctions = 5_000;

/** By name as written, and by name without case, joints and the words around it. */
interface Functions {
  /** What a table of handlers gives out under a text: `{"search": find_it}`. */
  keyed: ReadonlyMap<string, readonly Node[]>;
  plain: ReadonlyMap<string, readonly Node[]>;
  loose: ReadonlyMap<string, readonly Node[]>;
}

const known = new WeakMap<CodeDocument, Functions>();

/**
 * The function that a loop written by hand runs for a tool that is only described as data: the one that a table of the
 * file gives out under the tool's name, else the one of that name, in the file or imported from the project. Undefined
 * when there is none, when several may be meant, or when its parameters are not the tool's.
 */
export function handlerNamed(
  called: CodeDocument,
  name: string,
  { inputSchema }: InputSchema,
): ToolHandler | undefined {
  // Of a definition that a helper of the file writes out, the function stands in the file and not in the helper.
  const document = called.turn?.from ?? called;
  const nameNode = document.root;
  const functions = functionsOf(document);
  const node =
    only(functions.keyed.get(name)) ??
    only(functions.plain.get(name)) ??
    imported(document, name) ??
    only(functions.loose.get(loosened(name)));
  if (node === undefined) {
    return undefined;
  }
  const code =
    document.language === "python"
      ? pythonCode(document, { nameNode, definition: node })
      : scriptCode(document, { nameNode, handler: node });
  const handler = code.handler();
  const properties = isJsonObject(inputSchema.properties)
    ? new Set(Object.keys(inputSchema.properties))
    : undefined;
  const parameters = handler && givenBy(handler.parameters, properties);
  return handler && parameters && { ...handler, parameters };
}

/**
 * Which of the parameters hold the tool's arguments, all of them when nothing is known of its schema; undefined when they are
 * those of some other function.
 */
function givenBy(
  parameters: readonly HandlerParameter[],
  properties: ReadonlySet<string> | undefined,
): HandlerParameter[] | undefined {
  if (properties === undefined) {
    return [...parameters];
  }
  const isGiven = ({ key, name }: HandlerParameter) => properties.has(key ?? name);
  if (properties.size === 0 || parameters.some(isGiven)) {
    return parameters.map((one) => {
      const fromModel = isGiven(one);
      return { ...one, fromModel, key: fromModel ? (one.key ?? one.name) : one.key };
    });
  }
  const whole = parameters.find(({ name }) => wholeNames.test(name)) ?? parameters[0];
  const isWhole = whole !== undefined && (parameters.length === 1 || wholeNames.test(whole.name));
  // All arguments in one object, which the function takes apart itself.
  return isWhole
    ? parameters.map((one) => ({ ...one, key: undefined, fromModel: one === whole }))
    : undefined;
}

function functionsOf(document: CodeDocument): Functions {
  const found = known.get(document) ?? readFunctions(document);
  known.set(document, found);
  return found;
}

function readFunctions(document: CodeDocument): Functions {
  const keyed = new Map<string, Node[]>();
  const plain = new Map<string, Node[]>();
  const loose = new Map<string, Node[]>();
  const add = (map: Map<string, Node[]>, name: string, node: Node) => {
    map.set(name, [...(map.get(name) ?? []), node]);
  };
  const isPython = document.language === "python";
  const types = isPython
    ? ["function_definition", "pair"]
    : ["function_declaration", "method_definition", "variable_declarator", "pair"];
  for (const node of document.nodes(...types)) {
    if (keyed.size + plain.size >= maxFunctions) {
      break;
    }
    if (node.type === "pair") {
      const entry = keyedFunction(document, node);
      if (entry !== undefined) {
        add(keyed, entry.key, entry.node);
      }
      continue;
    }
    const name = field(node, "name");
    const value = node.type === "variable_declarator" ? field(node, "value") : node;
    if (name === undefined || value === undefined || !(isPython || functions.test(value.type))) {
      continue;
    }
    const text = document.textOf(name);
    add(plain, text, value);
    add(loose, loosened(text), value);
  }
  return { keyed, plain, loose };
}

/** `"search": find_it`, `search: async (args) => …` */
function keyedFunction(document: CodeDocument, pair: Node): { key: string; node: Node } | undefined {
  const key = field(pair, "key");
  const value = field(pair, "value");
  if (
    key === undefined ||
    value === undefined ||
    !/^(?:identifier|attribute|lambda|arrow_function|function_expression|member_expression)$/.test(value.type)
  ) {
    return undefined;
  }
  const text = key.type === "property_identifier" ? document.textOf(key) : document.values.string(key);
  const named = value.type === "identifier" ? declared(document, document.textOf(value), value) : undefined;
  const node = named ?? document.values.resolve(value);
  const isFunction =
    node.type === "function_definition" || node.type === "lambda" || functions.test(node.type);
  return text === undefined || !isFunction ? undefined : { key: text, node };
}

/** What `from handlers import search` brings in. */
function imported(document: CodeDocument, name: string): Node | undefined {
  return /^[A-Za-z_]\w*$/.test(name) ? declared(document, name, document.root) : undefined;
}

function declared(document: CodeDocument, name: string, at: Node): Node | undefined {
  const value = document.names.lookup(name, at).find(({ kind }) => kind === "function")?.value;
  return value !== undefined && (value.type === "function_definition" || functions.test(value.type))
    ? value
    : undefined;
}

function loosened(name: string): string {
  return name
    .replaceAll(around, "")
    .replaceAll(/[_\-.\s]/g, "")
    .toLowerCase();
}

function only(nodes: readonly Node[] | undefined): Node | undefined {
  return nodes?.length === 1 ? nodes[0] : undefined;
}
