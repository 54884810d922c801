import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { find } from "./in-project.ts";

describe("data across files", () => {
  const pet =
    "Pet:\n  type: object\n  properties:\n    name: {type: string}\n    kind: {$ref: '#/Kind'}\n    owner: {$ref: '../own.json'}\n    friend: {$ref: '#/Pet'}\nKind: {type: string, enum: [cat, dog]}\n";
  const files = {
    "api/shop.yaml":
      "openapi: 3.0.0\npaths:\n  /pets:\n    post:\n      operationId: addPet\n      requestBody:\n        content:\n          application/json:\n            schema: {$ref: './parts/pet.yaml#/Pet'}\n",
    "api/parts/pet.yaml": pet,
    "api/own.json": '{"type":"object","properties":{"id":{"type":"integer"}}}',
    "tools.json":
      '[{"name":"feed","input_schema":{"type":"object","properties":{"pet":{"$ref":"api/parts/pet.yaml#/Pet"}}}}]',
    "away.json":
      '[{"name":"gone","input_schema":{"type":"object","properties":{"a":{"$ref":"../../etc/passwd"},"b":{"$ref":"https://example.org/s.json"}}}}]',
  };
  const pieces = {
    name: { type: "string" },
    kind: { enum: ["cat", "dog"] },
    owner: { properties: { id: { type: "integer" } } },
    friend: {},
  };

  it("follows references of OpenAPI descriptions and of schemas, and stops where they contain themselves", async () => {
    const [operation] = await find(files, "api/shop.yaml");
    expect(operation).toMatchObject({ name: "addPet", properties: pieces, level: "partial" });
    const [tool] = await find(files, "tools.json");
    expect(tool).toMatchObject({
      name: "feed",
      properties: { pet: { properties: pieces } },
      level: "partial",
    });
  });

  it("reads nothing outside of the project", async () => {
    const [tool] = await find(files, "away.json");
    expect(tool).toMatchObject({ name: "gone", level: "partial", properties: { a: {}, b: {} } });
  });

  it("takes names and descriptions from package.nls.json", async () => {
    const tools = await find(
      {
        "package.json":
          '{"contributes":{"languageModelTools":[{"name":"%n%","modelDescription":"%d%"},{"name":"%missing%"}]}}',
        "package.nls.json": '{"n":"open_tab","d":{"message":"Opens a tab.","comment":[]}}',
      },
      "package.json",
    );
    expect(tools).toMatchObject([{ name: "open_tab", description: "Opens a tab." }]);
  });

  it("reports annotations that contradict the name", async () => {
    const text =
      '{"tools":[{"name":"delete_file","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true}}]}';
    const { problems } = await discoverInText({ file: "list.json", text }, builtinThreatModel);
    expect(problems).toMatchObject([
      { file: "list.json", line: 1, message: expect.stringContaining("claims") },
    ]);
  });
});

describe("names made by helpers", () => {
  it("folds a prefix, and takes the side of a choice that is known", async () => {
    const tools = await find(
      {
        "names.ts":
          "const P = 'crm';\nexport const called = (name: string) => P + '_' + name;\nexport function maybe(base) {\n  const p = process.env.P;\n  return p ? p + '_' + base : base;\n}\n",
        "list.ts":
          "import { called, maybe } from './names';\nexport const tools = [\n  { name: called('find'), description: 'Finds.', inputSchema: { type: 'object', properties: {} } },\n  { name: maybe('drop'), description: 'Drops.', inputSchema: { type: 'object', properties: {} } },\n  { name: maybe(process.argv[2]), description: 'No.', inputSchema: { type: 'object', properties: {} } },\n];\n",
      },
      "list.ts",
    );
    expect(tools.map(({ name }) => name)).toEqual(["crm_find", "drop"]);
  });
});
