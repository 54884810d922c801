import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { discoverPaths } from "../../../src/tools/discover-files.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";

describe("tools of a Go module", async () => {
  const { tools } = await discoverPaths("test/fixtures/corpus/mcp-go/ferry", ["."], builtinThreatModel);
  const tool = (name: string) => tools.find((one) => one.name === name);

  it("have the texts and the struct of another package", () => {
    expect(tool("list_boats")).toMatchObject({
      description: "Lists the boats that are in service.",
      inputSchema: {
        properties: {
          class: { type: "string" },
          atLeast: { type: "array", items: { type: "object", properties: { length: { type: "number" } } } },
        },
      },
      schemaCompleteness: { level: "full" },
    });
  });

  it("have what a maker of handlers returns, and embedded texts", () => {
    expect(tool("cancel_crossing")).toMatchObject({
      description: "Cancels a crossing.",
      inputSchema: { properties: { crossing: { type: "string" } } },
    });
    expect(tool("weather_at_sea")).toMatchObject({
      description: "Tells the weather at sea.",
      inputSchema: { properties: { hour: { type: "integer" } } },
    });
  });

  it("have the method of another file of the package", () => {
    expect(tool("delay_crossing")?.inputSchema).toMatchObject({
      properties: {
        crossing: { type: "string" },
        minutes: { type: "integer", description: "By how much, in minutes" },
        why: { description: "The reason" },
      },
      required: ["crossing", "minutes"],
    });
  });

  it("have annotations that a variable of another package holds", () => {
    expect(tool("delay_crossing")?.annotations).toEqual({ readOnlyHint: false, idempotentHint: true });
  });
});

describe("a file of a project", () => {
  it("is read again when one of its package changes", () => {
    const files = new Map([
      ["go.mod", "module example.org/ferry"],
      ["boats/a.go", "package boats"],
      ["boats/b.go", "package boats"],
      ["boats/b_test.go", "package boats"],
    ]);
    const project = createDiscoveryProject(createMemoryHost(files));
    expect(project.above("boats/a.go", "go.mod")).toEqual({ folder: "", text: "module example.org/ferry" });
    expect(project.inFolder("boats/a.go", "boats", /(?<!_test)\.go$/)).toEqual(["package boats"]);
    expect(project.changed("boats/b.go")).toEqual(["boats/a.go"]);
    expect(project.above("boats/a.go", "go.work")).toBeUndefined();
  });
});
