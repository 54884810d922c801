import { describe, expect, it } from "vitest";
import { find } from "./in-project.ts";

const placed = async (files: Record<string, string>, entry: string) =>
  (await find(files, entry)).map(({ name, file, line }) => `${name} ${file}:${line}`);

describe("tools that a function makes of what it is given", () => {
  it("are where it is called, in TypeScript", async () => {
    const text = `import { tool } from "@openai/agents";
import { z } from "zod";
const area = "note";
function define(verb: string, { about = "Notes." }: { about?: string }) {
  return tool({ name: \`\${area}_\${verb}\`, description: about, parameters: z.object({ id: z.string() }), execute: async () => "" });
}
export const read = define("read", { about: "Reads a note." });
export const all = [define("drop", {}), define(process.argv[2], {})];
`;
    const tools = await find({ "a.ts": text }, "a.ts");
    expect(tools.map(({ name, line, description }) => [name, line, description])).toEqual([
      ["note_read", 7, "Reads a note."],
      ["note_drop", 8, "Notes."],
    ]);
    expect(tools[0]?.properties).toEqual({ id: { type: "string" } });
  });

  it("are where it is called, in Python, also through another function and in another file", async () => {
    const files = {
      "kit.py": `from langchain_core.tools import StructuredTool

def make(name, about="Counts."):
    def run(table: str) -> str:
        return table
    return StructuredTool.from_function(func=run, name=name, description=about)

def counted(entity):
    return make(f"count_{entity}")
`,
      "app.py": `from langchain_core.tools import tool
from kit import counted, make

TOOLS = [
    make(name="find_order", about="Finds an order."),
    counted("orders"),
]
`,
    };
    expect(await placed(files, "app.py")).toEqual(["find_order app.py:5", "count_orders app.py:6"]);
    expect(await placed(files, "kit.py")).toEqual([]);
  });

  it("take the key they are kept under, when the framework names them by it", async () => {
    const text = `import { tool } from "ai";
import { z } from "zod";
const search = (about: string) => tool({ description: about, inputSchema: z.object({ q: z.string() }) });
export const tools = { news: search("Searches news."), places: search("Searches places.") };
`;
    expect(await placed({ "a.ts": text }, "a.ts")).toEqual(
      expect.arrayContaining(["news a.ts:4", "places a.ts:4"]),
    );
  });

  it("come from methods and from classes that are given a name", async () => {
    const script = `import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
class Desk {
  server = new McpServer({ name: "d", version: "1" });
  constructor() {
    this.add("open_ticket", "Opens a ticket.");
  }
  add(name: string, description: string) {
    this.server.registerTool(name, { description, inputSchema: z.object({}) }, async () => ({ content: [] }));
  }
}
`;
    expect(await placed({ "a.ts": script }, "a.ts")).toEqual(["open_ticket a.ts:6"]);
    const python = `from langchain_core.tools import BaseTool

class TableTool(BaseTool):
    description: str = "Reads a table."
    def __init__(self, table):
        super().__init__(name=f"read_{table}")
    def _run(self, limit: int) -> str:
        return ""

TOOLS = [TableTool("orders"), TableTool(table="users")]
`;
    expect(await placed({ "a.py": python }, "a.py")).toEqual(["read_orders a.py:10", "read_users a.py:10"]);
  });

  it("are left out when nothing says their names, and a function that calls itself ends", async () => {
    const text = `from agents import FunctionTool

def make(name):
    if name:
        make(name + "x")
    return FunctionTool(name=name, description="d", params_json_schema={}, on_invoke_tool=None)

make(input())
make(make)
`;
    expect(await placed({ "a.py": text }, "a.py")).toEqual([]);
  });
});

