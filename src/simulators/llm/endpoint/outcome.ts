import type { ChatBody, ChatReply } from "../chat.ts";
import type { Exchange } from "./openai-client.ts";
import { readReply } from "./reply.ts";
import { retryAfter } from "./retry-after.ts";

/** What to make of one exchange with the server. */
export type Outcome =
  | { kind: "reply"; reply: ChatReply }
  /** Try again later: `limited` when the server asked for patience, with the wait it named in milliseconds. */
  | { kind: "again"; limited: boolean; wait?: number; message: string; billed: boolean }
  | { kind: "bad-request"; status: number; message: string }
  | { kind: "filtered"; message: string }
  /** No request will succeed until a person changes something. */
  | { kind: "hopeless"; message: string };

const filterWords =
  /content.?(?:filter|management|policy)|moderation|flagged|responsible.?ai|safety (?:system|policy)/i;
const structureWords = /response_format|json.?schema|grammar|tool_choice/i;
const quotaWords = /insufficient_quota|exceeded your current quota|billing|credit balance|out of credits/i;

/** `everAnswered`: a completion has come from this server, so the way to it is right and a failure may pass. */
export function outcomeOf(
  exchange: Exchange,
  body: ChatBody,
  baseUrl: string,
  everAnswered: boolean,
): Outcome {
  switch (exchange.kind) {
    case "answered": {
      const reply = readReply(exchange.data, body);
      if (typeof reply !== "string") {
        return { kind: "reply", reply };
      }
      return !everAnswered && typeof exchange.data === "string"
        ? { kind: "hopeless", message: wrongPath(baseUrl, "answers with a page, not with JSON") }
        : {
            kind: "again",
            limited: false,
            message: `the server's answer cannot be read: ${reply}`,
            billed: true,
          };
    }
    case "lost":
      return lost(exchange, baseUrl, everAnswered);
    case "rejected":
      return rejected(exchange, body.model, baseUrl, everAnswered);
  }
}

function rejected(
  { status, message, code, headers }: Extract<Exchange, { kind: "rejected" }>,
  model: string,
  baseUrl: string,
  everAnswered: boolean,
): Outcome {
  const said = message === "" ? "" : `: ${message}`;
  if ((status === 400 || status === 403) && filterWords.test(`${code} ${message}`)) {
    return { kind: "filtered", message: `the server's content filter turned the request down${said}` };
  }
  if (status === 429 && !quotaWords.test(`${code} ${message}`)) {
    const wait = retryAfter(headers, Date.now());
    return {
      kind: "again",
      limited: true,
      ...(wait !== undefined && { wait }),
      message: `the server limits requests (429)${said}`,
      billed: false,
    };
  }
  switch (status) {
    case 401:
      return { kind: "hopeless", message: `${baseUrl} does not accept the API key (401)${said}` };
    case 402:
    case 429:
      return { kind: "hopeless", message: `the account at ${baseUrl} has no quota left (${status})${said}` };
    case 403:
      return everAnswered
        ? { kind: "filtered", message: `the server forbids this request (403)${said}` }
        : { kind: "hopeless", message: `${baseUrl} forbids the request (403)${said}` };
    case 404:
    case 405:
    case 410:
      return /model|deployment/i.test(`${code} ${message}`)
        ? { kind: "hopeless", message: `${baseUrl} does not have the model "${model}" (${status})${said}` }
        : {
            kind: "hopeless",
            message: wrongPath(baseUrl, `answers ${status} to POST /chat/completions${said}`),
          };
    case 408:
    case 409:
    case 425:
      return {
        kind: "again",
        limited: false,
        message: `the server answered ${status}${said}`,
        billed: false,
      };
  }
  if (status >= 300 && status < 400) {
    return {
      kind: "hopeless",
      message: `${baseUrl} answers with a redirect (${status})${said}; set the address it names`,
    };
  }
  // Some servers report a grammar that they cannot compile as their own failure.
  return status >= 500 && !structureWords.test(message)
    ? withWait(`the server failed (${status})${said}`, headers)
    : { kind: "bad-request", status, message: message === "" ? `status ${status}` : message };
}

function withWait(message: string, headers: Headers): Outcome {
  const wait = retryAfter(headers, Date.now());
  return { kind: "again", limited: false, ...(wait !== undefined && { wait }), message, billed: false };
}

function lost(
  { code, message }: Extract<Exchange, { kind: "lost" }>,
  baseUrl: string,
  everAnswered: boolean,
): Outcome {
  const host = new URL(baseUrl).host;
  const why = hopelessNetwork(code, message, host);
  return why !== undefined && !everAnswered
    ? { kind: "hopeless", message: why }
    : { kind: "again", limited: false, message: why ?? `no answer from ${host}: ${message}`, billed: true };
}

function hopelessNetwork(code: string, message: string, host: string): string | undefined {
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the name ${host} cannot be found (DNS): check the base URL and the network`;
    case "ECONNREFUSED":
      return `nothing listens at ${host}: is the server running, and is the port right?`;
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `there is no way to ${host} from here (${code})`;
  }
  if (message === "bad port") {
    return `${host} has a port that is kept for other protocols`;
  }
  if (/wrong version number|packet length too long/i.test(message)) {
    return `no secure connection to ${host} (TLS): it answers without encryption. Does its address begin with http://?`;
  }
  return /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)|EPROTO/.test(code)
    ? `no secure connection to ${host} (TLS): ${message}`
    : undefined;
}

function wrongPath(baseUrl: string, what: string): string {
  return `${baseUrl} ${what}: no OpenAI-compatible interface is there; the base URL mostly ends in /v1`;
}
