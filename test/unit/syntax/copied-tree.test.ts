import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Node as ParsersNode, Tree as ParsersTree } from "@vscode/tree-sitter-wasm";
import { describe, expect, it } from "vitest";
import { copyTree } from "../../../src/syntax/copy-tree.ts";
import { type CodeLanguage, parserFor } from "../../../src/syntax/grammars.ts";
import { languageOf } from "../../../src/syntax/language.ts";
import type { Node } from "../../../src/syntax/node.ts";

const fixtures = join(import.meta.dirname, "..", "..", "fixtures");
const fields = ["name", "value", "left", "right", "function", "arguments", "body", "object", "key", "type"];

async function parsed(language: CodeLanguage, text: string) {
  const tree = (await parserFor(language)).parse(text);
  if (tree === null) {
    throw new Error("not parsed");
  }
  return { tree, copy: copyTree(tree, text) };
}

/** What a node answers, in the words both kinds of nodes know. */
function answers(node: Node | ParsersNode) {
  const { type, startIndex, endIndex, startPosition, endPosition, isNamed, isError, isMissing, hasError } =
    node;
  return {
    ...{ type, startIndex, endIndex, startPosition, endPosition, isNamed, isError, isMissing, hasError },
    children: node.children.length,
    named: node.namedChildren.map((child) => child?.startIndex),
    // What stands in text that does not parse has no role in it.
    fields: isError ? [] : fields.map((name) => node.childForFieldName(name)?.startIndex),
    parent: node.parent?.type,
  };
}

function expectSame(one: Node, other: ParsersNode): void {
  expect(answers(one)).toEqual(answers(other));
  one.children.forEach((child, index) => {
    const parsers = other.children[index];
    expect(parsers).toBeTruthy();
    if (parsers) {
      expectSame(child, parsers);
    }
  });
}

function expectSamePlaces(root: Node, tree: ParsersTree, length: number): void {
  for (let at = 0; at < length; at += 7) {
    for (const to of [at, Math.min(at + 12, length)]) {
      const [one, other] = [root.descendantForIndex(at, to), tree.rootNode.descendantForIndex(at, to)];
      expect([one.type, one.startIndex, one.endIndex]).toEqual([
        other?.type,
        other?.startIndex,
        other?.endIndex,
      ]);
    }
  }
}

describe("a copied tree", () => {
  const files = readdirSync(join(fixtures, "rules"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:py|[jt]sx?)$/.test(entry.name))
    .filter((_, index) => index % 9 === 0);

  it.each(files.map(({ parentPath, name }) => join(parentPath, name)))(
    "answers as the parser's: %s",
    async (file) => {
      const text = readFileSync(file, "utf8");
      const { tree, copy } = await parsed(languageOf(file) as CodeLanguage, text);
      expectSame(copy.rootNode, tree.rootNode);
      expectSamePlaces(copy.rootNode, tree, text.length);
      const types = ["call", "call_expression", "identifier", "string", "await"];
      expect(copy.rootNode.descendantsOfType(types).map(answers)).toEqual(
        tree.rootNode.descendantsOfType(types).flatMap((node) => (node === null ? [] : [answers(node)])),
      );
      tree.delete();
    },
  );

  it.each([
    ["nothing", ""],
    ["white space", " \n\n "],
    ["half a call", "f(1, x = [2,\n"],
    ["a missing bracket", "def f(:\n  return (1\n"],
    ["characters of two units", "x = '\u{1f600}'\ny = f(x)\r\nz = 1\n"],
  ])("of %s", async (_, text) => {
    const { tree, copy } = await parsed("python", text);
    expectSame(copy.rootNode, tree.rootNode);
    expectSamePlaces(copy.rootNode, tree, text.length);
    tree.delete();
  });

  it("outlives the parser's", async () => {
    const { tree, copy } = await parsed("python", "x = f(1)\n");
    tree.delete();
    expect(copy.rootNode.descendantsOfType("call").map(({ text }) => text)).toEqual(["f(1)"]);
  });

  it("gives every node a number of its own, over all trees", async () => {
    const nodes = (await Promise.all(["x = 1", "y = 2"].map((text) => parsed("python", text)))).flatMap(
      ({ copy }) => [copy.rootNode, ...copy.rootNode.children],
    );
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  it("is as deep as the text", async () => {
    const deep = `${"(".repeat(20_000)}x${")".repeat(20_000)}`;
    const { tree, copy } = await parsed("javascript", deep);
    const [name] = copy.rootNode.descendantsOfType("identifier");
    let depth = 0;
    for (let up = name?.parent ?? null; up !== null; up = up.parent) {
      depth++;
    }
    expect(depth).toBeGreaterThan(20_000);
    tree.delete();
  });
});
