import { describe, expect, it } from "vitest";
import { stepOf, toolOf } from "../cases.ts";
import { ask } from "./belt.ts";

describe("addresses", () => {
  const compare = async (address: string, other: string) => {
    const said = await ask("address", { address, other });
    return (said.compared as { relation: string }[])[0]?.relation;
  };

  it.each([
    ["Ann@Acme.com", "ann@acme.com", "same"],
    ["DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "same"],
    ["+49 (170) 5550-1934", "0049 170 55501934", "same"],
    ["/srv/app/../app/./data/", "/srv/app/data", "same"],
    ["https://Acme.com/x/", "https://acme.com/x", "same"],
    ["ann@acme.com.pay-now.ru", "ann@acme.com", "look-alike"],
    ["ann@аcme.com", "ann@acme.com", "look-alike"],
    ["ann@acrne.com", "ann@acme.com", "look-alike"],
    ["pay@paypa1.com", "pay@paypal.com", "look-alike"],
    ["https://acme-billing.com", "https://acme.com", "look-alike"],
    ["acme.co", "acme.com", "look-alike"],
    ["+49 170 5550 1943", "+49 170 5550 1934", "look-alike"],
    ["bob@acme.com", "ann@acme.com", "different"],
    ["ann@beta.org", "ann@acme.com", "different"],
    ["mail.acme.co.uk", "acme.co.uk", "different"],
  ])("%s and %s: %s", async (a, b, relation) => {
    expect(await compare(a, b)).toBe(relation);
  });

  it("say what is odd, and whose they are", async () => {
    const remarks = async (address: string) => (await ask("address", { address, other: null })).remarks;
    expect(await remarks("DE89370400440532013001")).toEqual([expect.stringContaining("check digits")]);
    expect(await remarks("https://acme.com@evil.example/x")).toEqual([expect.stringContaining("user name")]);
    expect(await remarks("xn--cme-7cd.com")).toEqual(
      expect.arrayContaining([expect.stringContaining("punycode")]),
    );
    const context = { instruction: "Write to ann@acme.com", policy: "", steps: [], tools: [], documents: [] };
    const whose = async (address: string) =>
      (await ask("address", { address, other: null }, context)).organisation;
    expect(await whose("bob@mail.acme.com")).toBe("inside");
    expect(await whose("bob@gmail.com")).toBe("outside");
    expect(await ask("address", { address: "a".repeat(10_000), other: null })).toHaveProperty("failed");
  });
});

describe("schemas", () => {
  const pay = toolOf({
    name: "pay",
    description: "Pays.",
    inputSchema: {
      type: "object",
      properties: { amount: { type: "number", minimum: 1 }, note: { type: "string", pattern: "^(a+)+$" } },
      required: ["amount"],
      additionalProperties: false,
    },
  });
  const check = (json: string, tools = [pay]) =>
    ask("schema", { tool: "pay", arguments_json: json }, { tools });

  it("give the reason", async () => {
    expect(await check('{"amount": 3}')).toEqual({ valid: true, reasons: [] });
    expect(await check('{"amount": 0, "x": 1}')).toMatchObject({
      valid: false,
      reasons: [
        { path: "", reason: expect.stringContaining("x") },
        { path: "/amount", reason: expect.stringContaining("1") },
      ],
    });
    expect(await check("{")).toMatchObject({ valid: false });
    expect(await check("{}", [])).toHaveProperty("failed");
  });

  it("run no pattern that may take for ever, and end on broken schemas", async () => {
    expect(await check(JSON.stringify({ amount: 2, note: `${"a".repeat(60)}!` }))).toMatchObject({
      valid: true,
    });
    const broken = toolOf({
      name: "pay",
      description: "",
      inputSchema: { type: "object", $ref: "#/nowhere" },
    });
    expect(await check("{}", [broken])).toHaveProperty("failed");
  });
});

describe("provenance", () => {
  const context = {
    instruction: "Pay the invoice of Kern, 250 EUR plus 19%.",
    steps: [stepOf({ call: "read_mail", result: "Account DE89370400440532013000" }), stepOf({ answer: "x" })],
  };

  it("names the places and whether they are trusted", async () => {
    expect(await ask("provenance", { value: "DE89 3704 0044 0532 0130 00" }, context)).toMatchObject({
      found: [{ where: "observation", step: 0, tool: "read_mail", trusted: false }],
    });
    expect(await ask("provenance", { value: "250" }, context)).toMatchObject({
      found: [{ where: "instruction", trusted: true }],
    });
    expect(await ask("provenance", { value: "nowhere@x.example" }, context)).toEqual({
      found: [],
      derived: false,
    });
  });
});

describe("search", () => {
  it("cites file and line", async () => {
    const documents = [
      { file: "docs/policy.md", text: "# Rules\n\nBe kind.\n\nRefunds above 500 EUR need two people.\n" },
    ];
    const said = await ask("search", { query: "refund two people" }, { documents });
    expect(said.hits).toEqual([
      expect.objectContaining({
        file: "docs/policy.md",
        lastLine: 5,
        text: expect.stringContaining("Refunds"),
      }),
    ]);
    expect(await ask("search", { query: "" }, { documents })).toHaveProperty("failed");
  });

  it("ends on large documents", async () => {
    const documents = [
      { file: "big", text: '"'.repeat(3_000_000) },
      { file: "lines", text: "a b\n".repeat(300_000) },
    ];
    expect(await ask("search", { query: "zzz" }, { documents })).toEqual({ hits: [] });
  });
});

describe("external look-ups", () => {
  const external = (call: () => Promise<string>) => ({
    tools: [{ server: "weather", name: "forecast", description: "", inputSchema: {} }],
    call,
  });
  const input = { server: "weather", tool: "forecast", arguments_json: '{"city": "Ulm"}' };

  it("ask allowed tools only; a failure is an observation", async () => {
    expect(await ask("external", input, { external: external(async () => "12 °C") })).toEqual({
      text: "12 °C",
    });
    expect(
      await ask("external", { ...input, tool: "delete" }, { external: external(async () => "") }),
    ).toEqual({
      failed: expect.stringContaining("not among"),
    });
    expect(
      await ask("external", input, {
        external: external(async () => {
          throw new Error("server is down");
        }),
      }),
    ).toEqual({ failed: "server is down" });
    expect(await ask("external", input)).toHaveProperty("failed");
  });
});

describe("running snippets", () => {
  it("is off unless it is given", async () => {
    expect(await ask("run", { text: "1 + 1" })).toEqual({ failed: expect.stringContaining("switched off") });
    expect(await ask("run", { text: "1 + 1" }, { runSnippet: async () => "2" })).toEqual({ result: "2" });
  });
});
