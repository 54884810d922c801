import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openFileSource } from "../../../src/trajectories/file-source.ts";
import { limits } from "../../../src/trajectories/limits.ts";
import { openTrajectories } from "../../../src/trajectories/open.ts";
import { digest, fixture, loadAll, openText } from "./support.ts";

const record = (text: string) =>
  JSON.stringify({
    messages: [
      { role: "user", content: text },
      { role: "assistant", content: "ok" },
    ],
  });

describe("broken files", () => {
  it("a document cut off: what is there is shown, with line, column and reason", async () => {
    const text = Buffer.from(fixture("anthropic.json")).toString("utf8");
    const opened = await openText("a.json", text.slice(0, text.indexOf("toolu_2")));
    expect(opened.format?.id).toBe("anthropic");
    expect(opened.problems).toHaveLength(1);
    expect(opened.problems[0]).toMatchObject({ file: "a.json", line: 12 });
    expect(opened.problems[0]?.message).toContain("what could be read is shown");
    expect((await loadAll(opened)).map(digest)[0]?.slice(0, 3)).toEqual([
      "policy: Be careful.",
      "asked: free some space",
      '#1 (The cache is safe to remove.\n\nLooking.) rm({"path":"/tmp/cache"})',
    ]);
  });

  it("JSONL with broken lines: the lines are named, the rest is read, a torn last line as far as it goes", async () => {
    const torn = record("four").slice(0, -30);
    const opened = await openText(
      "a.jsonl",
      [record("one"), "{nonsense", "", record("three"), torn].join("\n"),
    );
    expect(opened.summaries.map(({ title, line }) => [title, line])).toEqual([
      ["one", 1],
      ["three", 4],
      ["four", 5],
    ]);
    expect(opened.problems.map(({ line }) => line)).toEqual([2, 5]);
  });

  it("a broken first line does not turn JSONL into one broken document", async () => {
    const opened = await openText(
      "a.jsonl",
      [`${record("one").slice(0, 20)}`, record("two"), record("three")].join("\n"),
    );
    expect(opened.summaries.map(({ title }) => title)).toContain("three");
    expect(opened.problems[0]?.line).toBe(1);
  });

  it("a record of the right format with nothing in it is named with its line", async () => {
    const opened = await openText(
      "a.jsonl",
      [record("one"), '{"messages":[{"role":"wizard","content":"x"}]}'].join("\n"),
    );
    expect(opened.summaries).toHaveLength(1);
    expect(opened.problems).toEqual([
      { file: "a.jsonl", line: 2, message: expect.stringContaining('known "role"') },
    ]);
  });
});

describe("unknown files", () => {
  const messageOf = async (content: string | Uint8Array) =>
    (await openText("f", content)).problems.map(({ message }) => message).join(" ");

  it("say which format they come closest to, and why they are not it", async () => {
    expect(await messageOf('{"suite_name":"a","user_task_id":"b"}')).toMatch(
      /closest to AgentDojo run, but there is no list of messages/,
    );
    expect(
      await messageOf('{"schema_version":"1","steps":[{"step_id":1,"source":"user"}],"x":1}'),
    ).not.toMatch(/closest/);
    expect(await messageOf('{"intermediate":[],"sim_type":"x","agent_llm":"y"}')).toMatch(
      /closest to ToolEmu/,
    );
    expect(await messageOf('"messages" "role" "tool_use" "tool_result" "tool_use_id" oops')).toMatch(
      /closest to Anthropic messages/,
    );
    expect(await messageOf('{"colour":"red"}')).toBe("This is not a trajectory format that AutoSafe knows.");
  });

  it("that are no text say so", async () => {
    expect(await messageOf("")).toContain("empty");
    expect(await messageOf("   \n \n")).toContain("empty");
    expect(await messageOf(Buffer.from("{}", "utf16le"))).toContain("not a text file");
    expect(await messageOf(Buffer.from([0x1f, 0x8b, 9, 9, 9, 9]))).toContain("gzip");
  });
});

