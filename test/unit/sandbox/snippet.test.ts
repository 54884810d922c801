import { describe, expect, it } from "vitest";
import { runSnippet } from "../../../src/sandbox/snippet.ts";

describe("the sandbox", () => {
  it("gives the last value", async () => {
    expect(await runSnippet("const a = [1, 2, 3]; a.reduce((x, y) => x + y) * 7")).toBe("42");
    expect(await runSnippet("({ a: [1] })")).toBe('{"a":[1]}');
  });

  it.each([
    [
      "names of the host",
      "[typeof process, typeof require, typeof fetch, typeof XMLHttpRequest, typeof Deno, typeof WebAssembly, typeof setTimeout].join()",
    ],
    ["the global's constructor", "typeof this.constructor.constructor('return this')().process"],
    [
      "a generator's constructor",
      "typeof (function*(){}).constructor('return globalThis')().next().value.process",
    ],
    ["a polluted prototype", "Object.prototype.process = 1; typeof globalThis.__proto__.require"],
  ])("reaches nothing by %s", async (_, text) => {
    expect(await runSnippet(text)).toMatch(/^undefined(?:,undefined)*$/);
    expect(({} as Record<string, unknown>).process).toBeUndefined();
  });

  it.each([
    ["an import", "import fs from 'fs'; fs"],
    ["a missing host function", "process.exit(1)"],
    ["an endless loop", "for (;;) {}"],
    ["an endless native call", "[].indexOf.call({ length: 2 ** 53 - 1 }, 1)"],
    ["a regex bomb", "/(a+)+$/.exec('a'.repeat(40) + '!')"],
    ["a full memory", "const a = []; for (;;) a.push('x'.repeat(1e6) + a.length)"],
    ["a deep recursion", "(function f() { f() })()"],
    ["a thrown value", "throw { name: 'n', message: 'm' }"],
    ["a hostile toJSON", "({ toJSON() { for (;;) {} } })"],
  ])("ends with a reason on %s", async (_, text) => {
    await expect(runSnippet(text)).rejects.toThrow(/snippet|sandbox/i);
  });

  it("stops when asked to", async () => {
    const controller = new AbortController();
    const running = runSnippet("for (;;) {}", controller.signal);
    controller.abort();
    await expect(running).rejects.toThrow();
  });
});
