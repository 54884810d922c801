import type { Node } from "../syntax/node.ts";
import { field } from "../syntax/tree.ts";
import { ancestor, callsOf, lastName } from "./calls.ts";
import { scriptImport } from "./fixes/imports.ts";
import { callsTo, replacing } from "./option-checks.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** A file that serves MCP over HTTP, in either language. */
const serves =
  /\b(?:StreamableHTTPServerTransport|SSEServerTransport|NodeStreamableHTTPServerTransport|createMcpExpressApp|http_app\(|sse_app\(|streamable_http_app\(|transport\s*=\s*["'](?:http|sse|streamable-http)["'])/;

/** Pages of any origin may call the server: with the visitor's cookies, or because nothing asks who is calling. */
export function openToPages(context: CodeContext, hasAuthentication: boolean): RuleFinding[] {
  const { document, file, text } = context;
  if (!serves.test(text)) {
    return [];
  }
  const python = callsOf(document).filter(
    (call) =>
      /^(?:add_middleware|Middleware)$/.test(lastName(document, call.callee) ?? "") &&
      /CORSMiddleware/.test(document.textOf(call.positional[0] ?? call.callee)),
  );
  const script = callsTo(context, {
    module: /^(?:cors|hono\/cors|@fastify\/cors)$/,
    names: ["cors", "default", ""],
  });
  return [...python, ...script].flatMap((call): RuleFinding[] => {
    const origins = call.option("allow_origins") ?? call.option("origin");
    const sends = call.option("allow_credentials") ?? call.option("credentials");
    const isAny =
      origins === undefined
        ? document.language !== "python" && call.positional.length === 0
        : /^(?:\[?\s*["']\*["']\s*\]?|true)$/.test(document.textOf(origins.value));
    const withCookies = sends !== undefined && document.values.scalar(sends.value) === true;
    return isAny && (withCookies || !hasAuthentication)
      ? [
          {
            severity: "warning",
            confidence: "pattern",
            message: withCookies
              ? "Any page a person opens may call these tools with their cookies: name the origins."
              : "Any page a person opens may call these tools: name the origins, or ask who is calling.",
            range: document.rangeOf(origins?.node ?? call.node),
            fixes: () =>
              origins === undefined
                ? []
                : [
                    {
                      ...replacing(
                        document,
                        file,
                        origins.value,
                        '["https://app.example.com"]',
                        "Name the pages that may call",
                      ),
                      kind: "alternative",
                      placeholder: "https://app.example.com",
                    },
                  ],
          },
        ]
      : [];
  });
}

/** Sessions whose ids can be guessed, so that one caller takes over another's. */
export function guessableSessions(context: CodeContext): RuleFinding[] {
  const { document, file } = context;
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const option = /Transport$/.test(lastName(document, call.callee) ?? "")
      ? call.option("sessionIdGenerator")
      : undefined;
    const made = option === undefined ? "" : document.textOf(document.values.resolve(option.value));
    return option !== undefined &&
      /Math\.random|Date\.now|\+\+|\+= ?1|new Date/.test(made) &&
      !/randomUUID/.test(made)
      ? [
          {
            severity: "warning",
            confidence: "pattern",
            message: "These session ids can be guessed: whoever guesses one speaks in another's session.",
            range: document.rangeOf(option.value),
            fixes: () => {
              const imported = /\brandomUUID\b/.test(document.text)
                ? undefined
                : scriptImport(document, file, 'import { randomUUID } from "node:crypto";');
              const edit = { file, range: document.rangeOf(option.value), newText: "() => randomUUID()" };
              return [
                {
                  title: "Use random ids",
                  kind: "safe",
                  edits: [...(imported === undefined ? [] : [imported]), edit],
                },
              ];
            },
          },
        ]
      : [];
  });
}

/** Where the header of the call that is being answered is read. */
const incoming =
  /\bget_http_headers\(|\b(?:req|request|ctx|c|extra|requestInfo|http_request)\b[\w.?!()]*\.?headers?\b[^\n]{0,20}["'.]authorization\b/i;
const clients =
  /^(?:get|post|put|patch|delete|request|fetch|AsyncClient|Client|Session|ClientSession|create)$/;

/** The caller's own token, made out for this server, handed on to another: what the MCP specification forbids. */
export function passedTokens(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  if (!incoming.test(text)) {
    return [];
  }
  return document.nodes("pair").flatMap((pair): RuleFinding[] => {
    const key = field(pair, "key");
    const value = field(pair, "value");
    if (
      key === undefined ||
      value === undefined ||
      !/^["']?authorization["']?$/i.test(document.textOf(key))
    ) {
      return [];
    }
    const headers = ancestor(
      pair,
      ({ type, parent }) => type === "keyword_argument" || (type === "pair" && parent?.type === "object"),
    );
    const isHeader =
      headers !== undefined &&
      /^["']?headers["']?$/.test(document.textOf(field(headers, "name") ?? field(headers, "key") ?? headers));
    const sent = ancestor(pair, (up) => /^(?:call|call_expression|new_expression)$/.test(up.type));
    const called = callsOf(document).find(({ node }) => node.id === sent?.id);
    return isHeader &&
      called !== undefined &&
      clients.test(lastName(document, called.callee) ?? "") &&
      isIncoming(context, value)
      ? [
          {
            severity: "warning",
            confidence: "likely",
            message:
              "The caller's token is handed on to another service, which cannot tell who is asking: get one of your own.",
            range: document.rangeOf(value),
          },
        ]
      : [];
  });
}

/** The header itself, or a name that holds nothing else. */
function isIncoming({ document }: CodeContext, value: Node): boolean {
  const text = document.textOf(value);
  const name = /^(?:f?["'`](?:Bearer )?[{$]*)?(\w+)[}"'`]*$/.exec(text)?.[1];
  if (incoming.test(text) || name === undefined) {
    return incoming.test(text);
  }
  const declared = document.names.lookup(name, value);
  return (
    declared.length > 0 &&
    declared.every((one) => one.value !== undefined && incoming.test(document.textOf(one.value)))
  );
}
