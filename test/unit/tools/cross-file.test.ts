import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";

import { find } from "./in-project.ts";

describe("Python across files", () => {
  it.each([
    [
      "a relative module",
      "from .kit import tool",
      { "app/kit.py": "from langchain_core.tools import tool\n" },
    ],
    [
      "an alias",
      "from .kit import t as tool",
      { "app/kit.py": "from langchain_core.tools import tool as t\n" },
    ],
    [
      "an assignment",
      "from .kit import tool",
      { "app/kit.py": "import langchain.tools\n\ntool = langchain.tools.tool\n" },
    ],
    [
      "a package that re-exports",
      "from app.kit import tool",
      {
        "app/__init__.py": "",
        "app/kit/__init__.py": "from .base import tool\n",
        "app/kit/base.py": "from langchain_core.tools import tool\n",
      },
    ],
    ["a star", "from app.kit import *", { "app/kit.py": "from langchain_core.tools import tool\n" }],
    [
      "a src layout",
      "from kit.tools import tool",
      { "src/kit/__init__.py": "", "src/kit/tools.py": "from langchain_core.tools import tool\n" },
    ],
    [
      "a namespace package",
      "from kit.tools import tool",
      { "kit/tools.py": "from langchain_core.tools import tool\n" },
    ],
    [
      "another project of the repository",
      "from kit.tools import tool",
      {
        "libs/kit/pyproject.toml": "",
        "libs/kit/src/kit/tools.py": "from langchain_core.tools import tool\n",
      },
    ],
  ])("finds a decorator through %s", async (_what, line, files) => {
    const found = await find(
      {
        ...files,
        "app/main.py": `${line}\n\n@tool\ndef count_words(text: str) -> int:\n    """Counts."""\n`,
      },
      "app/main.py",
    );
    expect(found).toMatchObject([{ name: "count_words", framework: "langchain-python", level: "full" }]);
  });

  it("finds a decorator that is a member of an imported module", async () => {
    const found = await find(
      {
        "app/kit/__init__.py": "",
        "app/kit/marks.py": "from smolagents import tool as mark\n",
        "app/main.py": "from app.kit import marks\n\n@marks.mark\ndef add(a: int) -> int:\n    return a\n",
      },
      "app/main.py",
    );
    expect(found).toMatchObject([{ name: "add", framework: "smolagents" }]);
  });

  it("believes the project's own module more than a library of the same name", async () => {
    const found = await find(
      {
        "agents/__init__.py": "",
        "agents/decorators.py": "from crewai.tools import tool\n",
        "main.py":
          'from agents.decorators import tool as t\n\n@t("Look Up")\ndef look(q: str) -> str:\n    """Looks."""\n',
      },
      "main.py",
    );
    expect(found).toMatchObject([{ name: "Look Up", framework: "crewai" }]);
  });

  it("takes names, enum members and models from other files", async () => {
    const found = await find(
      {
        "srv/names.py":
          'from enum import Enum\n\nREAD = "read_row"\n\nclass Names(str, Enum):\n    DROP = "drop_row"\n',
        "srv/models.py":
          "from typing import Literal, TypedDict\nfrom pydantic import BaseModel, Field\n\n\nclass Key(BaseModel):\n    table: str\n\n\n" +
          'class Row(Key):\n    id: int = Field(description="Row id")\n    mode: Literal["soft", "hard"] = "soft"\n\n\nclass Page(TypedDict):\n    size: int\n',
        "srv/main.py":
          "from mcp.server.fastmcp import FastMCP\nfrom . import names\nfrom .names import READ, Names\nfrom .models import Row, Page\n\n" +
          "mcp = FastMCP()\n\n@mcp.tool(name=READ)\ndef a(row: Row, page: Page) -> str:\n    return ''\n\n" +
          "@mcp.tool(name=Names.DROP.value)\ndef b(row: Row) -> str:\n    return ''\n\n" +
          "@mcp.tool(name=names.READ)\ndef c() -> str:\n    return ''\n",
      },
      "srv/main.py",
    );
    expect(found.map(({ name, level, line }) => [name, level, line])).toEqual([
      ["read_row", "full", 8],
      ["drop_row", "full", 12],
      ["read_row", "full", 16],
    ]);
    expect(found[0]?.properties).toMatchObject({
      row: {
        properties: {
          table: { type: "string" },
          id: { type: "integer", description: "Row id" },
          mode: { enum: ["soft", "hard"] },
        },
        required: ["table", "id"],
      },
      page: { properties: { size: { type: "integer" } } },
    });
  });

  it("finds tools of subclasses of the project's own base class", async () => {
    const found = await find(
      {
        "base.py":
          "from langchain_core.tools import BaseTool\n\n\nclass OfficeTool(BaseTool):\n    tenant: str = ''\n\n    def _run(self, query: str) -> str:\n        return ''\n",
        "mail.py":
          "from base import OfficeTool\n\n\nclass Find(OfficeTool):\n    name: str = 'find_mail'\n    description: str = 'Finds mail.'\n",
      },
      "mail.py",
    );
    expect(found).toMatchObject([
      { name: "find_mail", framework: "langchain-python", properties: { query: { type: "string" } } },
    ]);
  });

  it("puts a listed function where it is defined", async () => {
    const found = await find(
      {
        "desk/actions.py":
          '\n\ndef book_desk(day: str) -> str:\n    """Books a desk.\n\n    Args:\n        day: ISO date.\n    """\n',
        "desk/agent.py":
          "from google.adk.agents import Agent\nfrom .actions import book_desk\n\nroot = Agent(name='d', tools=[book_desk])\n",
      },
      "desk/agent.py",
    );
    expect(found).toMatchObject([
      {
        name: "book_desk",
        file: "desk/actions.py",
        line: 3,
        description: "Books a desk.",
        properties: { day: { type: "string", description: "ISO date." } },
      },
    ]);
  });

  it("does not take a project's own decorator for a library's", async () => {
    const found = await find(
      {
        "kit.py": "import langchain\n\ndef tool(f):\n    return f\n",
        "main.py": "from kit import tool\n\n@tool\ndef f(a: int) -> int:\n    return a\n",
      },
      "main.py",
    );
    expect(found).toEqual([]);
  });

  it("ends when modules import each other", async () => {
    const found = await find(
      {
        "a.py": "from b import tool\nfrom b import *\n",
        "b.py": "from a import tool\nfrom a import *\n",
        "main.py": "import langchain\nfrom a import tool\n\n@tool\ndef f(a: int) -> int:\n    return a\n",
      },
      "main.py",
    );
    expect(found).toEqual([]);
  });
});

