import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { consult } from "../../../../src/judge/toolbelt/consult.ts";
import { external } from "../../../../src/judge/toolbelt/external.ts";
import type { ExternalCaller } from "../../../../src/judge/toolbelt/tool.ts";
import { liveCaller, replayingCaller } from "../../../../src/pipeline/lookups/external-caller.ts";
import { openLookupRecords } from "../../../../src/pipeline/lookups/lookup-records.ts";
import {
  type LookupServers,
  lookupFileSchema,
  lookupServers,
} from "../../../../src/pipeline/lookups/servers.ts";

const script = join(import.meta.dirname, "../../../servers/mcp/server.mjs");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "autosafe-lookups-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (allow: string[], more: object = {}) => ({
  weather: {
    command: process.execPath,
    args: [script, "lookups"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a configuration
    env: { CALLS: "${CALLS}" },
    allow,
    timeoutSeconds: 20,
    ...more,
  },
});
const calls = () =>
  existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8").trim().split("\n") : [];

const serversOf = (servers: LookupServers) =>
  lookupServers(servers, {
    workspaceFolder: folder,
    home: folder,
    environment: { CALLS: join(folder, "calls") },
  });

async function live(servers: LookupServers) {
  const signal = new AbortController().signal;
  const records = await openLookupRecords(join(folder, ".autosafe"));
  return liveCaller({ servers: serversOf(servers), records, signal, now: () => new Date(0) });
}

async function replay(servers: LookupServers) {
  const records = await openLookupRecords(join(folder, ".autosafe"));
  return replayingCaller({ servers: serversOf(servers), records });
}

function looked(caller: ExternalCaller, id: string, tool = "forecast") {
  const input = { server: "weather", tool, arguments_json: JSON.stringify({ id }) };
  const context = { instruction: "", policy: "", tools: [], steps: [], documents: [], external: caller };
  return consult(external, input, context, "").then(({ line }) => line);
}

describe("look-ups on a real MCP server", () => {
  it("asks once, records what came back, and replays it without the server", async () => {
    const servers = entry(["forecast"]);
    const caller = await live(servers);
    expect(caller.tools).toMatchObject([{ server: "weather", name: "forecast" }]);
    expect(await looked(caller, "Ulm")).toMatchObject({ observation: '{"text":"12 degrees in Ulm"}' });
    expect(await looked(await live(servers), "Ulm")).not.toHaveProperty("failed");
    expect(calls()).toHaveLength(1);
    const again = await replay(servers);
    expect(again.tools).toEqual(caller.tools);
    expect(await looked(again, "Ulm")).toMatchObject({ observation: '{"text":"12 degrees in Ulm"}' });
    expect(await looked(again, "Bonn")).toMatchObject({
      failed: true,
      observation: expect.stringContaining("no record"),
    });
    expect(calls()).toHaveLength(1);
  });

  it("keeps a failure as one, in a replay too, and asks again when it is live", async () => {
    const servers = entry(["forecast"]);
    const failure = { failed: true, observation: "no such place" };
    expect(await looked(await live(servers), "nowhere")).toMatchObject(failure);
    expect(await looked(await replay(servers), "nowhere")).toMatchObject(failure);
    expect(await looked(await live(servers), "nowhere")).toMatchObject(failure);
    expect(calls()).toHaveLength(2);
  });

  it("allows only what is named, exists and is annotated as read-only and nothing else", async () => {
    await expect(live(entry(["forecast", "book"]))).rejects.toThrow(/weather\/book is not annotated/);
    await expect(live(entry(["both"]))).rejects.toThrow(/weather\/both is not annotated/);
    await expect(live(entry(["absent"]))).rejects.toThrow(/has no tool absent/);
    expect(await looked(await live(entry(["forecast"])), "Ulm", "book")).toMatchObject({
      failed: true,
      observation: expect.stringContaining("not among"),
    });
    expect(calls()).toHaveLength(0);
  });

  it("gives up on a call that takes too long", async () => {
    const caller = await live(entry(["forecast"], { timeoutSeconds: 3 }));
    expect(await looked(caller, "never")).toMatchObject({
      failed: true,
      observation: expect.stringContaining("did not answer within 3 seconds"),
    });
  });

  it("says which server cannot be used", async () => {
    await expect(live(entry(["forecast"], { args: [script, "crash"] }))).rejects.toThrow(
      /look-up server weather cannot be used: .*cannot open the database/s,
    );
  });

  it("records no values of variables, and another entry has no part in its records", async () => {
    const servers = entry(["forecast"]);
    await looked(await live(servers), "Ulm");
    expect(readFileSync(join(folder, ".autosafe/runs/lookups.jsonl"), "utf8")).not.toContain(folder);
    const other = await replay(entry(["forecast"], { args: [script, "other"] }));
    expect(await looked(other, "Ulm")).toHaveProperty("failed", true);
  });

  it("leaves out torn lines and goes on behind them; follows no link", async () => {
    const servers = entry(["forecast"]);
    await looked(await live(servers), "Ulm");
    const file = join(folder, ".autosafe/runs/lookups.jsonl");
    appendFileSync(file, '{"key": "x", "serv');
    await looked(await live(servers), "Bonn");
    const again = await replay(servers);
    expect(await looked(again, "Ulm")).not.toHaveProperty("failed");
    expect(await looked(again, "Bonn")).not.toHaveProperty("failed");
    rmSync(file);
    symlinkSync(join(folder, "calls"), file);
    await expect(replay(servers)).rejects.toThrow(/not a plain file/);
  });
});

describe("the configuration of look-up servers", () => {
  it("wants tools one by one, and nothing that has to be asked for", () => {
    const parsed = (server: object) => lookupFileSchema.safeParse({ mcpServers: { a: server } }).success;
    expect(parsed({ command: "x", allow: ["one"] })).toBe(true);
    expect(parsed({ url: "https://x.example", allow: ["one"] })).toBe(true);
    expect(parsed({ command: "x" })).toBe(false);
    expect(parsed({ command: "x", allow: [] })).toBe(false);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a configuration
    expect(() => serversOf({ a: { command: "x", args: ["${input:key}"], allow: ["t"] } })).toThrow(/asked/);
  });
});
