import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "media/schemas");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

interface Validation {
  fileMatch: string | string[];
  url: string;
}

/** The contributed schema of that name, with those it refers to. */
function validator(name: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  for (const file of readdirSync(folder)) {
    ajv.addSchema({ ...JSON.parse(readFileSync(join(folder, file), "utf8")), $id: `file:///s/${file}` });
  }
  const validate = ajv.getSchema(`file:///s/${name}.schema.json`);
  if (!validate) throw new Error(`no schema ${name}`);
  return validate as ValidateFunction;
}

const args = { type: "object", properties: { id: { type: "string" } }, additionalProperties: false };
const chat = { type: "function", function: { name: "find_order", description: "d", parameters: args } };
const responses = { type: "function", name: "find_order", description: "d", parameters: args, strict: true };
const anthropic = { name: "find_order", description: "d", input_schema: args };
const mcp = { name: "find_order", inputSchema: args, annotations: { readOnlyHint: true } };

describe("the schema of tool files", () => {
  const validate = validator("tools");

  it.each<[string, unknown]>([
    ["chat tools", [chat]],
    ["Responses tools beside hosted ones", [responses, { type: "web_search" }]],
    [
      "a hosted MCP server",
      [{ type: "mcp", server_label: "x", server_url: "https://x.example", require_approval: "always" }],
    ],
    ["a request with tools", { model: "m", messages: [], tools: [chat] }],
    ["Anthropic tools", { tools: [anthropic, { type: "bash_20250124", name: "bash" }] }],
    ["an MCP result", { tools: [mcp], nextCursor: null }],
    ["an MCP response", { jsonrpc: "2.0", id: 1, result: { tools: [mcp] } }],
    ["one tool", anthropic],
    ["functions", { functions: [{ name: "f", parameters: args }] }],
    [
      "a function without arguments",
      [{ type: "function", function: { name: "now", description: "The time." } }],
    ],
    ["nullable strictness", [{ ...responses, strict: null }]],
    [
      "definitions of a later draft",
      [{ ...mcp, inputSchema: { ...args, $defs: { a: { type: "string" } } } }],
    ],
    ["Bedrock tools", { toolConfig: { tools: [{ toolSpec: { name: "x" } }] } }],
    ["Gemini declarations", [{ functionDeclarations: [{ name: "x", parameters: { type: "OBJECT" } }] }]],
    ["an empty file", {}],
  ])("takes %s", (_, value) => {
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each<[string, unknown, RegExp]>([
    [
      "a name with a space",
      [{ ...chat, function: { ...chat.function, name: "find order" } }],
      /\/0\/function\/name/,
    ],
    ["a misspelt member", [{ type: "function", function: { name: "f", paramters: args } }], /\/0\/function$/],
    [
      "arguments that are no object",
      [{ ...anthropic, input_schema: { type: "string" } }],
      /\/0\/input_schema\/type/,
    ],
    [
      "a type that JSON Schema has not",
      [{ ...anthropic, input_schema: { ...args, properties: { a: { type: "int" } } } }],
      /properties\/a\/type/,
    ],
    [
      "required as a boolean",
      [{ ...anthropic, input_schema: { ...args, required: true } }],
      /input_schema\/required/,
    ],
    ["a tool without arguments' schema", [{ name: "x", description: "d" }], /^\/0/],
    [
      "strict without closing the object",
      [{ ...responses, parameters: { type: "object" } }],
      /\/0\/parameters/,
    ],
    [
      "a hint that is a string",
      { tools: [{ ...mcp, annotations: { readOnlyHint: "yes" } }] },
      /readOnlyHint/,
    ],
    [
      "hints that contradict each other",
      { tools: [{ ...mcp, annotations: { readOnlyHint: true, destructiveHint: true } }] },
      /destructiveHint/,
    ],
    [
      "an approval that is no such word",
      [{ type: "mcp", server_label: "x", require_approval: "sometimes" }],
      /require_approval/,
    ],
    ["tools that are a map", { tools: { a: chat } }, /^\/tools/],
    ["text", "tools", /^$/],
  ])("refuses %s", (_, value, at) => {
    expect(validate(value)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath).join("\n")).toMatch(new RegExp(at, "m"));
  });

  it("takes the tool files of the examples", () => {
    const shop = join(root, "examples/shop-api");
    for (const name of readdirSync(shop).filter((file) => file.endsWith(".tools.json"))) {
      expect(validate(JSON.parse(readFileSync(join(shop, name), "utf8"))), name).toBe(true);
    }
  });
});

describe("the schemas of MCP client configurations", () => {
  const own = validator("mcp-servers");
  const any = validator("mcp");
  const local = { command: "npx", args: ["-y", "pkg@1.0.0"], env: { KEY: "%KEY%" } };

  it("take what clients read", () => {
    const servers = {
      a: local,
      b: { type: "http", url: "https://x.example/mcp" },
      c: { serverUrl: "https://x" },
    };
    expect(own({ mcpServers: servers }), JSON.stringify(own.errors)).toBe(true);
    expect(own({ theme: "dark" })).toBe(true);
    expect(any({ servers, inputs: [{ id: "k", type: "promptString", password: true }] })).toBe(true);
    expect(any({ mcpServers: servers })).toBe(true);
  });

  it.each<[string, unknown]>([
    ["a server that is neither started nor reached", { mcpServers: { a: { env: {} } } }],
    ["a remote server without an address", { mcpServers: { a: { type: "http", command: "x" } } }],
    ["a transport nobody speaks", { mcpServers: { a: { type: "grpc", url: "https://x" } } }],
    ["arguments in one string", { mcpServers: { a: { command: "npx", args: "-y pkg" } } }],
    ["servers under another client's key", { servers: { a: local } }],
  ])("refuse %s", (_, value) => {
    expect(own(value)).toBe(false);
  });
});

describe("package.json", () => {
  it("contributes every schema of the folder", () => {
    const validations: Validation[] = manifest.contributes.jsonValidation;
    const urls = validations.map(({ url }) => url);
    for (const file of readdirSync(folder)) {
      expect(urls).toContain(`./media/schemas/${file}`);
    }
  });
});
