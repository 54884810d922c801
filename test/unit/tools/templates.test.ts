import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { parseCode } from "../../../src/syntax/parsed.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { compose, templatesFor, toolTemplates } from "../../../src/tools/templates/compose.ts";
import type { ToolIntent, ToolTemplate } from "../../../src/tools/templates/template.ts";
import { expand } from "../snippets/expand.ts";
import { findingsIn } from "../snippets/findings.ts";

const endings = { python: "py", script: "ts", json: "json" } as const;

/** The text with the template inserted at the cursor, every stop left as it is. */
async function inserted(template: ToolTemplate, intent: ToolIntent, text: string, cursor = text.length) {
  const { tools } = await discover(template, text);
  const lines = text.split("\n");
  const offset = (line: number, column: number) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + column;
  const taken = tools.map(({ source: { range } }) => ({
    start: offset(range.startLine, range.startColumn),
    end: offset(range.endLine, range.endColumn),
  }));
  const { offset: at, snippet, imports } = await compose(template, intent, text, cursor, taken);
  const body = expand([snippet]);
  const result = text.slice(0, at) + body + text.slice(at);
  return imports ? result.slice(0, imports.offset) + imports.text + result.slice(imports.offset) : result;
}

async function discover(template: ToolTemplate, text: string) {
  return discoverInText({ file: `tools.${endings[template.language]}`, text }, builtinThreatModel);
}

async function parses(template: ToolTemplate, text: string): Promise<void> {
  if (template.language === "json") {
    JSON.parse(text);
    return;
  }
  const document = await parseCode(template.language === "python" ? "python" : "typescript", text);
  expect(document.root.hasError, text).toBe(false);
}

const cases = toolTemplates.flatMap((template) =>
  (["reads", "acts"] as const).map((intent) => ({
    title: `${template.id} that ${intent}`,
    template,
    intent,
  })),
);

describe("templates", () => {
  it.each(cases)("$title: an empty file becomes one tool, wholly known", async ({ template, intent }) => {
    const text = await inserted(template, intent, "");
    await parses(template, text);
    const { tools } = await discover(template, text);
    expect(
      tools.map(({ framework }) => framework),
      text,
    ).toEqual([template.id]);
    const [tool] = tools;
    expect(tool?.schemaCompleteness, text).toEqual({ level: "full", reasons: [] });
    const properties = Object.values(
      (tool?.inputSchema.properties ?? {}) as Record<string, { enum?: unknown }>,
    );
    expect(
      properties.some((property) => property.enum !== undefined),
      text,
    ).toBe(true);
    const labels = tool?.capabilities.map(({ label }) => label) ?? [];
    expect(labels).not.toContain("no-confirmation");
    if (intent === "acts") {
      expect(labels.length, text).toBeGreaterThan(0);
    }
    if (template.language === "json") {
      expect(tool?.inputSchema.additionalProperties).toBe(false);
    }
  });

  it.each(cases)("$title: is clean to the analyzer", async ({ template, intent }) => {
    const text = await inserted(template, intent, "");
    expect(await findingsIn({ file: `tools.${endings[template.language]}`, text }), text).toEqual([]);
  });

  it.each(cases)("$title: joins the tools of a file", async ({ template, intent }) => {
    const one = await inserted(template, "reads", "");
    const renamed = one.replaceAll("find_order", "find_parcel").replaceAll("findOrder", "findParcel");
    const text = await inserted(template, intent, renamed);
    await parses(template, text);
    const { tools } = await discover(template, text);
    expect(
      tools.map(({ framework }) => framework),
      text,
    ).toEqual([template.id, template.id]);
    for (const line of template.imports) {
      expect(text.split(line).length, text).toBeLessThanOrEqual(2);
    }
  });

  it("put imports after those that are there, and use the receiver that is there", async () => {
    const [mcp] = toolTemplates;
    if (!mcp) throw new Error("no template");
    const text = await inserted(
      mcp,
      "reads",
      '"""Orders."""\n\nimport os\nfrom mcp.server.fastmcp import FastMCP\n\norders = FastMCP("orders", host=os.name)\n',
    );
    expect(text).toContain("@orders.tool(");
    expect(text.match(/FastMCP\(/g)).toHaveLength(1);
    expect(text.indexOf("from typing")).toBeGreaterThan(text.indexOf("import FastMCP"));
    expect(text.indexOf("from typing")).toBeLessThan(text.indexOf("orders ="));
    await parses(mcp, text);
  });

  it("stay out of a definition that the cursor is in", async () => {
    const template = toolTemplates.find(({ id }) => id === "langchain-python");
    if (!template) throw new Error("no template");
    const before =
      'from langchain_core.tools import tool\n\n@tool\ndef a(x: str) -> str:\n    """Read a."""\n\n    return x\n\n\nclass Last:\n    pass\n';
    const text = await inserted(template, "reads", before, before.indexOf("\n\n    return") + 1);
    await parses(template, text);
    expect(text.indexOf("def find_order")).toBeGreaterThan(text.indexOf("class Last"));
  });

  it.each([
    ["an empty list", "[]", 0],
    [
      "tools in a request",
      '{\n  "model": "m",\n  "tools": [\n    { "name": "a", "input_schema": { "type": "object" } }\n  ]\n}\n',
      3,
    ],
    ["a list with an entry", '[\n  { "name": "a", "input_schema": { "type": "object" } }\n]\n', 0],
  ])("go into %s", async (_, before, cursor) => {
    const template = toolTemplates.find(({ id }) => id === "anthropic");
    if (!template) throw new Error("no template");
    const text = await inserted(template, "acts", before, cursor);
    await parses(template, text);
    expect((await discover(template, text)).tools.map(({ name }) => name)).toContain("cancel_order");
  });
});

describe("the framework of a file", () => {
  it("is that of its imports", () => {
    const ids = (language: "python" | "script" | "json", text: string) => {
      const { templates, certain } = templatesFor(language, text, []);
      return [templates[0]?.id, certain];
    };
    expect(ids("python", "from agents import Agent\n")).toEqual(["openai-agents-python", true]);
    expect(ids("script", 'import { z } from "zod";\nimport { tool } from "ai";\n')).toEqual([
      "vercel-ai",
      true,
    ]);
    expect(ids("json", '[{ "name": "a", "input_schema": {} }]')).toEqual(["anthropic", true]);
    expect(ids("python", "import os\n")[1]).toBe(false);
  });

  it("is that of its tools before that of its imports", () => {
    const text = "import langchain\nimport mcp\n";
    const { templates, certain } = templatesFor("python", text, ["langchain-python"]);
    expect([templates[0]?.id, certain]).toEqual(["langchain-python", true]);
  });
});
