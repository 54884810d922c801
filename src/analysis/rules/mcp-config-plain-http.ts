import type { SourceRange } from "../../ots/tool.ts";
import type { Node } from "../../syntax/node.ts";
import { type Call, callsOf, isCallOf, lastName } from "../calls.ts";
import { uncheckedCertificates, uncheckedHints } from "../certificates.ts";
import { reachOf } from "../config/hosts.ts";
import {
  configFiles,
  configuredLaunches,
  isExample,
  type Launch,
  launchHints,
  type Piece,
} from "../config/launch.ts";
import type { FindingSeverity } from "../finding.ts";
import type { CodeContext, FileContext, Rule, RuleFinding } from "../rule.ts";

/** A server or model that is reached in clear text over a network. */
export const mcpConfigPlainHttp: Rule = {
  id: "mcp-config-plain-http",
  title: "Server or model reached without encryption or with any certificate",
  severity: "error",
  languages: ["config", "python", "typescript"],
  source: "context",
  outcomes: ["privacy-exposure", "access-compromise"],
  references: ["LLM02", "LLM03", "ASI07", "MCP07", "CWE-319", "CWE-598", "AML.T0086"],
  explanation:
    "Everything the agent sends and reads passes the network in clear text, tokens included, and whoever sits on the way can put words into " +
    "tool descriptions and results; the same holds of a connection that takes any certificate. It is an error when a credential is sent " +
    "along. Addresses of this machine are not reported, those of a private network only as information.",
  bad: {
    language: "json",
    code: '{ "mcpServers": { "crm": { "url": "http://mcp.crm.com/mcp", "headers": { "Authorization": "Bearer ${env:CRM}" } } } }',
  },
  good: {
    language: "json",
    code: '{ "mcpServers": { "crm": { "url": "https://mcp.crm.com/mcp", "headers": { "Authorization": "Bearer ${env:CRM}" } } } }',
  },
  checks: [
    {
      kind: "config",
      files: configFiles,
      hints: launchHints,
      check: (context) => configuredLaunches(context).flatMap((launch) => inLaunch(context, launch)),
    },
    {
      kind: "code",
      hints: [/["'`](?:http|ws):\/\/(?!localhost|127\.|0\.0|\[|www\.w3|json-schema)/],
      needs:
        /streamable_?http_?client|sse_client|websocket_client|ClientTransport|MCPServer(?:Streamable|Sse|HTTP)|ConnectionParams|MCPClient|HostedMCPTool|hostedMcpTool|base_?URL|http_client/i,
      check: inCode,
    },
    { kind: "code", hints: uncheckedHints, check: uncheckedCertificates },
  ],
};

const credential = /authorization|api[-_]?key|token|secret|cookie/i;

function inLaunch(context: FileContext, launch: Launch): RuleFinding[] {
  const { url, headers, env, args, name } = launch;
  const sends =
    headers.some((header) => credential.test(header.name)) || credential.test(url?.text.split("?")[1] ?? "");
  const remote = args.some(({ text }) => /^(?:mcp-remote|supergateway)(?:@|$)/.test(text))
    ? args.filter(({ text }) => /^(?:http|ws):\/\//.test(text))
    : [];
  const sendsByFlag = args.some(
    ({ text }, index) => text === "--header" && credential.test(args[index + 1]?.text ?? ""),
  );
  const untrusting = env.filter((one) => one.name === "NODE_TLS_REJECT_UNAUTHORIZED" && one.text === "0");
  return [
    ...(url === undefined ? [] : plain(context, `\`${name.slice(0, 40)}\``, url, sends)),
    ...remote.flatMap((piece) => plain(context, `\`${name.slice(0, 40)}\``, piece, sendsByFlag)),
    ...untrusting.map(
      ({ range }): RuleFinding => ({
        severity: "error",
        confidence: "pattern",
        message: `\`${name.slice(0, 40)}\` takes any certificate: whoever sits on the way reads and changes everything.`,
        range,
      }),
    ),
  ];
}

function plain(
  context: FileContext,
  subject: string,
  { text, range }: Piece,
  sendsCredential: boolean,
): RuleFinding[] {
  const reach = /^(?:http|ws):\/\//i.test(text) ? reachOf(text) : undefined;
  if (reach === undefined || reach === "loopback" || /\$\{|\{\{|^\$/.test(text.slice(0, 12))) {
    return [];
  }
  const severity: FindingSeverity =
    reach === "private" || isExample(context.file) ? "info" : sendsCredential ? "error" : "warning";
  const what = sendsCredential ? "its credential" : "what the agent sends and reads";
  return [
    {
      severity,
      confidence: "pattern",
      message: `${subject} is reached over plain HTTP: ${what} passes in clear text.`,
      range,
      fixes: () => [
        {
          title: "Use an encrypted connection",
          kind: "alternative",
          edits: [
            { file: context.file, range: scheme(range, text), newText: /^ws/i.test(text) ? "wss" : "https" },
          ],
        },
      ],
    },
  ];
}

function scheme(range: SourceRange, text: string): SourceRange {
  return { ...range, endLine: range.startLine, endColumn: range.startColumn + text.indexOf(":") };
}

const clients =
  /^(?:streamablehttp_client|streamable_http_client|sse_client|websocket_client|StreamableHTTPClientTransport|SSEClientTransport|MCPServerStreamableHttp|MCPServerSse|MCPServerHTTP|SSEConnectionParams|StreamableHTTPConnectionParams|OpenAI|AsyncOpenAI|Anthropic|AsyncAnthropic|ChatOpenAI|ChatAnthropic|MultiServerMCPClient|MCPClient|HostedMCPTool|hostedMcpTool)$/;
const libraries =
  /^(?:mcp|agents|@modelcontextprotocol\/|@ai-sdk\/|@openai\/agents|openai|anthropic|@anthropic-ai\/|langchain_openai|langchain_mcp_adapters|@mastra\/mcp|langchain_anthropic|@langchain\/|pydantic_ai|google\.adk|fastmcp)/;

function inCode(context: CodeContext): RuleFinding[] {
  const { document } = context;
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const name = lastName(document, call.callee);
    if (
      name === undefined ||
      !clients.test(name) ||
      !isCallOf(document, call, libraries, namesOf(context, call.callee, name))
    ) {
      return [];
    }
    if (/MCPClient$/.test(name)) {
      return serversIn(context, call).flatMap(({ address, sends }) => spoken(context, name, address, sends));
    }
    const params = call.option("params")?.value ?? call.option("tool_config")?.value;
    const isModel = /OpenAI|Anthropic/.test(name);
    const address =
      call.option(isModel ? "base_url" : "url")?.value ??
      call.option("baseURL")?.value ??
      call.option("serverUrl")?.value ??
      (params &&
        (document.values.members(params)?.get("url") ??
          document.values.members(params)?.get("server_url"))) ??
      (isModel ? undefined : addressIn(context, call.positional[0]));
    const sends = isModel || call.option("headers") !== undefined || call.option("auth") !== undefined;
    return spoken(context, name, address, sends);
  });
}

/** An address that is written here, or a constant of the file. */
function spoken(
  context: CodeContext,
  name: string,
  address: Node | undefined,
  sends: boolean,
): RuleFinding[] {
  const { document } = context;
  const text = address === undefined ? undefined : document.values.string(address);
  if (address === undefined || text === undefined) {
    return [];
  }
  const written = document.values.resolve(address);
  const range = document.rangeAt(written.startIndex + 1, written.endIndex - 1);
  const [finding] = plain(context, `\`${name}\``, { text, range }, sends);
  return finding === undefined || written.id === address.id
    ? finding === undefined
      ? []
      : [finding]
    : [{ ...finding, range: document.rangeOf(address) }];
}

/** `MultiServerMCPClient({"crm": {"url": …}})` and `new MCPClient({ servers: { crm: { url: … } } })`. */
function serversIn(context: CodeContext, call: Call): { address: Node; sends: boolean }[] {
  const { document } = context;
  const table = call.option("servers")?.value ?? call.option("connections")?.value ?? call.positional[0];
  const servers = table === undefined ? [] : (document.values.members(table)?.entries ?? []);
  return servers.flatMap(({ value }) => {
    const members = document.values.members(value);
    const address = addressIn(context, members?.get("url"));
    return address === undefined
      ? []
      : [{ address, sends: members?.get("headers") !== undefined || members?.get("auth") !== undefined }];
  });
}

/** The dotted name as imported, whatever module it comes through. */
function namesOf({ document }: CodeContext, callee: Parameters<typeof lastName>[1], name: string): string[] {
  return [name, ...document.names.origins(callee).map(({ path }) => path.join("."))];
}

/** The text in `new URL("…")`, or the argument itself. */
function addressIn({ document }: CodeContext, argument: Parameters<typeof lastName>[1] | undefined) {
  if (argument === undefined || argument.type !== "new_expression") {
    return argument;
  }
  return callsOf(document).find(({ node }) => node.id === argument.id)?.positional[0];
}
