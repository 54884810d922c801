import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverInText } from "../../../src/tools/discover.ts";

const python = (name: string, code: string) => `
TOOLS = [{"type": "function", "function": {"name": "${name}", "description": "Cleans.", "parameters":
    {"type": "object", "properties": {"folder": {"type": "string"}}, "required": ["folder"]}}}]

${code}
`;

/** The labels that the code behind the file's only tool gives. */
async function labels(file: string, text: string): Promise<string[]> {
  const { tools } = await discoverInText({ file, text }, builtinThreatModel);
  return tools.flatMap(({ capabilities }) =>
    capabilities
      .filter(({ evidence }) => evidence.some(({ kind }) => kind === "code"))
      .map(({ label }) => label),
  );
}

const effect = "shutil.rmtree(folder)";

describe("the function behind a tool that is only described as data", () => {
  it.each([
    ["of its name", `import shutil\ndef tidy(folder):\n    ${effect}`],
    ["of a method", `import shutil\nclass Box:\n    def tidy(self, folder):\n        ${effect}`],
    ["with words around it", `import shutil\ndef handle_tidy(folder):\n    ${effect}`],
    ["a table gives out", `import shutil\ndef purge(folder):\n    ${effect}\nTABLE = {"tidy": purge}`],
    ["with all arguments in one", "import shutil\ndef tidy(args):\n    shutil.rmtree(args['folder'])"],
    ["that waits", `import shutil\nasync def tidy(folder: str) -> str:\n    ${effect}`],
  ])("is found: %s", async (_, code) => {
    expect(await labels("a.py", python("tidy", code))).toEqual(["destructive"]);
  });

  it.each([
    ["takes other arguments", "import shutil\ndef tidy(client, retries):\n    shutil.rmtree(client)"],
    [
      "is one of several",
      `import shutil\nclass A:\n    def tidy(self, folder):\n        ${effect}\nclass B:\n    def tidy(self, folder):\n        ${effect}`,
    ],
    ["is called otherwise", `import shutil\ndef tidy_all(folder):\n    ${effect}`],
  ])("is not one that %s", async (_, code) => {
    expect(await labels("a.py", python("tidy", code))).toEqual([]);
  });

  it("is found behind more tools and entries than a person would write", async () => {
    const entries = Array.from(
      { length: 2_500 },
      (_, index) =>
        `{"type": "function", "function": {"name": "t${index}", "description": "Reads.", "parameters": {"type": "object"}}},`,
    );
    const text = `LIST = [\n${entries.join("\n")}\n]\n${python("tidy", `import shutil\ndef handle_tidy(folder):\n    ${effect}`)}`;
    const { tools } = await discoverInText({ file: "a.py", text }, builtinThreatModel);
    expect(tools).toHaveLength(2_501);
    expect(await labels("a.py", text)).toEqual(["destructive"]);
  });

  it("is found in TypeScript, by name, in a table and by a joint that differs", async () => {
    const list = `const tools = [{ type: "function", function: { name: "drop_folder", description: "Cleans.",
      parameters: { type: "object", properties: { folder: { type: "string" } } } } }];\nimport fs from "node:fs";\n`;
    for (const code of [
      "function drop_folder(folder: string) { fs.rmSync(folder, { recursive: true }); }",
      "const dropFolder = async ({ folder }) => { fs.rmSync(folder, { recursive: true }); };",
      "const table = { drop_folder: (input) => fs.rmSync(input.folder, { recursive: true }) };",
    ]) {
      expect(await labels("a.ts", list + code), code).toEqual(["destructive"]);
    }
  });
});
