import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { InputError } from "../../../src/syntax/input-error.ts";
import type { Launch } from "../../../src/tools/live/launch.ts";
import { listTools } from "../../../src/tools/live/list-tools.ts";

const script = join(import.meta.dirname, "../../servers/mcp/server.mjs");

function local(mode: string, env: Record<string, string> = {}): Launch {
  return { transport: "stdio", command: process.execPath, args: [script, mode], env };
}

function list(launch: Launch, maxMilliseconds = 20_000, signal = new AbortController().signal) {
  return listTools(launch, { signal, maxMilliseconds });
}

describe("listing a server's tools over stdio", () => {
  it("asks for the tools and ends the server", async () => {
    const { tools, serverInfo } = await list(local("good"));
    expect(tools.map(({ name }) => name)).toEqual(["read_note", "delete_note"]);
    expect(serverInfo).toEqual({ name: "notes", version: "1.0.0" });
  });

  it("reads page after page", async () => {
    const { tools } = await list(local("pages"));
    expect(tools.map(({ name }) => name)).toEqual(["read_note", "delete_note"]);
  });

  it("passes on the environment that the configuration names", async () => {
    const { tools } = await list(local("env", { TOKEN: "from the file" }));
    expect(tools[0]?.description).toContain("token from the file");
  });

  it("takes no text for an answer that is none", async () => {
    const { tools } = await list(local("noise"));
    expect(tools).toHaveLength(2);
  });

  it("says why a server that dies gives nothing", async () => {
    await expect(list(local("crash"))).rejects.toThrow(/cannot open the database/);
  });

  it("gives up on a server that does not answer, and kills it although it will not end", async () => {
    const said: string[] = [];
    const failed = listTools(local("hang"), {
      signal: new AbortController().signal,
      maxMilliseconds: 1500,
      onErrorOutput: (text) => said.push(text),
    });
    await expect(failed).rejects.toThrow(/did not answer within 1.5 seconds/);
    const pid = Number(/pid (\d+)/.exec(said[0] ?? "")?.[1]);
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });

  it("is cancelled at once", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    await expect(list(local("hang"), 20_000, abort.signal)).rejects.toMatchObject({ name: "AbortError" });
  });

  it("says so when there is no such program", async () => {
    const launch: Launch = { transport: "stdio", command: "no-such-program-anywhere", args: [], env: {} };
    await expect(list(launch)).rejects.toThrow(new InputError("its command was not found."));
  });
});

describe("listing a server's tools over HTTP", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function served(answer: (method: string, headers: NodeJS.Dict<string | string[]>) => unknown) {
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const { id, method } = body === "" ? {} : JSON.parse(body);
      if (request.method !== "POST" || id === undefined) {
        response.writeHead(request.method === "POST" ? 202 : 405).end();
        return;
      }
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ jsonrpc: "2.0", id, result: answer(method, request.headers) }));
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  }

  it("streams, with the headers of the configuration", async () => {
    const url = await served((method, headers) =>
      method === "initialize"
        ? {
            protocolVersion: "2025-06-18",
            capabilities: { tools: {} },
            serverInfo: { name: "s", version: "1" },
          }
        : {
            tools: [{ name: "who", description: String(headers["x-key"]), inputSchema: { type: "object" } }],
          },
    );
    const { tools } = await list({ transport: "http", url, headers: { "x-key": "k" } });
    expect(tools[0]?.description).toBe("k");
  });

  it("refuses what is no address of a server", async () => {
    await expect(list({ transport: "http", url: "file:///etc/passwd", headers: {} })).rejects.toThrow(
      /file:/,
    );
    await expect(list({ transport: "http", url: "nowhere", headers: {} })).rejects.toThrow(/not a URL/);
  });
});
