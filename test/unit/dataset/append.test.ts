import type { FileHandle } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendWhole, inBatches } from "../../../src/dataset/append.ts";

/** A file whose writes take only as many bytes as `limits` say, one after the other. */
function stubborn(limits: readonly number[]) {
  const left = [...limits];
  const written: Buffer[] = [];
  const handle = {
    async write(bytes: Buffer, offset: number, length: number) {
      const taken = Math.min(length, left.shift() ?? length);
      written.push(Buffer.from(bytes.subarray(offset, offset + taken)));
      return { bytesWritten: taken, buffer: bytes };
    },
  };
  return { handle: handle as unknown as FileHandle, text: () => Buffer.concat(written).toString("utf8") };
}

describe("appending whole lines", () => {
  it("is one write when the system takes it", async () => {
    const file = stubborn([]);
    await appendWhole(file.handle, Buffer.from("one\ntwo\n"));
    expect(file.text()).toBe("one\ntwo\n");
  });

  it("writes a line that was cut again, on a fresh line", async () => {
    const file = stubborn([5]);
    await appendWhole(file.handle, Buffer.from("one\ntwo\n"));
    expect(file.text()).toBe("one\nt\ntwo\n");
  });

  it("has every line whole in the end, whatever the system takes at a time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z]{0,9}\.$/), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }),
        async (lines, limits) => {
          const file = stubborn(limits);
          await appendWhole(file.handle, Buffer.from(lines.map((line) => `${line}\n`).join("")));
          const whole = file.text().split("\n");
          for (const line of lines) {
            expect(whole).toContain(line);
          }
        },
      ),
    );
  });
});

describe("batches", () => {
  it("cut nothing and lose nothing", () => {
    const lines = ["a".repeat(3_000_000), "b".repeat(3_000_000), "c", "d".repeat(5_000_000), "e"];
    const batches = [...inBatches(lines)];
    expect(Buffer.concat(batches).toString()).toBe(lines.map((line) => `${line}\n`).join(""));
    expect(batches.map((batch) => batch.length)).toEqual([6_000_002, 5_000_003, 2]);
  });

  it("write every character as it is, on a fresh line where one is asked for", () => {
    const lines = ["schön", "威胁 🙂", "half a pair \ud83d", ""];
    const text = Buffer.concat([...inBatches(lines, true)]).toString();
    expect(text).toBe(Buffer.from(`\n${lines.map((line) => `${line}\n`).join("")}`).toString());
    expect([...inBatches([], true)]).toEqual([]);
  });
});
