import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { formatProblem } from "../../../src/syntax/problem.ts";
import { readThreatModel } from "../../../src/tools/threat-model-file.ts";

const file = ".autosafe/threat-model.json";
const problemsOf = (text: string) => readThreatModel(file, text).problems.map(formatProblem);

describe("threat-model.json", () => {
  it("adds outcomes, rules, labels and severities, comments allowed", () => {
    const { model, problems } = readThreatModel(
      file,
      `{
        // ours
        "schemaVersion": 1,
        "outcomes": [{ "id": "brand-harm", "title": "Brand harm", "description": "", "severity": "mild" }],
        "labelRules": [{ "label": "publishes-content", "outcomes": ["brand-harm"] }],
        "severities": { "misinformation": "severe" },
        "toolLabels": [{ "tool": "crm_*", "add": ["reads-sensitive"] }],
        "disable": ["rug-pull"],
      }`,
    );
    expect(problems).toEqual([]);
    expect(model.outcomes.at(-1)?.id).toBe("brand-harm");
    expect(model.labelOutcomes["publishes-content"]).toContain("brand-harm");
    expect(model.outcomes.find((outcome) => outcome.id === "misinformation")?.severity).toBe("severe");
    expect(model.triggers.some((trigger) => trigger.id === "rug-pull")).toBe(false);
    expect(model.toolLabels).toHaveLength(1);
  });

  it("names place, value and what is allowed", () => {
    expect(
      problemsOf(`{
  "schemaVersion": 2,
  "severities": { "data-loss": "terrible" },
  "outcomes": [
    { "id": "Bad Id", "title": "", "description": 3, "severity": "mild", "colour": "red" }
  ],
  "toolLabels": [{ "add": [] }],
  "extra": true
}`),
    ).toEqual([
      `${file}:2:20: schemaVersion: 2 is not allowed; use 1`,
      `${file}:5:13: outcomes[0].id: "Bad Id" is not allowed; use lower-case letters, digits and dashes, a letter first`,
      `${file}:5:32: outcomes[0].title: "" is not allowed; it must not be empty`,
      `${file}:5:51: outcomes[0].description: 3 is not allowed; a string is needed`,
      `${file}:5:74: outcomes[0].colour: there is no such property; allowed here: id, title, description, severity`,
      `${file}:3:32: severities.data-loss: "terrible" is not allowed; use one of "mild", "severe"`,
      `${file}:7:18: toolLabels[0].tool: missing; a string is needed`,
      `${file}:8:3: extra: there is no such property; allowed here: $schema, schemaVersion, outcomes, triggers, labelRules, severities, toolLabels, disable`,
    ]);
  });

  it("names outcomes that nothing defines", () => {
    const [problem] = problemsOf(`{
  "schemaVersion": 1,
  "labelRules": [
    { "label": "destructive", "outcomes": ["data-los"] }
  ]
}`);
    expect(problem).toContain(`${file}:4:44: labelRules[0].outcomes[0]: unknown outcome "data-los"`);
  });

  it.each([
    ["an empty file", " \n", "the file is empty"],
    ["a list", "[]", "is not allowed; an object is needed"],
    ["two commas", '{"schemaVersion": 1,, }', "a property name in double quotes is expected here"],
    [
      "endless nesting",
      `{"schemaVersion": 1, "x": ${"[".repeat(10_000)}`,
      "nested more than 200 levels deep",
    ],
  ])("refuses %s", (_what, text, message) => {
    const { model, problems } = readThreatModel(file, text);
    expect(model).toBe(builtinThreatModel);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.line).toBe(1);
  });
});
