import { describe, expect, it } from "vitest";
import { digest, loadAll, openText } from "./support.ts";
import { buildZip, type ZipFile } from "./zip-builder.ts";

const messages = [
  { role: "user", content: "Clear mail" },
  {
    role: "assistant",
    content: "",
    tool_calls: [{ id: "a", function: "delete_all", arguments: {}, type: "function" }],
  },
  { role: "tool", tool_call_id: "a", function: "delete_all", content: "attachment://0a1b" },
];
const said = ["asked: Clear mail", "delete_all({}) -> done"];

function sample(id: string, more: object = {}): string {
  return JSON.stringify({
    id,
    epoch: 1,
    input: "Clear mail",
    messages,
    attachments: { "0a1b": "done" },
    ...more,
  });
}

const summaries = JSON.stringify([
  { id: "one", epoch: 1, input: "Clear mail" },
  { id: "two", epoch: 1, input: [{ role: "user", content: "Clear mail" }] },
]);

function log(method: ZipFile["method"]): Uint8Array {
  const files = [
    { name: "_journal/start.json", content: "{}" },
    { name: "samples/one_epoch_1.json", content: sample("one").replace("{}", "{}") },
    {
      name: "samples/two_epoch_1.json",
      content: `${sample("two").slice(0, -1)},"scores":{"cost":{"value":NaN}}}`,
    },
    { name: "summaries.json", content: summaries },
    { name: "header.json", content: "{}" },
  ];
  return buildZip(files.map((file) => ({ ...file, ...(method === undefined ? {} : { method }) })));
}

describe("Inspect archives", () => {
  it.each([0, 8, 93] as const)("with files packed by method %i", async (method) => {
    const opened = await openText("a.eval", log(method));
    expect(opened.format?.id).toBe("inspect-eval");
    expect(opened.problems).toEqual([]);
    expect(opened.summaries.map(({ title }) => title)).toEqual(["one: Clear mail", "two: Clear mail"]);
    const loaded = await loadAll(opened);
    expect(loaded.map(digest)).toEqual([said, said]);
    expect(loaded[1]?.imported.marks).toEqual([{ name: "cost", value: "NaN" }]);
    await opened.close();
  });

  it("while the run goes on, with the summaries in the journal", async () => {
    const bytes = buildZip([
      { name: "samples/one_epoch_1.json", content: sample("one") },
      { name: "_journal/summaries/1.json", content: summaries },
    ]);
    const opened = await openText("a.eval", bytes);
    expect(opened.summaries.map(({ title }) => title)).toEqual(["one: Clear mail"]);
  });

  it("with chunked samples: ranges into message chunks, attachments by index", async () => {
    const [user, assistant, tool] = messages;
    const bytes = buildZip([
      {
        name: "samples/big_epoch_2/sample.json",
        content: JSON.stringify({
          id: "big",
          epoch: 2,
          message_refs: [
            [0, 2],
            [3, 4],
          ],
        }),
      },
      {
        name: "samples/big_epoch_2/messages/0.json",
        content: JSON.stringify([user, assistant, { role: "user", content: "dropped" }]),
      },
      {
        name: "samples/big_epoch_2/messages/3.json",
        content: JSON.stringify([{ ...tool, content: "attachment://1" }]),
        method: 93,
      },
      { name: "samples/big_epoch_2/attachments/0.json", content: JSON.stringify(["no", "done"]) },
      { name: "samples/big_epoch_2/events/stats.json", content: "{}" },
      { name: "header.json", content: "{}" },
    ]);
    const opened = await openText("a.eval", bytes);
    expect(opened.summaries.map(({ title }) => title)).toEqual(["big (epoch 2)"]);
    expect((await loadAll(opened)).map(digest)).toEqual([said]);
  });

  it("with a broken sample: the others can still be read", async () => {
    const bytes = buildZip([
      { name: "samples/one_epoch_1.json", content: sample("one").slice(0, -40) },
      { name: "samples/two_epoch_1.json", content: sample("two") },
      { name: "samples/three_epoch_1.json", content: "[]" },
    ]);
    const opened = await openText("a.eval", bytes);
    const results = await Promise.all([0, 1, 2].map((index) => opened.load(index)));
    expect(results.map((result) => "trajectory" in result)).toEqual([true, true, false]);
    expect(results[2]).toMatchObject({
      problem: { file: "a.eval", message: expect.stringContaining("holds no sample") },
    });
  });
});

describe("hostile archives", () => {
  const bomb = { name: "samples/one_epoch_1.json", content: "x" };
  const reason = async (file: ZipFile) => {
    const opened = await openText("a.eval", buildZip([file]));
    const result = await opened.load(0);
    return "problem" in result ? result.problem.message : "loaded";
  };

  it("say why a file in them is not unpacked", async () => {
    expect(await reason({ ...bomb, claimedSize: 400_000_000 })).toContain("larger than 256 MB");
    expect(await reason({ ...bomb, claimedSize: 200_000_000 })).toContain("times its packed size");
    expect(await reason({ ...bomb, content: sample("one"), claimedSize: 5 })).toContain("damaged");
    expect(await reason({ ...bomb, content: sample("one"), method: 93, claimedSize: 5 })).toContain(
      "larger than the archive says",
    );
    expect(await reason({ ...bomb, flags: 0x801 })).toContain("encrypted");
    expect(await reason({ ...bomb, claimedMethod: 12 })).toContain("method 12");
  });

  it("are refused when they are cut off or hold something else", async () => {
    const whole = log(93);
    const cut = await openText("a.eval", whole.slice(0, whole.length - 30));
    expect(cut.summaries).toEqual([]);
    expect(cut.problems[0]?.message).toContain("damaged");
    const other = await openText("a.zip", buildZip([{ name: "letter.txt", content: "hello" }]));
    expect(other.problems[0]?.message).toContain("holds no trajectories");
  });

  it("never throw, whichever byte is wrong", async () => {
    const whole = log(93);
    for (let at = 0; at < whole.length; at += 3) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const opened = await openText("a.eval", bytes);
      for (const { index } of opened.summaries) {
        await opened.load(index);
      }
      expect(opened.summaries.length + opened.problems.length).toBeGreaterThan(0);
    }
  });
});
