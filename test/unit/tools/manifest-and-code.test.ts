import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverPaths } from "../../../src/tools/discover-files.ts";

const manifest = JSON.stringify({
  manifest_version: "0.3",
  name: "orchard",
  server: { type: "node" },
  tools: [
    { name: "pick_apple", description: "Picks an apple." },
    { name: "press_juice", description: "Presses juice." },
  ],
});
const server = `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "orchard", version: "1" });
server.registerTool("pick_apple", { description: "Picks one.", inputSchema: { tree: z.string() } }, async () => ({}));
`;

describe("the manifest of a packed server beside its program", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "orchard-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const discover = async (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const { tools } = await discoverPaths(folder, ["."], builtinThreatModel);
    return tools.map(({ name, framework, listedIn }) => [
      name,
      framework,
      (listedIn ?? []).map(({ file }) => file).join(),
    ]);
  };

  it("is named by the tool that the program defines, and speaks alone for the others", async () => {
    expect(await discover({ "manifest.json": manifest, "src/index.ts": server })).toEqual([
      ["press_juice", "mcpb-manifest", ""],
      ["pick_apple", "mcp-typescript", "manifest.json"],
    ]);
  });

  it("is not that of another folder's program", async () => {
    expect(await discover({ "a/manifest.json": manifest, "b/index.ts": server })).toHaveLength(3);
  });
});
