/** An OpenAI-compatible server, and what it wants to hear before it answers. */
export interface Endpoint {
  /** Up to and including `/v1` or what stands in its place. No user name, password or key in it. */
  baseUrl: string;
  /** Sent as a bearer token; local servers need none. */
  apiKey?: string;
  organization?: string;
  /**
   * For Azure addresses without `/v1`: the version of its interface. Requests then go to `/openai/deployments/MODEL` under
   * the base URL, with the key in Azure's own header.
   */
  apiVersion?: string;
  /** Sent with every request. Values of headers that name a key, token, cookie or the like are treated as secrets. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * What is wrong with a base URL, in words; undefined when it can be used.
 */
export function baseUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    return "the base URL must be an http or https address, such as http://localhost:11434/v1";
  }
  if (url.username !== "" || url.password !== "") {
    return "the base URL must not hold a user name or password; give the key in the environment";
  }
  return url.search === "" && url.hash === ""
    ? undefined
    : "the base URL must end with its path, without ? or #";
}

/** Whether a key sent to this address can be read on the way. */
export function sentInClear(endpoint: Endpoint): boolean {
  const { protocol, hostname } = new URL(endpoint.baseUrl);
  const local = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === "http:" && !local && endpoint.apiKey !== undefined;
}

/** What local servers take for a key, such as `none`, is shorter; taking such words out of texts would garble them. */
const shortestSecret = 8;
const secretHeader = /auth|key|token|secret|cookie|password|credential/i;

/** Takes the endpoint's secrets out of any text that came from its server or from a library: servers do echo them. */
export function redactor({ apiKey, headers }: Endpoint): (text: string) => string {
  const fromHeaders = Object.entries(headers ?? {})
    .filter(([name]) => secretHeader.test(name))
    .flatMap(([, value]) => [value, value.replace(/^\w+\s+/, "")]);
  const secrets = [...new Set([apiKey ?? "", ...fromHeaders])]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, "[key]"), text);
}
