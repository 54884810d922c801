// biome-ignore-all lint/suspicious/noTemplateCurlyInString: clients' own variables
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ServerDefinition } from "../../../src/ots/server.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { applyPermissions } from "../../../src/tools/apply-permissions.ts";
import { discoverPaths } from "../../../src/tools/discover-files.ts";
import { launchedFolder } from "../../../src/tools/servers/launched.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "servers-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Record<string, string | object>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === "string" ? content : JSON.stringify(content));
  }
}

const server = (tool: string, more = "") =>
  `from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("files")\n\n@mcp.tool()\ndef ${tool}(path: str) -> str:\n    """Deletes the file at a path."""\n${more}`;
const client = (entry: object) => ({
  mcpServers: { files: { command: "python", args: ["server.py"], ...entry } },
});
const discover = async (paths: string[] = []) => discoverPaths(root, paths, builtinThreatModel);
const approvals = async () =>
  applyPermissions(await discover(), builtinThreatModel).map(({ name, approval }) => [
    name,
    approval?.required,
    approval?.statedBy,
  ]);

describe("configuration files of a workspace", () => {
  it("are found in dot folders and by name, beside the tools", async () => {
    write({
      "server.py": server("delete_file"),
      ".vscode/mcp.json": { servers: { a: { command: "a" } } },
      ".codex/config.toml": '[mcp_servers.b]\ncommand = "b"\n',
      "x.code-workspace": { settings: { mcp: { servers: { c: { url: "https://example.org" } } } } },
      ".claude/agents/d.md": "---\ntools: Read\n---\n",
      "docs/notes.md": "---\ntools: Read\n---\n",
      "Cargo.toml": "[package]\n",
      "test/fixtures/.mcp.json": client({}),
    });
    const { servers, permissions, problems, stats } = await discover();
    expect(servers.map(({ name, inTests, source }) => [source.file, name, inTests])).toEqual([
      [".codex/config.toml", "b", false],
      [".vscode/mcp.json", "a", false],
      ["test/fixtures/.mcp.json", "files", true],
      ["x.code-workspace", "c", false],
    ]);
    expect(permissions.map(({ pattern, agent }) => [pattern, agent])).toEqual([["Read", "d"]]);
    expect(problems).toEqual([]);
    expect(stats.files).toBe(6);
  });

  it("are read when named, and say where they are broken", async () => {
    write({ ".codex/config.toml": "[mcp_servers.b\n", "Cargo.toml": "[package\n" });
    const { problems } = await discover([".codex/config.toml", "Cargo.toml"]);
    expect(problems).toMatchObject([
      { file: ".codex/config.toml", line: 1 },
      { file: "Cargo.toml", message: "no tool format is read from files of this kind" },
    ]);
  });
});

