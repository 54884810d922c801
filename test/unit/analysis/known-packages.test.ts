import { describe, expect, it } from "vitest";
import { lookAlikeOf } from "../../../src/analysis/config/known-packages.ts";

describe("look-alikes of well-known packages", () => {
  it.each([
    ["@modelcontextprotocol/server-filesytem", "@modelcontextprotocol/server-filesystem"],
    ["@modelcontextprotocol/server-flesystem", "@modelcontextprotocol/server-filesystem"],
    ["@modelcontextprotcool/server-memory", "@modelcontextprotocol/server-memory"],
    ["mcp-server-gti", "mcp-server-git"],
    ["mcp-server-fetchh", "mcp-server-fetch"],
    ["firecraw1-mcp", "firecrawl-mcp"],
  ])("%s is a slip of the pen for %s", (name, meant) => {
    expect(lookAlikeOf(name)).toBe(meant);
  });

  it.each([
    "mcp-server-fetch",
    "mcp-server-figma",
    "@acme/mcp",
    "mcp-remotes3",
    "tavily",
    "postgres-mcp-server",
  ])("%s is a name of its own", (name) => {
    expect(lookAlikeOf(name)).toBeUndefined();
  });
});
