import type { Node } from "../syntax/node.ts";
import { field } from "../syntax/tree.ts";
import { replacing } from "./option-checks.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** What a text must hold in which the check of certificates is switched off. */
export const uncheckedHints: readonly RegExp[] = [
  /\b(?:verify|verify_ssl|ssl_verify|verify_certs|validate_certs|ssl)\s*=\s*False\b/,
  /\bCERT_NONE\b|_create_unverified_context/,
  /\b(?:rejectUnauthorized|strictSSL)["']?\s*:\s*false\b/,
  /NODE_TLS_REJECT_UNAUTHORIZED/,
];

/** Keywords that mean nothing else, and those that do only where something is asked over the network. */
const always = /^(?:verify_ssl|ssl_verify|verify_certs|validate_certs)$/;
const ofRequests = /^(?:verify|ssl)$/;
const asking =
  /^(?:get|post|put|patch|delete|head|options|request|stream|send|ws_connect|urlopen|Client|AsyncClient|HTTPTransport|AsyncHTTPTransport|TCPConnector|client|resource)$/;
/** Tests under which a person has asked for it, or that only hold on the machine of a developer. */
const askedFor = /insecure|verify|\bssl|tls|reject|cert|dev|debug|local|NODE_ENV|skip|self.?signed/i;
const carrying =
  /authorization|api[-_]?key|token|secret|password|cookie|\bauth\s*[=:]|http_client|OpenAI|Anthropic/i;
const here = /["'`]https?:\/\/(?:localhost|127\.|\[::1\])/;
/** Another way to know the server than by an authority. */
const pinning = /checkServerIdentity|fingerprint|assert_hostname/i;
const maxAround = 2_000;

interface Switch {
  /** What is reported. */
  node: Node;
  /** What is written in its place. */
  value?: Node;
  good?: string;
  /** For every connection of the process. */
  isGlobal?: true;
}

/** Connections that take any certificate, because the program says so. */
export function uncheckedCertificates(context: CodeContext): RuleFinding[] {
  const { document, file } = context;
  const switches = document.language === "python" ? pythonSwitches(context) : scriptSwitches(context);
  return switches.flatMap(({ node, value, good, isGlobal }): RuleFinding[] => {
    const around = document.textOf(statementOf(node)).slice(0, maxAround);
    if (here.test(around) || pinning.test(around) || isAskedFor(context, node)) {
      return [];
    }
    const carries = carrying.test(around);
    return [
      {
        severity: carries || isGlobal === true ? "error" : "warning",
        confidence: "pattern",
        message: `${isGlobal === true ? "Every connection" : "This connection"} takes any certificate: whoever sits on the way reads ${carries ? "the credential" : "it"} and writes the answers.`,
        range: document.rangeOf(node),
        ...(value === undefined || good === undefined
          ? {}
          : { fixes: () => [replacing(document, file, value, good, "Check certificates")] }),
      },
    ];
  });
}

function pythonSwitches({ document }: CodeContext): Switch[] {
  const keywords = document.nodes("keyword_argument").flatMap((node): Switch[] => {
    const name = textOf(document, field(node, "name"));
    const value = field(node, "value");
    const call = node.parent?.parent;
    const callee = call?.type === "call" ? textOf(document, field(call, "function")) : "";
    const isMeant = always.test(name) || (ofRequests.test(name) && asking.test(lastWord(callee)));
    return isMeant && value?.type === "false" ? [{ node, value, good: "True" }] : [];
  });
  const assigned = document.nodes("assignment").flatMap((node): Switch[] => {
    const target = field(node, "left");
    const value = field(node, "right");
    const name = lastWord(textOf(document, target));
    const written = textOf(document, value);
    if (target?.type !== "attribute" || value === undefined) {
      return [];
    }
    return name === "verify" && value.type === "false"
      ? [{ node, value, good: "True" }]
      : name === "verify_mode" && /(?:^|\.)CERT_NONE$/.test(written)
        ? [{ node, value, good: written.replace("CERT_NONE", "CERT_REQUIRED") }]
        : [];
  });
  const contexts = document
    .nodes("call")
    .filter((node) => /(?:^|\.)_create_unverified_context$/.test(textOf(document, field(node, "function"))));
  return [...keywords, ...assigned, ...contexts.map((node): Switch => ({ node }))];
}

function scriptSwitches({ document }: CodeContext): Switch[] {
  const options = document.nodes("pair").flatMap((node): Switch[] => {
    const key = textOf(document, field(node, "key")).replace(/["']/g, "");
    const value = field(node, "value");
    return /^(?:rejectUnauthorized|strictSSL)$/.test(key) && value?.type === "false"
      ? [{ node, value, good: "true" }]
      : [];
  });
  const assigned = document.nodes("assignment_expression").flatMap((node): Switch[] => {
    const value = field(node, "right");
    const isMeant = /NODE_TLS_REJECT_UNAUTHORIZED["']?\]?$/.test(textOf(document, field(node, "left")));
    return isMeant && value !== undefined && /^["'`]?0["'`]?$/.test(document.textOf(value))
      ? [{ node, isGlobal: true }]
      : [];
  });
  return [...options, ...assigned];
}

function textOf(document: CodeContext["document"], node: Node | undefined): string {
  return node === undefined ? "" : document.textOf(node);
}

function lastWord(text: string): string {
  return /\w*$/.exec(text.slice(-100))?.[0] ?? "";
}

function statementOf(node: Node): Node {
  let at = node;
  while (at.parent !== null && !/statement|declaration|^assignment$|block|module|program/.test(at.type)) {
    at = at.parent;
  }
  return at;
}

/** Whether a branch around it tests a setting that says so. */
function isAskedFor({ document }: CodeContext, node: Node): boolean {
  for (let at = node.parent, depth = 0; at !== null && depth < 40; at = at.parent, depth++) {
    const isBranch =
      /^(?:if_statement|elif_clause|conditional_expression|ternary_expression|binary_expression)$/.test(
        at.type,
      );
    const condition = isBranch ? (field(at, "condition") ?? field(at, "left") ?? at.namedChild(1)) : null;
    if (condition !== null && condition !== undefined && askedFor.test(document.textOf(condition))) {
      return true;
    }
  }
  return false;
}
