import { describe, expect, it } from "vitest";
import { parseCode } from "../../../src/syntax/parsed.ts";
import { signatureSchema } from "../../../src/tools/python/signature.ts";

async function argumentsOf(parameters: string, setup = "") {
  const imports = `import datetime as dt
from enum import Enum
from typing import *
from typing import Optional as Maybe
from pydantic import BaseModel, Field
from dataclasses import dataclass, field
`;
  const document = await parseCode("python", `${imports}${setup}\ndef f(${parameters}):\n  pass\n`);
  const definition = document.nodes("function_definition").at(-1);
  if (definition === undefined) {
    throw new Error("no function");
  }
  const schema = signatureSchema(document, definition);
  return schema;
}

describe("types of parameters", () => {
  it.each<[string, unknown]>([
    ["str", { type: "string" }],
    ["int | None", { type: ["integer", "null"] }],
    ["Maybe[List[float]]", { type: ["array", "null"], items: { type: "number" } }],
    ["Union[str, int, None]", { anyOf: [{ type: "string" }, { type: "integer" }, { type: "null" }] }],
    ["Literal['a', 'b']", { type: "string", enum: ["a", "b"] }],
    ["Literal['a', 1]", { enum: ["a", 1] }],
    ["dict[str, bool]", { type: "object", additionalProperties: { type: "boolean" } }],
    ["Dict[str, Any]", { type: "object" }],
    ["set[str]", { type: "array", items: { type: "string" }, uniqueItems: true }],
    [
      "tuple[int, str]",
      { type: "array", prefixItems: [{ type: "integer" }, { type: "string" }], minItems: 2, maxItems: 2 },
    ],
    ["tuple[int, ...]", { type: "array", items: { type: "integer" } }],
    ["dt.datetime", { type: "string", format: "date-time" }],
    ["'str'", { type: "string" }],
    [
      "Annotated[int, 'How many', Field(ge=1, le=9)]",
      { type: "integer", description: "How many", minimum: 1, maximum: 9 },
    ],
    ["Annotated[list[str], Field(min_length=1)]", { type: "array", items: { type: "string" }, minItems: 1 }],
  ])("%s", async (type, schema) => {
    const { inputSchema, schemaCompleteness } = await argumentsOf(`x: ${type}`);
    expect(inputSchema).toEqual({ type: "object", properties: { x: schema }, required: ["x"] });
    expect(schemaCompleteness.level).toBe("full");
  });

  it.each<[string, string, unknown]>([
    ["class C(Enum):\n  A = 'a'\n  B = 'b'", "C", { type: "string", enum: ["a", "b"] }],
    ["Age = NewType('Age', int)", "Age", { type: "integer" }],
    ["Ids: TypeAlias = list[int]", "Ids", { type: "array", items: { type: "integer" } }],
    ["type Ids = list[int]", "Ids", { type: "array", items: { type: "integer" } }],
    [
      "class A(BaseModel):\n  a: int\nclass B(A):\n  model_config = ConfigDict(extra='forbid')\n  k: ClassVar[int] = 1\n  b: str = Field('x', alias='bb')\n  '''Doc.'''",
      "B",
      {
        type: "object",
        properties: { a: { type: "integer" }, bb: { type: "string", default: "x", description: "Doc." } },
        required: ["a"],
        additionalProperties: false,
      },
    ],
    [
      "@dataclass\nclass D:\n  '''Point.\n\n  Attributes:\n    x: Across.\n  '''\n  x: float\n  tags: list[str] = field(default_factory=list)",
      "D",
      {
        type: "object",
        properties: {
          x: { type: "number", description: "Across." },
          tags: { type: "array", items: { type: "string" } },
        },
        required: ["x"],
      },
    ],
    [
      "class T(TypedDict, total=False):\n  a: int",
      "T",
      { type: "object", properties: { a: { type: "integer" } } },
    ],
    [
      "class N(TypedDict):\n  a: NotRequired[int]\n  b: str",
      "N",
      { type: "object", properties: { a: { type: "integer" }, b: { type: "string" } }, required: ["b"] },
    ],
  ])("%s", async (setup, type, schema) => {
    const { inputSchema } = await argumentsOf(`x: ${type}`, setup);
    expect(inputSchema).toEqual({ type: "object", properties: { x: schema }, required: ["x"] });
  });

  it("keeps defaults that are static and only those", async () => {
    const { inputSchema } = await argumentsOf(
      "a: int = 3, b: str = make(), c: list = [], *, d=None, e: float = Field(1, gt=0)",
    );
    expect(inputSchema).toEqual({
      type: "object",
      properties: {
        a: { type: "integer", default: 3 },
        b: { type: "string" },
        c: { type: "array", items: {}, default: [] },
        d: { default: null },
        e: { type: "number", exclusiveMinimum: 0, default: 1 },
      },
    });
  });

  it("hides what frameworks fill in, but not a model of the file with such a name", async () => {
    const setup =
      "from mcp.server.fastmcp import Context\nfrom fastapi import Depends\nfrom langgraph.prebuilt import InjectedState";
    const injected =
      "self, ctx: Context, other: Context[int] | None, state: Annotated[dict, InjectedState], db=Depends(get), x: int = 1";
    expect((await argumentsOf(injected, setup)).inputSchema).toEqual({
      type: "object",
      properties: { x: { type: "integer", default: 1 } },
    });
    const own = "class Context(BaseModel):\n  a: int";
    expect((await argumentsOf("ctx: Context", own)).inputSchema).toMatchObject({ required: ["ctx"] });
  });

  it.each([
    ["x", "the parameter `x` has no type"],
    ["x: Foo", "the type `Foo` is not known from this file"],
    ["x: list[models.Foo]", "the type `models.Foo` is not known from this file"],
    ["x: 'list[Foo]'", "the type `'list[Foo]'` is not known from this file"],
  ])("says what it does not know of %s", async (parameters, reason) => {
    expect((await argumentsOf(parameters)).schemaCompleteness).toEqual({
      level: "partial",
      reasons: [reason],
    });
  });

  it("stops at a model that refers to itself", async () => {
    const setup = "class Node(BaseModel):\n  children: list['Node']";
    const { schemaCompleteness } = await argumentsOf("x: Node", setup);
    expect(schemaCompleteness.reasons).toEqual(["`Node` refers to itself"]);
  });

  it("gives up on models that multiply", async () => {
    const setup = Array.from(
      { length: 40 },
      (_, i) => `class M${i}(BaseModel):\n  a: M${i + 1}\n  b: M${i + 1}`,
    ).join("\n");
    expect((await argumentsOf("x: M0", setup)).schemaCompleteness.level).not.toBe("full");
  });
});
