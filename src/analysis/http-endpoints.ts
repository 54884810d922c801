import type { Node } from "../syntax/node.ts";
import { field, namedChildren } from "../syntax/tree.ts";
import { callsOf, isFunction, lastName } from "./calls.ts";
import { gravestEffect } from "./effects.ts";
import { callsTo } from "./option-checks.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** Local servers of a Python SDK that did not yet look at the host a request names. */
export function oldLocalServers(context: CodeContext): RuleFinding[] {
  const { document, text, versions } = context;
  if (
    document.language !== "python" ||
    /transport_security|TransportSecuritySettings|TrustedHostMiddleware/.test(text) ||
    !versions.isBefore("mcp", "1.23.0") ||
    callsTo(context, { module: /^mcp(?:\.|$)/, names: ["FastMCP"] }).length === 0
  ) {
    return [];
  }
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const name = lastName(document, call.callee) ?? "";
    const transport = call.option("transport");
    const serves =
      (name === "run" &&
        transport !== undefined &&
        /^(?:sse|streamable-http)$/.test(document.values.string(transport.value) ?? "")) ||
      /^(?:sse|streamable_http)_app$/.test(name);
    return serves
      ? [
          {
            severity: "warning",
            confidence: "likely",
            message:
              "mcp before 1.23.0 lets pages of a browser call a local server by DNS rebinding: update it.",
            range: document.rangeOf(transport?.node ?? call.callee),
          },
        ]
      : [];
  });
}

/** How agents are set to work. */
const running =
  /\b(?:Runner\.run\w*|generateText|streamText|kickoff\w*|a?invoke|a?stream|run_sync|run_async|arun)\(|\bagent\w*\.(?:run|generate|stream|chat)\(|\brun\(\s*agent/;
const agentLibraries =
  /^(?:agents|@openai\/agents|langchain|langgraph|@langchain\/|crewai|pydantic_ai|smolagents|autogen|llama_index|google\.adk|ai$|@mastra\/|claude_agent_sdk|@anthropic-ai\/claude-)/;
/** Checks by the framework rather than by words of authentication. */
const checked =
  /\bDepends\(|\bSecurity\(|dependencies\s*=|login_required|permission_classes|\.use\(\s*\w*auth/i;
const verbs: ReadonlySet<string> = new Set([
  "post",
  "get",
  "put",
  "patch",
  "websocket",
  "api_route",
  "route",
  "all",
]);

/** Addresses at which anybody sets an agent to work whose tools have grave effects. */
export function agentEndpoints(context: CodeContext): RuleFinding[] {
  const { document, text, tools } = context;
  const grave = tools.find((tool) => {
    const effect = gravestEffect(tool)?.label;
    return effect === "executes-code" || effect === "moves-money" || effect === "destructive";
  });
  if (
    grave === undefined ||
    checked.test(text) ||
    !running.test(text) ||
    !document.names.modules.some((module) => agentLibraries.test(module)) ||
    !document.names.modules.some((module) =>
      /^(?:fastapi|flask|starlette|express|hono|fastify|koa)/.test(module),
    )
  ) {
    return [];
  }
  return callsOf(document)
    .filter(
      (call) =>
        verbs.has(lastName(document, call.callee) ?? "") &&
        typeof path(context, call.positional[0]) === "string",
    )
    .flatMap((call): RuleFinding[] => {
      const handler =
        document.language === "python"
          ? decorated(call.node)
          : call.positional.find((node) => isFunction(node));
      return handler !== undefined && running.test(document.textOf(handler))
        ? [
            {
              severity: "info",
              confidence: "likely",
              message: `Anybody who reaches this address sets an agent to work that has \`${grave.name.slice(0, 40)}\`.`,
              range: document.rangeOf(call.callee),
              tool: { id: grave.id, name: grave.name },
            },
          ]
        : [];
    });
}

function path({ document }: CodeContext, node: Node | undefined): string | undefined {
  const text = node === undefined ? undefined : document.values.string(node);
  return text?.startsWith("/") === true ? text : undefined;
}

/** The function below `@app.post("/ask")`. */
function decorated(call: Node): Node | undefined {
  const definition = call.parent?.type === "decorator" ? call.parent.parent : null;
  return definition === null || definition === undefined
    ? undefined
    : (field(definition, "definition") ?? namedChildren(definition).find(isFunction));
}
