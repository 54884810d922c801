import type { Call } from "../calls.ts";
import { callsOf, isFunction, lastName } from "../calls.ts";
import { gravestEffect } from "../effects.ts";
import type { FindingSeverity } from "../finding.ts";
import { agentEndpoints, oldLocalServers } from "../http-endpoints.ts";
import { guessableSessions, openToPages, passedTokens } from "../http-sessions.ts";
import { callsTo, replacing } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** Servers that answer over HTTP. */
const servingHints = [
  "streamable-http",
  '"sse"',
  "'sse'",
  "streamable_http_app",
  "sse_app",
  "fastapi",
  "FastAPI",
  "express",
];

/** A server of tools that anybody on the network can call. */
export const mcpHttpExposed: Rule = {
  id: "mcp-http-exposed",
  title: "MCP server open to the network",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["access-compromise"],
  references: [
    "LLM06",
    "ASI03",
    "ASI07",
    "MCP07",
    "MCP09",
    "CWE-306",
    "CWE-1327",
    "CWE-346",
    "CWE-942",
    "AML.T0049",
  ],
  explanation:
    "The server listens on every address of the machine and nothing in the file asks who is calling. Everybody who reaches the port calls its " +
    "tools; a page in a browser may do so by DNS rebinding. It is an error when a tool deletes, runs code or moves money. Listen on 127.0.0.1, " +
    "or check a token; behind a proxy that does, suppress the finding with that reason. Also reported: pages of every origin that are let in, " +
    "session ids that can be guessed, the caller's token handed on to another service, local servers of the Python SDK before 1.23.0, which has no " +
    "protection of its own, and as a hint addresses at which anybody can set an agent to work whose tools run code or move money.",
  bad: {
    language: "python",
    code: 'mcp = FastMCP("orders", host="0.0.0.0")\nmcp.run(transport="streamable-http")',
  },
  good: {
    language: "python",
    code: 'mcp = FastMCP("orders", host="127.0.0.1")\nmcp.run(transport="streamable-http")',
  },
  checks: [
    {
      kind: "code",
      hints: [
        "0.0.0.0",
        '"::"',
        "'::'",
        "StreamableHTTPServerTransport",
        "SSEServerTransport",
        "rebinding_protection",
      ],
      needs: /\b(?:FastMCP|MCPServer)\b|HTTPServerTransport\b|SSEServerTransport\b|rebinding_protection/,
      check: (context) =>
        hasAuthentication(context)
          ? unprotected(context)
          : [...pythonServers(context), ...nodeServers(context), ...unprotected(context)],
    },
    {
      kind: "code",
      hints: servingHints,
      needs: /\bFastMCP\b/,
      check: (context) => (hasAuthentication(context) ? [] : oldLocalServers(context)),
    },
    {
      kind: "code",
      ofTools: true,
      hints: servingHints,
      check: (context) => (hasAuthentication(context) ? [] : agentEndpoints(context)),
    },
    {
      kind: "code",
      hints: ["CORSMiddleware", "cors(", "sessionIdGenerator", "authorization", "get_http_headers"],
      needs: /Transport\b|FastMCP|MCPServer|McpServer|http_app/,
      check: (context) => [
        ...openToPages(context, hasAuthentication(context)),
        ...guessableSessions(context),
        ...passedTokens(context),
      ],
    },
  ],
};

