import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverInText } from "../../../src/tools/discover.ts";

const toolsIn = async (text: string) =>
  (await discoverInText({ file: "a.py", text }, builtinThreatModel)).tools;

describe("Agno's toolkits", () => {
  const kit = (setUp: string) => `from agno.tools import Toolkit

class Mail(Toolkit):
    def __init__(self, **kwargs):
        ${setUp}

    def send(self, to: str, body: str) -> str:
        """Send a mail.

        Args:
            to (str): The recipient.
        """
        return to

    def purge(self, folder: str) -> str:
        """Delete a folder."""
        return folder
`;

  it.each([
    "super().__init__(tools=[self.send])",
    "self.register(self.send)",
    "tools = []\n        tools.append(self.send)\n        super().__init__(tools=tools)",
  ])("have the methods that are handed on: %s", async (setUp) => {
    const [tool, ...rest] = await toolsIn(kit(setUp));
    expect(rest).toEqual([]);
    expect(tool).toMatchObject({ framework: "agno", name: "send", description: "Send a mail." });
    expect(tool?.inputSchema).toMatchObject({
      properties: { to: { type: "string", description: "The recipient." }, body: { type: "string" } },
      required: ["to", "body"],
    });
    expect(tool?.approval).toBeUndefined();
  });

  it("say what has to be confirmed", async () => {
    const tools = await toolsIn(
      kit('super().__init__(tools=[self.send, self.purge], requires_confirmation_tools=["purge"], **kwargs)'),
    );
    expect(tools.map(({ name, approval }) => [name, approval?.required])).toEqual([
      ["send", undefined],
      ["purge", "always"],
    ]);
  });

  it("are none without the import, without a method of that name, or when a method is only called", async () => {
    expect(await toolsIn(kit("self.register(self.send)").replace("agno", "garden"))).toEqual([]);
    expect(await toolsIn(kit("self.register(self.gone)"))).toEqual([]);
    expect(await toolsIn(kit('self.send("a", "b")'))).toEqual([]);
  });
});

describe("Haystack's tools", () => {
  it("have the schema that is written out, and a partial one where it is not", async () => {
    const [first, second] = await toolsIn(`from haystack.tools import Tool
from .made import schema

def f(isbn: str) -> str:
    return isbn

a = Tool(name="lend", description="Lend a book.", parameters={"type": "object", "properties": {"isbn": {"type": "string"}}}, function=f)
b = Tool("discard", "Take it out.", schema, f)
`);
    expect(first).toMatchObject({ framework: "haystack", name: "lend", description: "Lend a book." });
    expect(first?.inputSchema).toMatchObject({ properties: { isbn: { type: "string" } } });
    expect(second).toMatchObject({ name: "discard", schemaCompleteness: { level: "none" } });
  });

  it("are not other libraries' tools", async () => {
    expect(await toolsIn('from hay import Tool\nTool(name="x", description="y", parameters={})\n')).toEqual(
      [],
    );
  });

  it("survive text that is cut off or nested without end", async () => {
    const nested = `from haystack.tools import Tool\nTool(name="x", parameters=${"{'a':".repeat(5_000)}`;
    const kit = `from agno.tools import Toolkit\nclass A(Toolkit):\n  def __init__(self):\n    self.register(${"self.a(".repeat(5_000)}`;
    for (const text of [nested, kit]) {
      expect((await toolsIn(text)).length).toBeLessThan(2);
    }
  });
});
