import { describe, expect, it } from "vitest";
import type { CodeLanguage } from "../../../src/syntax/grammars.ts";
import { parseCode } from "../../../src/syntax/parsed.ts";
import { field } from "../../../src/syntax/tree.ts";

/** Where the function of the last call in the text comes from. */
async function originOfLastCall(language: CodeLanguage, text: string): Promise<string[]> {
  const document = await parseCode(language, text);
  const call = document.nodes("call", "call_expression", "new_expression").at(-1);
  const callee = call && (field(call, "function") ?? field(call, "constructor"));
  const origins = callee === undefined ? [] : document.names.origins(callee);
  return origins.map(({ module, path }) => `${module}#${path.join(".")}`);
}

describe("imports in Python", () => {
  it.each([
    ["import agents\nagents.tool()", "agents#tool"],
    ["import a.b.c\na.b.c.d()", "a#b.c.d"],
    ["import a.b as m\nm.f()", "a.b#f"],
    ["from a.b import c\nc.d()", "a.b#c.d"],
    ["from a import (\n  b as x,\n  c,\n)\nx()", "a#b"],
    ["from .app import mcp\nmcp.tool()", ".app#mcp.tool"],
    ["from a import *\nf()", "a#f"],
    ["from a import f\ng = f\ng()", "a#f"],
    ["def h():\n  from a import f\n  f()", "a#f"],
    ["if TYPE_CHECKING:\n  from a import f\nf()", "a#f"],
  ])("%s", async (text, expected) => {
    expect(await originOfLastCall("python", text)).toEqual([expected]);
  });

  it("keeps both sides of a try", async () => {
    const text = "try:\n  from a import f\nexcept ImportError:\n  from b import g as f\nf()";
    expect(await originOfLastCall("python", text)).toEqual(["a#f", "b#g"]);
  });

  it.each([
    "def f(): pass\nf()",
    "from a import f\ndef g(f):\n  f()",
    "def h():\n  from a import f\nf()",
    "f()",
  ])("knows no origin in %s", async (text) => {
    expect(await originOfLastCall("python", text)).toEqual([]);
  });

  it("does not see names of a class from inside its methods", async () => {
    expect(
      await originOfLastCall("python", "from a import f\nclass C:\n  f = 1\n  def m(self):\n    f()"),
    ).toEqual(["a#f"]);
  });
});

describe("imports in JavaScript and TypeScript", () => {
  it.each<[CodeLanguage, string, string]>([
    ["javascript", "import { tool as t } from 'ai'; t()", "ai#tool"],
    ["javascript", "import ai, { x } from 'ai'; ai.tool()", "ai#tool"],
    ["javascript", "import * as z from 'zod'; z.object()", "zod#object"],
    ["javascript", "const { tool: t } = require('ai'); t()", "ai#tool"],
    ["typescript", "import { tool } from 'npm:ai@5.1'; tool()", "ai#tool"],
    ["typescript", "import { tool } from 'npm:@a/b@^2/c.js'; tool()", "@a/b/c.js#tool"],
    ["typescript", "import { tool } from 'jsr:@a/b@1'; tool()", "@a/b#tool"],
    ["javascript", "import { tool } from 'https://esm.sh/v135/ai@5?bundle'; tool()", "ai#tool"],
    ["javascript", "import { tool } from 'https://cdn.jsdelivr.net/npm/ai@5/+esm'; tool()", "ai/+esm#tool"],
    [
      "javascript",
      "import { tool } from 'https://example.com/ai@5'; tool()",
      "https://example.com/ai@5#tool",
    ],
    ["javascript", "const ai = require('ai'); ai.tool()", "ai#tool"],
    ["javascript", "const m = __importStar(require('m')); new m.C()", "m#C"],
    ["javascript", "const m = __importDefault(require('m')); (0, m.default.f)()", "m#f"],
    ["javascript", "const { f } = await import('m'); f()", "m#f"],
    ["javascript", "import * as ai from 'ai'; const { tool } = ai; tool()", "ai#tool"],
    ["javascript", "import { a } from 'm'; const b = a.b; b.c()", "m#a.b.c"],
    ["javascript", "const f = require('m').f; f()", "m#f"],
    ["typescript", "import type { C } from 'm'; new C()", "m#C"],
    ["typescript", "import m = require('m'); m.f()", "m#f"],
    ["tsx", "import { f } from 'm'; const A = () => <b>{f()}</b>", "m#f"],
  ])("%s: %s", async (language, text, expected) => {
    expect(await originOfLastCall(language, text)).toEqual([expected]);
  });

  it.each([
    "import { f } from 'm'; function g(f) { f() }",
    "import { f } from 'm'; { const f = 1; f() }",
    "import { f } from 'm'; for (const f of x) { f() }",
    "const f = load('m'); f()",
    "const f = f; f()",
  ])("knows no origin in %s", async (text) => {
    expect(await originOfLastCall("javascript", text)).toEqual([]);
  });

  it("hoists var out of blocks but not out of functions", async () => {
    const text = "function g() { if (a) { var t = require('m') } t.f() }";
    expect(await originOfLastCall("javascript", text)).toEqual(["m#f"]);
    expect(await originOfLastCall("javascript", `${text} t.f()`)).toEqual([]);
  });
});
