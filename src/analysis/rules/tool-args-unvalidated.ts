import { isJsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import type { Node } from "../../syntax/node.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { ancestor, argumentList, type Call, callsOf, enclosingFunction, isFunction } from "../calls.ts";
import { tryFixes } from "../fixes/attempt.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";
import { undeclaredReads } from "../undeclared-reads.ts";

/** Arguments that the model wrote reach a handler without anything having checked them. */
export const toolArgsUnvalidated: Rule = {
  id: "tool-args-unvalidated",
  title: "Tool arguments used without being checked",
  severity: "warning",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["availability-loss", "data-loss"],
  references: ["LLM05", "ASI02", "ASI08", "CWE-20", "CWE-1286", "AML.T0053"],
  explanation:
    "A schema that is sent to the model is a request, not a guarantee: the answer may be no JSON at all, lack a field or hold another type. " +
    "Parsing it outside a `try` ends the agent, and spreading it into a function lets the model give arguments nobody thought of. Parse inside " +
    "a `try`, check against the schema (pydantic, jsonschema, zod, ajv), and answer a mistake with a tool error the model can mend. Frameworks " +
    "that check by themselves are not reported. A handler that reads what its schema does not declare, or never reads what the schema demands, " +
    "is reported too: one of the two is wrong.",
  bad: {
    language: "python",
    code: "args = json.loads(tool_call.function.arguments)\nresult = HANDLERS[tool_call.function.name](**args)",
  },
  good: {
    language: "python",
    code: 'try:\n    args = SearchArgs.model_validate_json(tool_call.function.arguments)\nexcept ValidationError as error:\n    result = f"invalid arguments: {error}"',
  },
  checks: [
    {
      kind: "code",
      hints: ["arguments", ".input"],
      needs: /json\.loads|JSON\.parse|tool_use/,
      check: (context) => [...parsed(context), ...spreadInputs(context)],
    },
    {
      kind: "code",
      hints: ["CallToolRequestSchema", "tools/call", ".call_tool("],
      check(context) {
        const undeclared = undeclaredReads(context);
        return undeclared.length > 0 ? undeclared : casts(context);
      },
    },
    {
      kind: "code",
      hints: "tools",
      check: (context) => context.tools.flatMap((tool) => mismatches(context, tool)),
    },
  ],
};

/** Anything that holds values against a schema, in either language. */
const validation =
  /\bmodel_validate|\bparse_obj|\bvalidate_python|\bjsonschema\b|\bTypeAdapter\b|\bfastjsonschema\b|\bajv\b|\bAjv\b|\bsafeParse|[sS]chemas?(?:\[[^\]]*\]|\.\w+)*\.parse(?:Async)?\(|\bzodFunction\b|\brunTools\b|completions\.parse\(|\bvalidate\w*\(\s*\w*(?:args|arguments|params|input)/;

/** What the model wrote as arguments: `call.function.arguments`, `function_call["arguments"]`. */
const written =
  /(?:function|function_call|functionCall|tool_?[cC]all|\bcall|\btc)(?:\??\.|\[["'])(?:function(?:\??\.|["']\]\[["']))?arguments(?:["']\])?$/;

function parsed(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  const isChecked = validation.test(text);
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const callee = document.textOf(call.callee);
    const [argument] = call.positional;
    if (!/^(?:json\.loads|orjson\.loads|JSON\.parse)$/.test(callee) || argument === undefined) {
      return [];
    }
    const source = document.textOf(argument).replace(/\s*(?:\|\||\?\?|or)\s*["'`]\{\}["'`]$|!$/, "");
    if (!written.test(source)) {
      return [];
    }
    if (!isTried(call.node)) {
      return [
        {
          confidence: "pattern",
          message: "What the model wrote is parsed outside a try: an answer that is no JSON ends the agent.",
          range: document.rangeOf(call.node),
          // Where the result is spread, a schema is missing as well: a try alone would not do.
          fixes: () =>
            isChecked || spreadOf(context, call) === undefined
              ? tryFixes(document, context.file, call.node)
              : [],
        },
      ];
    }
    const spread = isChecked ? undefined : spreadOf(context, call);
    return spread === undefined ? [] : [unchecked(context, spread)];
  });
}

function unchecked({ document }: CodeContext, spread: Node): RuleFinding {
  return {
    confidence: "pattern",
    message: "The function gets whatever the model wrote, checked against no schema: validate it first.",
    range: document.rangeOf(spread),
  };
}

function isTried(node: Node): boolean {
  const stop = enclosingFunction(node);
  const around = ancestor(node, (up) => up.id === stop?.id || up.type === "try_statement");
  if (around?.type !== "try_statement") {
    return false;
  }
  const body = field(around, "body");
  return body !== undefined && body.startIndex <= node.startIndex && body.endIndex >= node.endIndex;
}

/** `run(**args)` or `run(...Object.values(args))` of what a call has given; `Arguments(**args)` is a check. */
function spreadOf({ document }: CodeContext, call: Call): Node | undefined {
  const holder = ancestor(call.node, (up) => /^(?:assignment|variable_declarator)$/.test(up.type));
  const name = holder && (field(holder, "left") ?? field(holder, "name"));
  const scope = enclosingFunction(call.node) ?? document.root;
  if (name === undefined || name.type !== "identifier") {
    return undefined;
  }
  const wanted = document.textOf(name);
  return spreads(document, scope).find(({ node }) =>
    new RegExp(`^(?:\\*\\*|\\.\\.\\.(?:Object\\.values\\()?)${wanted}\\)?$`).test(document.textOf(node)),
  )?.node;
}

function spreads(document: CodeContext["document"], scope: Node): { node: Node; call: Call }[] {
  return callsOf(document)
    .filter(({ node }) => node.startIndex >= scope.startIndex && node.endIndex <= scope.endIndex)
    .flatMap((call) => {
      const callee = document.textOf(call.callee);
      const isClass = /(?:^|\.)[A-Z]\w*$/.test(callee) && !/\[/.test(callee);
      return isClass
        ? []
        : argumentList(call)
            .filter(({ type }) => type === "dictionary_splat" || type === "spread_element")
            .map((node) => ({ node, call }));
    });
}

/** `tools[block.name](**block.input)` of Anthropic's tool use. */
function spreadInputs(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  if (!/tool_use/.test(text) || validation.test(text)) {
    return [];
  }
  return spreads(document, document.root)
    .filter(({ node }) => /^(?:\*\*|\.\.\.(?:Object\.values\()?)\w+\.input\)?$/.test(document.textOf(node)))
    .map(({ node }) => unchecked(context, node));
}

/** `args.path as string` in a handler of all tools: a word for the compiler, no check. Said once a file. */
function casts(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  if (
    !/setRequestHandler/.test(text) ||
    validation.test(text) ||
    /\.parse\(\s*(?:request\.params\.arguments|args)\b|typeof\s+(?:args|request\.params\.arguments)\b[^=]*[!=]==?\s*["']string/.test(
      text,
    )
  ) {
    return [];
  }
  const first = document
    .nodes("as_expression")
    .find(
      (node) =>
        /^\(?(?:args|(?:\w+\.)?params\.arguments)\b[?!]*[.[]/.test(document.textOf(node)) &&
        /\bas\s+(?:string|number|boolean|[A-Z]\w*|string\[\])$/.test(document.textOf(node)),
    );
  return first === undefined
    ? []
    : [
        {
          confidence: "pattern",
          message:
            "Arguments of the model are cast, not checked: this server validates nothing. Parse them with a schema.",
          range: document.rangeOf(first),
        },
      ];
}

/** Where a handler and its schema disagree: what it reads is not declared, or what is demanded is never read. */
function mismatches(context: CodeContext, tool: ToolDefinition): RuleFinding[] {
  const { properties, required, additionalProperties } = tool.inputSchema;
  const handler = context.programs.get(tool.id)?.handler();
  const visible = handler?.parameters.filter(({ fromModel }) => fromModel) ?? [];
  if (
    handler === undefined ||
    handler.document !== context.document ||
    tool.schemaCompleteness.level !== "full" ||
    !isJsonObject(properties) ||
    Object.keys(properties).length === 0 ||
    (additionalProperties !== undefined && additionalProperties !== false) ||
    visible.length === 0 ||
    // All arguments come in one object of another name there, or in one text.
    /^(?:mastra|langchain)/.test(tool.framework)
  ) {
    return [];
  }
  const { document } = handler;
  const reads = readsOf(document, handler.node, visible);
  const undeclared = reads.found.filter(({ key }) => properties[key] === undefined).slice(0, 1);
  const read = new Set(reads.found.map(({ key }) => key));
  const demanded = Array.isArray(required) ? required.filter((key) => typeof key === "string") : [];
  const unread = reads.isComplete && undeclared.length === 0 ? demanded.filter((key) => !read.has(key)) : [];
  const subject = { id: tool.id, name: tool.name };
  const name = tool.name.slice(0, 30);
  return [
    ...undeclared.map(
      ({ key, node }): RuleFinding => ({
        confidence: "likely",
        message: `\`${name}\` reads \`${key.slice(0, 30)}\`, which its schema does not declare: the model does not know of it.`,
        range: document.rangeOf(node),
        tool: subject,
      }),
    ),
    ...unread.slice(0, 1).map(
      (key): RuleFinding => ({
        confidence: "likely",
        message: `\`${name}\` demands \`${key.slice(0, 30)}\` and never reads it: what the model says there has no effect.`,
        range: tool.source.nameRange,
        tool: subject,
      }),
    ),
  ];
}

interface Reads {
  found: { key: string; node: Node }[];
  /** Nothing else can be read: the arguments are not handed on as a whole. */
  isComplete: boolean;
}

function readsOf(
  document: CodeContext["document"],
  handler: Node,
  visible: readonly { name: string; node: Node; key?: string | undefined }[],
): Reads {
  const found: Reads["found"] = visible.flatMap(({ key, node }) =>
    key === undefined ? [] : [{ key, node }],
  );
  const whole = visible.filter(({ key }) => key === undefined);
  const body = field(handler, "body");
  if (whole.length !== 1 || body === undefined) {
    return {
      found,
      isComplete: whole.length === 0 && !/\.\.\.\w+\s*\}/.test(document.textOf(handler).slice(0, 400)),
    };
  }
  const name = whole[0]?.name ?? "";
  let isComplete = true;
  for (const use of body.descendantsOfType("identifier")) {
    if (use === null || document.textOf(use) !== name || isShadowed(use, handler, name, document)) {
      continue;
    }
    const read = keyOf(document, use);
    if (read === undefined) {
      isComplete = false;
    } else {
      found.push({ key: read, node: use.parent ?? use });
    }
  }
  return { found, isComplete };
}

function isShadowed(use: Node, handler: Node, name: string, document: CodeContext["document"]): boolean {
  const inner = ancestor(
    use,
    (up) =>
      up.id === handler.id ||
      (isFunction(up) &&
        new RegExp(`\\b${name}\\b`).test(
          document.textOf(field(up, "parameters") ?? field(up, "parameter") ?? up).slice(0, 200),
        )),
  );
  return inner !== undefined && inner.id !== handler.id;
}

/** The key of `args.key`, `args["key"]` and `args.get("key")`; undefined for any other use. */
function keyOf(document: CodeContext["document"], use: Node): string | undefined {
  const { parent } = use;
  const object = parent === null ? undefined : (field(parent, "object") ?? field(parent, "value"));
  if (parent === null || object?.id !== use.id) {
    return undefined;
  }
  const property = field(parent, "property") ?? field(parent, "attribute");
  if (property === undefined) {
    const index = field(parent, "index") ?? field(parent, "subscript");
    return index === undefined ? undefined : document.values.string(index);
  }
  const method = document.textOf(property);
  const call = parent.parent;
  if (call !== null && /^call/.test(call.type) && field(call, "function")?.id === parent.id) {
    const [first] = namedChildren(field(call, "arguments") ?? call);
    return method === "get" && first !== undefined ? document.values.string(first) : undefined;
  }
  return document.language === "python" ? undefined : method;
}