describe("hostile content", () => {
  it("nesting of a hundred thousand levels, anywhere", async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const list = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const call = `{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":${deep}}}]}]}`;
    const [first] = await loadAll(await openText("a.json", call));
    expect(first?.steps[0]).toMatchObject({ action: { tool: "f", arguments: {} } });
    for (const text of [
      deep,
      list,
      `{"messages":${list}}`,
      `{"trajectory":${list},"info":${deep}}`,
      `{"resourceSpans":${list}}`,
    ]) {
      await loadAll(await openText("a.json", text));
    }
  });

  it("numbers that JSON cannot express, and property names with a meaning", async () => {
    const call = (args: string) =>
      `{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":${args}}}]}]}`;
    const [huge] = await loadAll(await openText("a.json", call('{"n":1e999,"m":-Infinity}')));
    expect(huge?.steps[0]).toMatchObject({ action: { arguments: { n: "Infinity", m: "-Infinity" } } });
    const [proto] = await loadAll(
      await openText("a.json", call('{"__proto__":{"polluted":true},"constructor":1}')),
    );
    expect(JSON.stringify(proto?.steps[0])).toContain('"__proto__":{"polluted":true}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("markup, directions and terminal escapes stay text", async () => {
    const text = '<script>alert(1)</script>\u202e\u200b\u001b[31m"\u0000';
    const [trajectory] = await loadAll(
      await openText(
        "a.json",
        JSON.stringify([
          { role: "user", content: text },
          { role: "assistant", content: text },
        ]),
      ),
    );
    expect(trajectory?.instruction).toBe(text);
  });

  it("a hundred thousand calls without results, and as many results without calls", async () => {
    const calls = Array.from({ length: 100_000 }, () => ({
      role: "assistant",
      tool_calls: [{ function: { name: "f", arguments: "{}" } }],
    }));
    const results = Array.from({ length: 200_000 }, () => ({ role: "tool", name: "g", content: "r" }));
    const [trajectory] = await loadAll(
      await openText("a.json", JSON.stringify([{ role: "user", content: "x" }, ...calls, ...results])),
    );
    expect(trajectory?.steps).toHaveLength(limits.steps);
    expect(trajectory?.imported.notes?.join(" ")).toContain("Only the first 200,000 steps");
  });

  it("a session log whose parents form a circle", async () => {
    const line = (uuid: string, parent: string) =>
      JSON.stringify({
        uuid,
        parentUuid: parent,
        sessionId: "s",
        isSidechain: false,
        type: "user",
        message: { role: "user", content: uuid },
      });
    const opened = await openText("s.jsonl", [line("a", "c"), line("b", "a"), line("c", "b")].join("\n"));
    expect((await loadAll(opened)).map(digest)).toEqual([["asked: a", "user: b", "user: c"]]);
  });

  it("a line beyond the limit is left out by name", async () => {
    const long = `{"messages":[{"role":"user","content":"${"x".repeat(limits.lineBytes)}"}]}`;
    const opened = await openText("a.jsonl", [record("one"), long, record("three")].join("\n"));
    expect(opened.summaries.map(({ line }) => line)).toEqual([1, 3]);
    expect(opened.problems).toEqual([
      { file: "a.jsonl", line: 2, message: expect.stringContaining("too long") },
    ]);
  });
});

describe("files on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "trajectories-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are read by byte offset, also behind characters of several bytes", async () => {
    const file = join(folder, "a.jsonl");
    const texts = Array.from({ length: 500 }, (_, index) => `${"ü漢".repeat(index % 40)} ${index}`);
    writeFileSync(file, `\uFEFF${texts.map(record).join("\r\n")}\r\n`);
    const seen: number[] = [];
    const opened = await openTrajectories(await openFileSource(file), {
      onProgress: (done) => seen.push(done),
    });
    expect(opened.summaries).toHaveLength(500);
    for (const index of [499, 0, 250]) {
      const loaded = await opened.load(index);
      expect(loaded).toMatchObject({
        trajectory: { instruction: texts[index], imported: { source: { file, line: index + 1 } } },
      });
    }
    expect(seen.at(-1)).toBeGreaterThan(0);
    await opened.close();
  });

  it("that shrink or change while open give a problem, not an exception", async () => {
    const file = join(folder, "b.jsonl");
    writeFileSync(file, `${record("one")}\n${record("two")}\n`);
    const opened = await openTrajectories(await openFileSource(file));
    writeFileSync(file, "{}\n");
    expect(await opened.load(1)).toMatchObject({ problem: { file, line: 2 } });
    await opened.close();
  });

  it("that are missing or folders are named", async () => {
    await expect(openFileSource(join(folder, "none.json"))).rejects.toThrow(/none\.json: no such file/);
    await expect(openFileSource(folder)).rejects.toThrow(/not a file/);
  });

  it("can be given up on", async () => {
    const file = join(folder, "c.jsonl");
    writeFileSync(file, `${record("one")}\n${record("two")}\n`);
    const source = await openFileSource(file);
    await expect(openTrajectories(source, { signal: AbortSignal.abort() })).rejects.toThrow();
    await source.close();
  });
});
