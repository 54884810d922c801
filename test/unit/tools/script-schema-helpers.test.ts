import { describe, expect, it } from "vitest";
import { find } from "./in-project.ts";

const shared = `
import { z } from "zod";
export const paging = () => ({ limit: z.number().optional(), cursor: z.string().optional() });
export const withKey = (shape) => ({ ...shape, key: z.string() });
export function idOf(what: string) { return z.string().uuid().describe(\`Id of \${what}\`); }
export const objectOf = (properties, required = []) => ({ type: "object" as const, properties, required });
export const text = (description: string) => ({ type: "string", description });
export const sizes = () => { return { width: { type: "number" } }; };
export const Pen = z.object({ ink: z.string(), nib: z.number(), cap: z.boolean().optional() });
export function guarded(shape) { if (!shape) { return null; } return { ...shape, key: z.string() }; }
export const endless = (shape) => ({ ...endless(shape), key: z.string() });
`;

const app = (schema: string) => `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { endless, guarded, idOf, objectOf, paging, Pen, sizes, text, withKey } from "./shared.js";
const server = new McpServer({ name: "desk", version: "1.0.0" });
server.registerTool("fill_pen", { description: "Fills a pen.", inputSchema: ${schema} }, async () => ({ content: [] }));
`;

const only = async (schema: string) =>
  (await find({ "shared.ts": shared, "app.ts": app(schema) }, "app.ts"))[0];

describe("schemas that a function of a TypeScript project lays out", () => {
  it("come with what is spread from it", async () => {
    expect(await only("{ query: z.string(), ...paging() }")).toMatchObject({
      properties: { query: { type: "string" }, limit: { type: "number" }, cursor: { type: "string" } },
      level: "full",
    });
  });

  it("take what the call hands over", async () => {
    const expected = {
      properties: { query: { type: "string" }, key: { type: "string" } },
      level: "full",
    };
    expect(await only("withKey({ query: z.string() })")).toMatchObject(expected);
    expect(await only("z.object(withKey({ query: z.string() }))")).toMatchObject(expected);
    expect(await only('{ pen: idOf("a pen") }')).toMatchObject({
      properties: { pen: { type: "string", format: "uuid", description: "Id of a pen" } },
      level: "full",
    });
  });

  it("are read as JSON Schema as well", async () => {
    expect(await only('objectOf({ a: text("First"), ...sizes() }, ["a"])')).toMatchObject({
      properties: { a: { type: "string", description: "First" }, width: { type: "number" } },
      level: "full",
    });
  });

  it("are cut down and added to across files", async () => {
    expect(await only("Pen.omit({ nib: true }).extend({ colour: z.string() }).shape")).toMatchObject({
      properties: { ink: {}, cap: {}, colour: { type: "string" } },
      level: "full",
    });
    expect(await only("{ ...Pen.pick({ nib: true }).shape }")).toMatchObject({
      properties: { nib: { type: "number" } },
      level: "full",
    });
  });

  it("say so where a part depends on a condition", async () => {
    for (const part of ["(admin ? { force: z.boolean() } : {})", "(admin && { force: z.boolean() })"]) {
      expect(await only(`{ query: z.string(), ...${part} }`)).toMatchObject({
        properties: { query: { type: "string" }, force: { type: "boolean" } },
        level: "partial",
      });
    }
  });

  it("are not guessed where the function decides, and end where it calls itself", async () => {
    expect((await only("guarded({ query: z.string() })"))?.level).not.toBe("full");
    expect((await only("endless({ query: z.string() })"))?.level).not.toBe("full");
  });
});