describe("tools that a loop makes of a list", () => {
  it("are where the list has them, in TypeScript", async () => {
    const text = `import { DynamicTool } from "@langchain/core/tools";
const specs = [
  { id: "get_stock", about: "Reads the stock." },
  { id: "set_stock", about: "Sets the stock." },
];
export const tools = specs.map(({ id, about }) => new DynamicTool({ name: id, description: about, func: async () => "" }));
`;
    expect(await placed({ "a.ts": text }, "a.ts")).toEqual(["get_stock a.ts:3", "set_stock a.ts:4"]);
  });

  it("are where the list has them, in Python", async () => {
    const text = `from langchain_core.tools import Tool, StructuredTool

def look(q: str) -> str:
    """Looks."""
    return q

SPECS = [("look_up", look, "Looks it up."), ("look_back", look, "Looks back.")]
tools = [Tool(name=name, func=func, description=about) for name, func, about in SPECS]
for key, about in {"left": "Goes left.", "right": "Goes right."}.items():
    tools.append(StructuredTool.from_function(look, name=f"go_{key}", description=about))
`;
    expect(await placed({ "a.py": text }, "a.py")).toEqual([
      "look_up a.py:7",
      "look_back a.py:7",
      "go_left a.py:9",
      "go_right a.py:9",
    ]);
  });
});

describe("names from schemas", () => {
  it("are the only value a zod literal allows", async () => {
    const text = `import { z } from "zod";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const Pin = z.object({ name: z.literal("pin_card"), arguments: z.object({ id: z.string() }) });
const Names = z.enum(["move_card"]);
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    { name: Pin.shape.name.value, description: "Pins.", inputSchema: z.toJSONSchema(Pin.shape.arguments) },
    { name: Names.enum.move_card, description: "Moves.", inputSchema: { type: "object" } },
  ],
}));
`;
    const tools = await find({ "a.ts": text }, "a.ts");
    expect(tools.map(({ name, line }) => `${name} ${line}`)).toEqual(["pin_card 7", "move_card 8"]);
    expect(tools[0]?.properties).toEqual({ id: { type: "string" } });
  });

  it("of a call that a server only checks are those of its tools", async () => {
    const text = `import { z } from "zod";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const Call = z.discriminatedUnion("name", [
  z.object({ name: z.literal("pin_card"), arguments: z.object({ id: z.string() }) }).describe("Pins a card."),
  z.object({ name: z.literal("move_card"), arguments: z.object({ id: z.string() }) }),
]);
server.setRequestHandler(CallToolRequestSchema, async ({ params }) => run(Call.parse(params)));
`;
    const tools = await find({ "a.ts": text }, "a.ts");
    expect(tools.map(({ name, description }) => [name, description])).toEqual([
      ["pin_card", "Pins a card."],
      ["move_card", ""],
    ]);
  });

  it("are keys that are worked out from constants", async () => {
    const files = {
      "names.ts": `export const NAMES = { READ: "read_doc" } as const;\nexport enum Kind { Drop = "drop_doc" }\n`,
      "a.ts": `import { tool } from "ai";
import { z } from "zod";
import { Kind, NAMES } from "./names.ts";
export const tools = {
  [NAMES.READ]: tool({ description: "Reads.", inputSchema: z.object({}) }),
  [Kind.Drop]: tool({ description: "Drops.", inputSchema: z.object({}) }),
  [process.env.X]: tool({ description: "Unknown.", inputSchema: z.object({}) }),
};
`,
    };
    expect(await placed(files, "a.ts")).toEqual(["read_doc a.ts:5", "drop_doc a.ts:6"]);
  });
});

describe("other ways to write the same", () => {
  it.each([
    [
      "from functools import partial\nfrom agents import function_tool\nasks = partial(function_tool, needs_approval=True)\n@asks\ndef pay(sum: int): ...\n",
      "pay",
    ],
    [
      'import anthropic\nc.messages.create(tools=[dict(name="look", description="d", input_schema=dict(type="object"))])\n',
      "look",
    ],
    [
      'from langchain_core.tools import create_retriever_tool\nt = create_retriever_tool(r, "docs", "Searches the docs.")\n',
      "docs",
    ],
  ])("in Python: %s", async (text, name) => {
    expect((await find({ "a.py": text }, "a.py")).map((tool) => tool.name)).toEqual([name]);
  });
});
