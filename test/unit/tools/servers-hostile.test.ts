import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverInText } from "../../../src/tools/discover.ts";

const find = (file: string, text: string) => discoverInText({ file, text }, builtinThreatModel);
const entry = (members: object) => JSON.stringify({ mcpServers: { x: { command: "c", ...members } } });

describe("hostile configurations", () => {
  it("keeps no value of environment, header or credential anywhere in the record", async () => {
    const secret = "opensesame";
    const text = JSON.stringify({
      mcpServers: {
        a: {
          command: `TOKEN=${secret} run`,
          args: [
            "--api-key",
            secret,
            `--token=${secret}`,
            "-e",
            `ANY=${secret}`,
            `https://u:${secret}@example.org`,
          ],
          env: { ANY: secret, NESTED: { deeper: secret }, LIST: [secret] },
          headers: { "X-Any": secret },
          cwd: `/x?token=${secret}`,
          note: secret,
        },
        b: { url: `https://example.org/mcp?key=${secret}`, headers: { Authorization: `Bearer ${secret}` } },
      },
    });
    const { servers } = await find(".mcp.json", text);
    expect(servers).toHaveLength(2);
    expect(JSON.stringify(servers)).not.toContain(secret);
    expect(servers[0]?.redacted.map(({ where }) => where)).toEqual([
      "command",
      "args[1]",
      "args[2]",
      "args[4]",
      "args[5]",
    ]);
  });

  it("shows control characters and reversed text for what they are", async () => {
    const { servers } = await find(
      ".mcp.json",
      JSON.stringify({
        mcpServers: {
          "a\u001b[31m\nb\u202ec": { command: "x\u0007", args: ["\u2066y"], alwaysAllow: ["t\u0000"] },
        },
      }),
    );
    expect(servers).toMatchObject([
      {
        name: "a\uFFFD[31m\uFFFDb\uFFFDc",
        command: "x\uFFFD",
        args: ["\uFFFDy"],
        autoApproved: [{ name: "t\uFFFD" }],
      },
    ]);
  });

  it("takes wrong types for absent", async () => {
    const { servers, problems } = await find(
      ".mcp.json",
      entry({
        args: "x",
        env: ["A=b"],
        headers: 3,
        autoApprove: { t: true },
        tools: "all",
        disabled: "no",
        trust: 1,
        type: "constructor",
        cwd: {},
      }),
    );
    expect(problems).toEqual([]);
    expect(servers).toMatchObject([
      {
        transport: "stdio",
        args: [],
        environment: [],
        headers: [],
        autoApproved: [],
        disabled: false,
        trusted: false,
      },
    ]);
    const nothing = {
      mcpServers: { a: null, b: [], c: "x", d: { command: 3 }, e: { url: false }, f: { command: [] } },
    };
    expect((await find(".mcp.json", JSON.stringify(nothing))).servers).toEqual([]);
  });

  it("takes a server by the name of a prototype's member", async () => {
    const text =
      '{"mcpServers": {"__proto__": {"command": "a"}, "constructor": {"command": "b", "type": "toString"}}}';
    const { servers } = await find(".mcp.json", text);
    expect(servers.map(({ name, transport }) => [name, transport])).toEqual([
      ["__proto__", "stdio"],
      ["constructor", "stdio"],
    ]);
  });

  it("cuts endless texts and lists", async () => {
    const servers = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`s${i}`, { command: "c" }]));
    expect((await find(".mcp.json", JSON.stringify({ mcpServers: servers }))).servers).toHaveLength(500);
    const long = await find(
      ".mcp.json",
      entry({
        args: Array(5_000).fill("a"),
        env: { ["N".repeat(9_000)]: "" },
        alwaysAllow: ["b".repeat(9_000)],
      }),
    );
    expect(long.servers[0]?.args).toHaveLength(500);
    expect(long.servers[0]?.environment[0]).toHaveLength(2_000);
    const rules = JSON.stringify({ permissions: { deny: Array(9_000).fill("Bash") } });
    expect((await find(".claude/settings.json", rules)).permissions).toHaveLength(2_000);
  });

  it.each([
    [".mcp.json", `{"mcpServers": ${"[".repeat(100_000)}`],
    [".codex/config.toml", `mcp_servers = ${"[".repeat(100_000)}`],
    [".codex/config.toml", `[mcp_servers${".a".repeat(50_000)}]\nb = 1`],
    [".codex/config.toml", `# mcp_servers\n${"x = 1\n".repeat(300_000)}`],
    [".continue/mcpServers/a.yaml", `mcpServers: ${"- ".repeat(50_000)}`],
    [".claude/agents/a.md", `---\ntools: ${"(".repeat(60_000)}\n---\n`],
    [".claude/agents/a.md", `---\ntools: a\n${"x".repeat(100_000)}`],
  ])("finishes on %s without end", async (file, text) => {
    const { servers, permissions } = await find(file, text);
    expect([...servers, ...permissions]).toEqual([]);
  });

  it("unfolds no YAML aliases", async () => {
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
    const text = `a0: &a0 {name: x, command: c}\n${levels.join("\n")}\nmcpServers: *a30\n`;
    expect((await find(".continue/config.yaml", text)).servers).toEqual([]);
  });
});

describe("broken configurations", () => {
  it("reads what stands before a syntax error, and tells of it", async () => {
    const json = await find(".mcp.json", '{\n  "mcpServers": {\n    "a": { "command": "x" },\n    "b": {');
    expect(json.servers.map(({ name }) => name)).toEqual(["a"]);
    expect(json.problems[0]).toMatchObject({ file: ".mcp.json", line: 4, column: 11 });
    const toml = await find(
      ".codex/config.toml",
      '[mcp_servers.a]\ncommand = "x"\n[mcp_servers.b]\ncommand = \n',
    );
    expect(toml.servers.map(({ name }) => name)).toEqual(["a"]);
    expect(toml.problems).toMatchObject([{ file: ".codex/config.toml", line: 4 }]);
    const front = await find(".claude/agents/a.md", "---\nname: a\ntools: [Read\nmodel: x\n---\n");
    expect(front.problems[0]).toMatchObject({ file: ".claude/agents/a.md" });
  });

  it.each([
    [".cursor/mcp.json", '{"servers": {"a": {"command": "x"}}}', '"servers"', '"mcpServers"'],
    [
      ".vscode/mcp.json",
      '{"mcpServers": {"a": {"url": "https://example.org"}}}',
      '"mcpServers"',
      '"servers"',
    ],
  ])("says that %s has its servers under another client's key", async (file, text, has, wants) => {
    const { servers, problems } = await find(file, text);
    expect(servers).toEqual([]);
    expect(problems).toMatchObject([{ file, line: 1, column: 3 }]);
    expect(problems[0]?.message).toContain(has);
    expect(problems[0]?.message).toContain(wants);
  });

  it("gives namesakes in one file ids of their own, and the same in every run", async () => {
    const text = '{"mcpServers": {"a": {"command": "x"}, "a": {"command": "y"}}}';
    const [first, second] = [await find(".mcp.json", text), await find(".mcp.json", text)];
    expect(new Set(first.servers.map(({ id }) => id)).size).toBe(2);
    expect(second).toEqual(first);
  });
});
