import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { serverDefinitionSchema, toolPermissionSchema } from "../../../src/ots/server.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { SourceRange } from "../../../src/ots/tool.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { configFormats } from "../../../src/tools/servers.ts";

const fixtures = join(process.cwd(), "test", "fixtures", "servers");

/** The text of a range, to show in the golden file what "reveal" would select. */
function slice(text: string, { startLine, startColumn, endLine, endColumn }: SourceRange): string {
  const lines = text.split("\n").slice(startLine, endLine + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? startColumn : 0, index === last ? endColumn : undefined))
    .join("\n");
}

async function found(file: string) {
  const text = readFileSync(join(fixtures, file), "utf8");
  const inWorkspace = file.replace(/^[^/]+\//, "");
  const { servers, permissions, problems } = await discoverInText(
    { file: inWorkspace, text },
    builtinThreatModel,
  );
  return {
    problems,
    servers: servers.map((server) => {
      const { id: _id, inTests: _inTests, source, autoApproved, redacted, ...rest } = server;
      const whole = slice(text, source.range);
      expect(serverDefinitionSchema.parse(server)).toEqual(server);
      return {
        ...rest,
        autoApproved: autoApproved.map(({ name, range }) => [name, slice(text, range)]),
        redacted: redacted.map(({ where, range }) => [where, slice(text, range)]),
        text: `${whole.slice(0, 20)} … ${whole.slice(-8)}`,
        nameAt: `${source.nameRange.startLine + 1}: ${slice(text, source.nameRange)}`,
      };
    }),
    permissions: permissions.map((permission) => {
      const { pattern, decision, governs, statedBy, agent, source, format } = permission;
      expect(toolPermissionSchema.parse(permission)).toEqual(permission);
      const where = `${source.range.startLine + 1}: ${slice(text, source.range)}`;
      return [decision, pattern, governs, statedBy, format, agent ?? "everyone", where].join(" | ");
    }),
  };
}

const all = (folder: string) =>
  readdirSync(join(fixtures, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(fixtures.length + 1))
    .sort();

describe("servers and permissions in configurations", () => {
  it("has fixtures of every format", async () => {
    const formats = new Set<string>();
    for (const file of all("good")) {
      const { servers, permissions } = await found(file);
      for (const { format } of servers) formats.add(format);
      for (const line of permissions) formats.add(line.split(" | ")[4] ?? "");
    }
    expect([...formats].sort()).toEqual(configFormats.map(({ id }) => id).sort());
  });

  it.each(all("good"))("%s", async (file) => {
    const { problems, ...result } = await found(file);
    expect(problems).toEqual([]);
    const golden = join(fixtures, "expected", `${file.replace(/^good\/\.?/, "").replaceAll("/", "~")}.json`);
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(golden);
  });

  it.each(all("look-alikes"))("finds nothing in %s", async (file) => {
    expect(await found(file)).toEqual({ servers: [], permissions: [], problems: [] });
  });
});
