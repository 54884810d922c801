import { describe, expect, it } from "vitest";
import { find } from "./in-project.ts";

const schemas = `
def shape(properties, required=None):
    """A schema of an object."""
    return {"type": "object", "properties": properties, "required": required or []}

def click(text: str):
    return {"type": "object", "properties": {"x": {"type": "integer"}, "why": {"type": "string", "description": text}}}

def guarded(properties):
    if not properties:
        return None
    return {"type": "object", "properties": properties}
`;

const app = (made: string) => `from schemas import click, guarded, shape

TOOLS = [{"name": "pick", "description": "Picks one.", "input_schema": ${made}}]
`;

const only = async (made: string) =>
  (await find({ "schemas.py": schemas, "app.py": app(made) }, "app.py"))[0];

describe("schemas that a function of the project lays out", () => {
  it("take what the call hands over", async () => {
    expect(await only('shape({"part": {"type": "string"}}, ["part"])')).toMatchObject({
      properties: { part: { type: "string" } },
      level: "full",
    });
  });

  it("take defaults, and texts inside", async () => {
    expect(await only('shape({"part": {"type": "string"}})')).toMatchObject({ level: "full" });
    expect(await only('click("Why here")')).toMatchObject({
      properties: { x: { type: "integer" }, why: { type: "string", description: "Why here" } },
      level: "full",
    });
  });

  it("are not guessed where the function decides, or what it is given is not known", async () => {
    expect(await only('guarded({"part": {"type": "string"}})')).toMatchObject({ level: "none" });
    expect(await only("shape(read_properties())")).toMatchObject({ level: "partial" });
  });
});
