import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { autosafe, temporaryFolder } from "./drive.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/trajectories");

describe("autosafe view", () => {
  it("prints one JSON document with normalised trajectories", async () => {
    const { code, out, err } = await autosafe(fixtures, ["view", "openai-chat.jsonl", "--json"]);
    const document = JSON.parse(out);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(document).toMatchObject({ file: "openai-chat.jsonl", format: "openai-chat", problems: [] });
    expect(document.trajectories).toHaveLength(3);
    expect(document.trajectories[0].steps[0].action).toMatchObject({ tool: "list_mail" });
  });

  it("lists a file of many, shows one", async () => {
    const list = await autosafe(fixtures, ["view", "openai-chat.jsonl"]);
    expect(list.out).toMatch(/1 {2}5 steps +line 1 +Clear out the old newsletters/);
    const one = await autosafe(fixtures, ["view", "openai-chat.jsonl", "--entry", "3"]);
    expect(one.out).toContain("1. Agent calls pay:");
    expect(one.out).toContain("error:\n     declined");
  });

  it("shows what can be read of a broken file, tells the rest, and ends with 1", async () => {
    const folder = temporaryFolder();
    const lines = readFileSync(join(fixtures, "sharegpt.jsonl"), "utf8").trim().split("\n");
    writeFileSync(join(folder, "b.jsonl"), `${lines[0]}\n{broken\n${lines[1]}\n`);
    const { code, out, err } = await autosafe(folder, ["view", "b.jsonl", "--json"]);
    expect(code).toBe(1);
    expect(err).toMatch(/^b\.jsonl:2:\d+: /);
    expect(JSON.parse(out).trajectories).toHaveLength(2);
    expect(JSON.parse(out).problems).toHaveLength(1);
  });

  it("lets no terminal escape through", async () => {
    const folder = temporaryFolder();
    const text = "\u001b[2J\u001b]0;owned\u0007 \u202egnp.exe\u200b";
    writeFileSync(
      join(folder, "h.json"),
      JSON.stringify([
        { role: "user", content: text },
        {
          role: "assistant",
          content: text,
          tool_calls: [{ id: "1", function: { name: text, arguments: "{" } }],
        },
        { role: "tool", tool_call_id: "1", content: text },
      ]),
    );
    for (const args of [
      ["view", "h.json"],
      ["align", "h.json", "h.json"],
    ]) {
      const { out, err } = await autosafe(folder, args);
      expect(`${out}${err}`).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
      expect(out).toContain("\\u001b[2J");
    }
  });
});

describe("autosafe align", () => {
  it("prints rows, counts and where the decisions part", async () => {
    const { code, out } = await autosafe(fixtures, ["align", "preference.jsonl", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      left: { file: "preference.jsonl", entry: 1 },
      right: { file: "preference.jsonl", entry: 2 },
      rows: [
        {
          kind: "action-differs",
          left: 0,
          right: 0,
          decision: true,
          moves: [{ side: "left", move: "asked" }],
        },
      ],
      firstDecisionDivergence: 0,
      sameInstruction: true,
    });
  });

  it("puts both sides beside each other", async () => {
    const { out } = await autosafe(fixtures, ["align", "autosafe.jsonl", "autosafe.jsonl", "--right", "2"]);
    expect(out).toMatch(
      /→ 1 wire\("amount":900\) +\| 1 says Which amount does it say\? +≠ action \(right asked\)/,
    );
    expect(out).toContain("The decisions part in row 1: step 1 on the left, step 1 on the right.");
    const same = await autosafe(fixtures, ["align", "anthropic.json", "anthropic.json"]);
    expect(same.out).toBe("4 identical steps\nThe decisions do not part.\n");
  });
});

describe("autosafe convert", () => {
  it("writes another format, which reads back the same", async () => {
    const folder = temporaryFolder();
    const to = join(folder, "deep", "out.json");
    const { code, out, err } = await autosafe(fixtures, [
      "convert",
      "anthropic.json",
      "--to",
      "atif",
      "--out",
      to,
    ]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain("1 trajectories written to");
    const [first, second] = [
      await autosafe(fixtures, ["view", "anthropic.json", "--json"]),
      await autosafe(fixtures, ["view", to, "--json"]),
    ];
    expect(JSON.parse(second.out).trajectories).toEqual(JSON.parse(first.out).trajectories);
  });

  it("says when the format cannot hold everything", async () => {
    const { code, out, err } = await autosafe(fixtures, [
      "convert",
      "autosafe.jsonl",
      "--to",
      "openai-chat",
      "--entry",
      "1",
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out).messages).toHaveLength(3);
    expect(err).toContain("have no place in this format");
  });
});

it.each([
  [["view"], /view needs a file/],
  [["view", "nothing.json"], /nothing\.json: no such file/],
  [["view", "."], /not a file/],
  [["view", "anthropic.json", "--entry", "2"], /--entry takes a whole number from 1 to 1/],
  [
    ["view", "anthropic.json", "--from", "papyrus"],
    /unknown format "papyrus"; known: autosafe, autosafe-rewards, atif/,
  ],
  [["align"], /align needs/],
  [["align", "anthropic.json"], /holds one trajectory only/],
  [["convert", "anthropic.json"], /--to takes one of: autosafe, atif, openai-chat/],
  [["convert", "anthropic.json", "--to", "clay"], /unknown "clay"/],
  [["convert", "anthropic.json", "--to", "atif", "--out", "anthropic.json"], /must be another file/],
])("answers %j with a clear message and exit code 2", async (args, message) => {
  const { code, out, err } = await autosafe(fixtures, args);
  expect(err).toMatch(message);
  expect(err).not.toMatch(/\n\s+at /);
  expect({ code, out }).toEqual({ code: 2, out: "" });
});

it("names line and reason for a file that is no trajectory", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "x.json"), '{\n  "suite_name": "a",\n  "user_task_id": "b"\n}');
  const { code, err } = await autosafe(folder, ["view", "x.json"]);
  expect(code).toBe(2);
  expect(err).toMatch(/^autosafe: x\.json:1: .*closest to AgentDojo run, but there is no list of messages/);
});