const zodTool = (name: string) =>
  `server.registerTool(${name}, { description: "Sends.", inputSchema: shape }, send);\n`;

describe("TypeScript across files", () => {
  it.each([
    ["a relative module", "./kit.js", { "src/kit.ts": 'export { tool } from "@openai/agents";\n' }],
    [
      "an index file",
      "./kit",
      {
        "src/kit/index.ts": 'export * from "./make";\n',
        "src/kit/make.ts": 'export { tool } from "@openai/agents";\n',
      },
    ],
    [
      "paths of tsconfig.json",
      "@kit/make",
      {
        "tsconfig.json": '{ "extends": "./tsconfig.base.json" }',
        "tsconfig.base.json":
          '{ "compilerOptions": { /* c */ "baseUrl": ".", "paths": { "@kit/*": ["lib/*"] } } }',
        "lib/make.ts": 'import { tool as t } from "@openai/agents";\nexport const tool = t;\n',
      },
    ],
    [
      "a package of the workspace",
      "@acme/kit",
      {
        "package.json": '{ "workspaces": ["packages/*"] }',
        "packages/kit/package.json":
          '{ "name": "@acme/kit", "exports": { ".": { "import": "./dist/index.js" } } }',
        "packages/kit/src/index.ts": 'export { tool } from "@openai/agents";\n',
      },
    ],
    [
      "the package's own name",
      "acme/kit",
      {
        "package.json": '{ "name": "acme", "exports": { "./*": "./src/*.ts" } }',
        "src/kit.ts": 'export { tool } from "@openai/agents";\n',
      },
    ],
    ["the folder alias of bundlers", "@/kit", { "src/kit.ts": 'export { tool } from "@openai/agents";\n' }],
  ])("finds a factory through %s", async (_what, module, files) => {
    const text = `import { tool } from "${module}";\nexport const t = tool({ name: "ping", description: "Pings.", parameters: {}, execute: () => "" });\n`;
    const found = await find({ ...files, "src/main.ts": text }, "src/main.ts");
    expect(found).toMatchObject([{ name: "ping", framework: "openai-agents-js" }]);
  });

  it("takes name, shape and handler from other files", async () => {
    const found = await find(
      {
        "src/names.ts":
          'export const NAMES = { send: "send_mail" } as const;\nexport enum More { Drop = "drop_mail" }\n',
        "src/shape.ts":
          'import { z } from "./z";\nexport const address = z.email();\nexport const shape = { to: address.describe("Receiver"), body: z.string().optional() };\n',
        "src/z.ts": 'export { z } from "zod";\n',
        "src/send.ts": "export default async function send({ to }: { to: string }) { return to; }\n",
        "src/main.ts":
          'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nimport { NAMES, More } from "./names";\nimport { shape } from "./shape";\nimport send from "./send";\n' +
          'const server = new McpServer({ name: "m", version: "1" });\n' +
          zodTool("NAMES.send") +
          zodTool("More.Drop"),
      },
      "src/main.ts",
    );
    expect(found).toMatchObject([
      {
        name: "send_mail",
        file: "src/main.ts",
        line: 6,
        level: "full",
        properties: {
          to: { type: "string", format: "email", description: "Receiver" },
          body: { type: "string" },
        },
      },
      { name: "drop_mail", line: 7 },
    ]);
  });

  it("takes a whole configuration from another file", async () => {
    const found = await find(
      {
        "config.ts":
          '\n\nexport const config = { name: "list_files", description: "Lists.", parameters: { type: "object", properties: { path: { type: "string" } } } };\n',
        "main.ts":
          'import { tool } from "@openai/agents";\nimport * as c from "./config";\nexport const t = tool({ ...c.config, execute: () => 1 });\n',
      },
      "main.ts",
    );
    expect(found).toMatchObject([
      { name: "list_files", file: "main.ts", line: 3, properties: { path: { type: "string" } } },
    ]);
  });

  it("finds tools of subclasses of the project's own base class, in CommonJS too", async () => {
    const found = await find(
      {
        "base.js":
          'const { StructuredTool } = require("@langchain/core/tools");\nclass Base extends StructuredTool {}\nmodule.exports = { Base };\n',
        "mail.js":
          'const { Base } = require("./base");\nconst { z } = require("zod");\nclass Mail extends Base {\n  name = "mail";\n  description = "Mails tool.";\n  schema = z.object({ to: z.string() });\n}\n',
      },
      "mail.js",
    );
    expect(found).toMatchObject([{ name: "mail", framework: "langchain-js", level: "full" }]);
  });

  it("sees a server made in another file", async () => {
    const found = await find(
      {
        "server.ts":
          'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nexport const server = new McpServer({ name: "m", version: "1" });\n',
        "tools.ts":
          'import { server as s } from "./server";\ns.tool("ping", async () => ({ content: [] }));\n',
      },
      "tools.ts",
    );
    expect(found).toMatchObject([{ name: "ping", framework: "mcp-typescript" }]);
  });
});

