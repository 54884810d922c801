import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseJson } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { parseCode } from "../../../src/syntax/parsed.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { expand } from "./expand.ts";
import { findingsIn } from "./findings.ts";

const root = join(import.meta.dirname, "../../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

interface Snippet {
  prefix: string;
  description: string;
  body: string[];
}

const extensions: Readonly<Record<string, string>> = {
  python: "py",
  typescript: "ts",
  typescriptreact: "tsx",
  javascript: "js",
  javascriptreact: "jsx",
  json: "json",
  jsonc: "jsonc",
};

const contributed: { language: string; path: string }[] = manifest.contributes.snippets;
const cases = contributed.flatMap(({ language, path }) => {
  const snippets: Record<string, Snippet> = JSON.parse(readFileSync(join(root, path), "utf8"));
  return Object.entries(snippets).map(([name, snippet]) => ({
    language,
    name,
    snippet,
    text: expand(snippet.body),
  }));
});

describe("snippets", () => {
  it.each(cases)("$language: $name expands to code that parses", async ({ language, text }) => {
    expect(text).not.toMatch(/\$\{?\d/);
    if (language.startsWith("json")) {
      const errors: [] = [];
      parseJson(text, errors);
      expect(errors).toEqual([]);
      return;
    }
    const kind =
      language === "python"
        ? "python"
        : language === "typescriptreact"
          ? "tsx"
          : language.startsWith("java")
            ? "javascript"
            : "typescript";
    const document = await parseCode(kind, text);
    expect(document.root.hasError, text).toBe(false);
  });

  it.each(cases)("$language: $name is clean to the analyzer", async ({ language, text }) => {
    expect(await findingsIn({ file: `tools.${extensions[language]}`, text }), text).toEqual([]);
  });

  it("are looked at by rules that speak up", async () => {
    const careless =
      "import subprocess\nfrom langchain_core.tools import tool\n\n@tool\ndef run(command: str) -> str:\n";
    const text = `${careless}    """Run a command."""\n    return subprocess.check_output(command, shell=True, text=True)\n`;
    expect(await findingsIn({ file: "tools.py", text })).toContainEqual(
      expect.stringMatching(/^tool-param-unbounded, line 5/),
    );
  });

  const tools = cases.filter(({ snippet }) => snippet.prefix.startsWith("tool-"));
  it.each(tools)(
    "$language: $name is a tool definition that discovery finds, with its schema",
    async ({ language, text }) => {
      const { tools: found } = await discoverInText(
        { file: `tools.${extensions[language]}`, text },
        builtinThreatModel,
      );
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        name: expect.stringMatching(/order/i),
        schemaCompleteness: { level: "full" },
      });
      expect(Object.keys(found[0]?.inputSchema.properties ?? {})).not.toHaveLength(0);
    },
  );
});
