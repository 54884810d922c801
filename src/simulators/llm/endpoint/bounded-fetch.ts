import { isJsonObject } from "../../../ots/json.ts";

/** What a server said when it turned a request down, in the shape that the openai package carries in its errors. */
export interface ServerError {
  text: string;
  code: string;
}

const longestBody = 32 * 1024 * 1024;
const longestError = 4_000;

/**
 * `fetch` for the openai package that reads the whole body under the request's timeout, up to 32 MB; keeps what any server
 * says of an error, where the package knows OpenAI's own shape only; and sees JSON under a wrong content type.
 * @throws TypeError as fetch does, also when the body is too long.
 */
export async function boundedFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const text = await limitedText(response);
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  headers.delete("content-encoding");
  if (response.ok) {
    if (text.trimStart().startsWith("{")) {
      headers.set("content-type", "application/json");
    }
    return new Response(response.status === 204 ? null : text, { status: response.status, headers });
  }
  return errorResponse(text, headers, response);
}

/** `fetch` that hands the body on as it comes, for downloads of any length; errors as `boundedFetch`. */
export async function streamingFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  return response.ok
    ? response
    : errorResponse(await limitedText(response), new Headers(response.headers), response);
}

function errorResponse(text: string, headers: Headers, response: Response): Response {
  headers.delete("content-length");
  headers.delete("content-encoding");
  headers.set("content-type", "application/json");
  const error = serverError(text, response);
  // A response made here cannot have a status below 200 or among the redirects that fetch reports as 0.
  return new Response(JSON.stringify({ error }), { status: response.status || 310, headers });
}

async function limitedText(response: Response): Promise<string> {
  if (!response.body) {
    return "";
  }
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > longestBody) {
      throw new TypeError(`the answer is longer than ${longestBody / 1024 / 1024} MB`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Message and code from whatever a server, a proxy or a framework writes into the body of an error. */
function serverError(body: string, response: Response): ServerError {
  const location = response.headers.get("location");
  if (location !== null) {
    return { text: `the server redirects to ${location.slice(0, 300)}`, code: "redirect" };
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Web pages say what they are in their title; their markup helps nobody.
    const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1];
    return {
      text: (title ?? (body.includes("<html") ? "a web page" : body)).trim().slice(0, longestError),
      code: "",
    };
  }
  const outer = isJsonObject(value) ? value : {};
  const inner = isJsonObject(outer.error) ? outer.error : outer;
  const message = inner.message ?? inner.detail ?? outer.error ?? value;
  const code = inner.code ?? inner.type ?? "";
  return {
    text: (typeof message === "string" ? message : JSON.stringify(message)).slice(0, longestError),
    code: typeof code === "string" ? code : String(code),
  };
}