describe("a change in another file", () => {
  it("names the files to read again, and these then see it", async () => {
    const files = new Map([
      ["kit.py", "def tool(f):\n    return f\n"],
      ["main.py", "from kit import tool\nfrom late import N\n\n@tool\ndef f(a: int) -> int:\n    return a\n"],
    ]);
    const project = createDiscoveryProject(createMemoryHost(files));
    const read = async () => {
      const source = { file: "main.py", text: files.get("main.py") ?? "" };
      return (await discoverInText(source, builtinThreatModel, project)).tools.map(({ name }) => name);
    };
    expect(await read()).toEqual([]);
    files.set("kit.py", "from crewai.tools import tool\n");
    expect(project.changed("kit.py")).toEqual(["main.py"]);
    expect(await read()).toEqual(["f"]);
    files.set("main.py", `${files.get("main.py")}\n@tool(N)\ndef g(a: int) -> int:\n    return a\n`);
    expect(project.changed("main.py")).toEqual([]);
    expect(await read()).toEqual(["f"]);
    files.set("late.py", 'N = "late"\n');
    expect(project.changed("late.py")).toEqual(["main.py"]);
    expect(await read()).toEqual(["f", "late"]);
  });
});

describe("names that a star hands out", () => {
  const server = (decorator: string) =>
    `from kit import *\n\n@${decorator}\ndef weigh(grams: int):\n    """Weighs."""\n`;
  const kit = "from langchain_core.tools import tool, tool as _tool\n";

  it.each([
    ["without a list, those without an underscore", "tool", kit, 1],
    ["no other", "_tool", kit, 0],
    ["of a list, what it holds", "_tool", `${kit}__all__ = ["_tool"]\n`, 1],
    ["and nothing else", "tool", `${kit}__all__ = ["helper"]\ndef helper(): ...\n`, 0],
    ["of a list that grows, any", "tool", `${kit}__all__ = []\n__all__ += names()\n`, 1],
  ])("are, %s", async (_, decorator, text, expected) => {
    const found = await find({ "app.py": server(decorator), "kit.py": text }, "app.py");
    expect(found).toHaveLength(expected);
  });
});
