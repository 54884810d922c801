import { describe, expect, it } from "vitest";
import { builtinThreatModel, type ThreatModel } from "../../../src/ots/threat-model.ts";
import type { CapabilityLabel } from "../../../src/ots/vocabulary.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { inferredLabels, withToolLabels } from "../../../src/tools/threat-model-edit.ts";
import { readThreatModel } from "../../../src/tools/threat-model-file.ts";

const file = ".autosafe/threat-model.json";
const source = {
  file: "tools.json",
  text: '[{"name":"delete_mail","description":"Delete a message.","input_schema":{"type":"object"}}]',
};

async function toolUnder(model: ThreatModel) {
  const [tool] = (await discoverInText(source, model)).tools;
  if (!tool) throw new Error("no tool");
  return tool;
}

/** Labels of the tool once `text` is the project's threat model. */
async function labelsUnder(text: string): Promise<CapabilityLabel[]> {
  const { model, problems } = readThreatModel(file, text);
  expect(problems).toEqual([]);
  return (await toolUnder(model)).capabilities.map(({ label }) => label);
}

describe("overruling labels", async () => {
  const tool = await toolUnder(builtinThreatModel);
  const inferred = inferredLabels(tool, builtinThreatModel).map(({ label }) => label);
  const wanted: CapabilityLabel[] = ["moves-money", "changes-records"];

  it("begins a file that gives the tool exactly the labels wanted", async () => {
    const text = withToolLabels("", tool.name, inferred, wanted);
    expect((await labelsUnder(text)).filter((label) => !wanted.includes(label))).not.toContain("destructive");
    expect(await labelsUnder(text)).toEqual(expect.arrayContaining(wanted));
  });

  it("keeps comments, order and other entries, and outranks patterns", async () => {
    const before = `{
  // ours
  "schemaVersion": 1,
  "toolLabels": [
    { "tool": "delete_mail", "add": ["executes-code"] },
    { "tool": "delete_*", "remove": ["destructive"], "add": ["publishes-content"] },
  ],
  "disable": ["rug-pull"]
}
`;
    const model = readThreatModel(file, before).model;
    const base = inferredLabels(await toolUnder(model), model).map(({ label }) => label);
    expect(base).toContain("publishes-content");
    expect(base).not.toContain("executes-code");
    const text = withToolLabels(before, tool.name, base, ["destructive"]);
    expect(text).toContain("// ours");
    expect(text).toContain('"disable": ["rug-pull"]');
    expect(text.indexOf("delete_*")).toBeLessThan(text.indexOf('"delete_mail"'));
    expect(await labelsUnder(text)).toContain("destructive");
    expect(await labelsUnder(text)).not.toContain("publishes-content");
  });

  it("takes the entry out when it says no more than the inference", () => {
    const text = withToolLabels("", tool.name, inferred, wanted);
    const back = withToolLabels(text, tool.name, inferred, inferred);
    expect(back).not.toContain("delete_mail");
    expect(readThreatModel(file, back).problems).toEqual([]);
  });

  it("changes nothing when nothing changes", () => {
    const text = '{ "schemaVersion": 1 }';
    expect(withToolLabels(text, tool.name, inferred, inferred)).toBe(text);
  });

  it("keeps a file's own indentation and line ends", () => {
    const text = withToolLabels('{\r\n\t"schemaVersion": 1\r\n}\r\n', tool.name, inferred, wanted);
    expect(text).not.toMatch(/[^\r]\n/);
    expect(text).toMatch(/^\t"toolLabels"/m);
  });
});