describe("approval stated by configurations", () => {
  it("reaches the one tool it means", async () => {
    write({
      "server.py": server(
        "delete_file",
        "\n@mcp.tool()\ndef read_file(path: str) -> str:\n    return path\n",
      ),
      "cline_mcp_settings.json": client({ autoApprove: ["delete_file"] }),
    });
    expect(await approvals()).toEqual([
      ["delete_file", "never", "auto-approved for server files (cline_mcp_settings.json:1)"],
      ["read_file", undefined, undefined],
    ]);
    const [tool] = applyPermissions(await discover(), builtinThreatModel);
    const label = tool?.capabilities.find((capability) => capability.label === "no-confirmation");
    expect(label?.evidence[0]?.text).toContain("auto-approved for server files");
  });

  it.each([
    ["permissions.allow", { allow: ["mcp__files__delete_file"] }, "never"],
    ["permissions.allow", { allow: ["mcp__files"] }, "never"],
    ["permissions.allow", { allow: ["mcp__files__del*"] }, "never"],
    ["permissions.ask", { allow: ["mcp__files"], ask: ["mcp__files__delete_file"] }, "always"],
    ["deny", { allow: ["mcp__files"], deny: ["mcp__files__*"] }, undefined],
    [
      "another server",
      { allow: ["mcp__filesystem__delete_file", "mcp__file", "delete_file", "*"] },
      undefined,
    ],
  ])("follows rules of Claude Code: %s %j", async (statedBy, permissions, required) => {
    write({
      "server.py": server("delete_file"),
      ".mcp.json": client({}),
      ".claude/settings.json": { permissions },
    });
    const [[name, stated, by] = []] = await approvals();
    expect([name, stated]).toEqual(["delete_file", required]);
    expect(by ?? statedBy).toContain(statedBy);
  });

  it.each([
    [
      "another's package",
      {
        ".mcp.json": {
          mcpServers: { f: { command: "npx", args: ["-y", "f", "server.py"], autoApprove: ["delete_file"] } },
        },
      },
    ],
    ["a disabled server", { ".mcp.json": client({ autoApprove: ["delete_file"], disabled: true }) }],
    [
      "a remote server",
      { ".mcp.json": { mcpServers: { f: { url: "https://example.org", autoApprove: ["delete_file"] } } } },
    ],
    [
      "a server elsewhere",
      { ".mcp.json": client({ args: ["/opt/server.py"], autoApprove: ["delete_file"] }) },
    ],
    [
      "a server in another folder",
      { ".mcp.json": client({ args: ["other/server.py"], autoApprove: ["delete_file"] }) },
    ],
    ["test data", { "test/.mcp.json": client({ autoApprove: ["delete_file"] }) }],
    [
      "one of two namesakes",
      { "two.py": server("delete_file"), ".mcp.json": client({ autoApprove: ["delete_file"] }) },
    ],
    [
      "an agent's tools",
      { ".mcp.json": client({}), ".claude/agents/a.md": "---\ntools: mcp__files__delete_file\n---\n" },
    ],
  ])("is left alone for %s", async (_case, files) => {
    write({ "server.py": server("delete_file"), ...files });
    for (const [, required] of await approvals()) {
      expect(required).toBeUndefined();
    }
  });

  it("is left alone for tools that are no MCP server's", async () => {
    const tool =
      'from langchain_core.tools import tool\n\n@tool\ndef delete_file(path: str):\n    """Deletes."""\n';
    write({ "server.py": tool, ".mcp.json": client({ autoApprove: ["delete_file"] }) });
    expect(await approvals()).toEqual([["delete_file", undefined, undefined]]);
  });
});

describe("the folder a server is started from", () => {
  const launch = (command: string, args: string[], workingDirectory?: string) =>
    launchedFolder({ command, args, workingDirectory } as ServerDefinition);

  it.each([
    ["node", ["dist/index.js"], undefined, ""],
    ["node", ["${workspaceFolder}/servers/files/build/src/index.js"], undefined, "servers/files"],
    ["python", ["./src/server.py", "--root", "/data"], undefined, "src"],
    ["uv", ["--directory", "servers/mail", "run", "main.py"], undefined, "servers/mail"],
    ["npx", ["tsx", "src/index.ts"], "packages/a", "packages/a/src"],
    ["./run.py", [], undefined, ""],
    ["npx", ["-y", "files-mcp", "./a.py"], undefined, undefined],
    ["docker", ["run", "image", "server.py"], undefined, undefined],
    ["python", ["-m", "server"], undefined, undefined],
    ["node", ["../other/index.js"], undefined, undefined],
    ["node", ["/opt/index.js"], undefined, undefined],
    ["node", ["C:\\tools\\index.js"], undefined, undefined],
    ["node", ["${env:HOME}/index.js"], undefined, undefined],
    ["uv", ["--directory", "/opt/mail", "run", "main.py"], undefined, undefined],
  ])("of %s %j in %s is %s", (command, args, cwd, folder) => {
    expect(launch(command, args, cwd)).toBe(folder);
  });

  it("is not known for a server that is reached", () => {
    expect(launchedFolder({ args: [] } as unknown as ServerDefinition)).toBeUndefined();
  });
});