/** Whatever asks who is calling, in either language. */
const authentication =
  /\b(?:auth\s*=|auth_server_provider|token_verifier|requireBearerAuth|mcpAuthRouter|mcpAuthMetadataRouter|verify_token|verifyToken|BearerAuth\w*|JWT\w*|jwt|jsonwebtoken|passport|OAuth\w*|authenticate|Authorization|authorization|api[_-]?key\s*(?:!==?|===?)|x-api-key|HTTPBearer|Depends\(\s*\w*auth)\b/;

function hasAuthentication({ text }: CodeContext): boolean {
  return authentication.test(text);
}

function severityIn({ tools }: CodeContext): FindingSeverity {
  return tools.some((tool) => gravestEffect(tool) !== undefined) ? "error" : "warning";
}

const everywhere = /^(?:0\.0\.0\.0|::|)$/;
const message = "Anybody on the network can call these tools: nothing here asks who is calling.";

function pythonServers(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  if (document.language !== "python" || !/\b(?:FastMCP|MCPServer)\b/.test(text)) {
    return [];
  }
  const servesHttp =
    /transport\s*=\s*["'](?:http|sse|streamable-http)["']|sse_app\(|streamable_http_app\(|http_app\(/.test(
      text,
    );
  const made = callsTo(context, { module: /^(?:mcp|fastmcp)(?:\.|$)/, names: ["FastMCP", "MCPServer"] });
  const run = callsOf(document).filter(
    (call) => lastName(document, call.callee) === "run" && isServing(context, call),
  );
  return !servesHttp || made.length === 0
    ? []
    : [...made, ...run].flatMap((call): RuleFinding[] => {
        const host = call.option("host");
        const value = host === undefined ? undefined : document.values.string(host.value);
        return host !== undefined && value !== undefined && everywhere.test(value)
          ? [
              {
                severity: severityIn(context),
                confidence: "pattern",
                message,
                range: document.rangeOf(host.value),
                fixes: () => [
                  replacing(document, file, host.value, '"127.0.0.1"', "Listen on this machine only"),
                ],
              },
            ]
          : [];
      });
}

/** `mcp.run(…)`, or `uvicorn.run(…)` of the server's app. */
function isServing({ document }: CodeContext, call: Call): boolean {
  const text = document.textOf(call.node).slice(0, 500);
  return (
    call.option("transport") !== undefined ||
    /sse_app|streamable_http_app|http_app/.test(text) ||
    /^uvicorn\.run\(/.test(text)
  );
}

function nodeServers(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  const transports =
    /\b(?:StreamableHTTPServerTransport|SSEServerTransport|NodeStreamableHTTPServerTransport)\b/;
  if (
    document.language === "python" ||
    !transports.test(text) ||
    !document.names.modules.some((one) => /^@modelcontextprotocol\//.test(one))
  ) {
    return [];
  }
  return callsOf(document).flatMap((call): RuleFinding[] => {
    if (lastName(document, call.callee) !== "listen") {
      return [];
    }
    const [, second] = call.positional;
    const host =
      call.option("host")?.value ??
      (second !== undefined && document.values.string(second) !== undefined ? second : undefined);
    if (host === undefined) {
      return call.complete() && !isElsewhere(document, call) ? [everyAddress(context, call)] : [];
    }
    return everywhere.test(document.values.string(host) ?? "-")
      ? [
          {
            severity: severityIn(context),
            confidence: "pattern",
            message,
            range: document.rangeOf(host),
            fixes: () => [replacing(document, file, host, '"127.0.0.1"', "Listen on this machine only")],
          },
        ]
      : [];
  });
}

/** A listener that is handed on, an option or a path of a socket decide about the address. */
function isElsewhere(document: CodeContext["document"], call: Call): boolean {
  const [port, second] = call.positional;
  const given =
    second !== undefined && !isFunction(second) && !/^(?:identifier|member_expression)$/.test(second.type);
  const isNamed =
    second !== undefined && !isFunction(second) && /host|address|bind/i.test(document.textOf(second));
  return (
    port === undefined ||
    given ||
    isNamed ||
    port.type === "object" ||
    /localhost|127\.0\.0\.1|host/i.test(document.textOf(port))
  );
}

/** `app.listen(port)`: Node then listens on every address. */
function everyAddress(context: CodeContext, call: Call): RuleFinding {
  const { document, file } = context;
  const [port] = call.positional;
  const at = port?.endIndex ?? call.callee.endIndex;
  return {
    severity: severityIn(context),
    confidence: "pattern",
    message: "Without an address this listens on all of them, and nothing here asks who is calling.",
    range: document.rangeOf(call.callee),
    fixes: () => [
      {
        title: "Listen on this machine only",
        kind: "safe",
        edits: [{ file, range: document.rangeAt(at, at), newText: ', "127.0.0.1"' }],
      },
    ],
  };
}

/** The protection against DNS rebinding, switched off or opened to every host. */
function unprotected(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  if (!/rebinding_protection/.test(text) && !/allowed_hosts/.test(text)) {
    return [];
  }
  return callsTo(context, { module: /^mcp(?:\.|$)/, names: ["TransportSecuritySettings"] }).flatMap(
    (call): RuleFinding[] => {
      const off = call.option("enable_dns_rebinding_protection");
      return off !== undefined && document.values.scalar(off.value) === false
        ? [
            {
              severity: "warning",
              confidence: "pattern",
              message: "Without this protection a page in a browser can call the tools by DNS rebinding.",
              range: document.rangeOf(off.node),
              fixes: () => [replacing(document, file, off.value, "True", "Switch the protection on")],
            },
          ]
        : [];
    },
  );
}
