import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readBaseline } from "../../../src/analysis/baseline.ts";
import { scanText } from "../../../src/analysis/scan-text.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { readPreferences } from "../../../src/dataset/preferences/read.ts";
import { RecordReader } from "../../../src/dataset/record-reader.ts";
import {
  humanVerdictKind,
  type StoredRecord,
  scenarioKind,
  trajectoryKind,
} from "../../../src/dataset/records.ts";
import { turnsIn } from "../../../src/evaluation/chat-protocol.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { parseFrontMatter } from "../../../src/syntax/front-matter.ts";
import { parseJson } from "../../../src/syntax/json.ts";
import type { TextRange } from "../../../src/syntax/line-index.ts";
import { parseToml } from "../../../src/syntax/toml.ts";
import { parseYaml } from "../../../src/syntax/yaml.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { readThreatModel } from "../../../src/tools/threat-model-file.ts";
import { humanVerdict, risky } from "../dataset/stored.ts";
import { removeFile, scenario } from "../pipeline/scripted.ts";
import { damaged, random, splintered } from "./damage.ts";

/** How many times as many mutations as a run of all tests makes: `npm run fuzz` sets it. */
const times = Number(process.env.AUTOSAFE_TEST_FUZZ ?? 1);
const seed = Number(process.env.AUTOSAFE_TEST_FUZZ_SEED ?? 1);

interface Seed {
  file: string;
  text: string;
}

const fixtures = join(import.meta.dirname, "../../fixtures");

function seeds(folder: string, ending: RegExp): Seed[] {
  return readdirSync(join(fixtures, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ file: basename(path), text: readFileSync(path, "utf8") }))
    .filter(({ text }) => text.length > 0 && text.length < 40_000);
}

let mutations = 0;
afterAll(() => {
  if (times > 1) {
    console.log(`${mutations.toLocaleString("en")} mutations`);
  }
});

/** Gives `run` so many mutations of the seeds, in turn; on failure the text that did it. */
async function fuzz(
  texts: readonly Seed[],
  count: number,
  run: (mutated: Seed) => unknown | Promise<unknown>,
): Promise<void> {
  const next = random(seed * 7919 + texts.length);
  for (let made = 0; made < count * times; made++) {
    const { file, text } = texts[made % texts.length] ?? { file: "", text: "" };
    const changed =
      next(3) === 0
        ? Buffer.from(damaged(Buffer.from(text), made, next)).toString("utf8")
        : splintered(text, next);
    mutations++;
    try {
      await run({ file, text: changed });
    } catch (error) {
      throw new Error(`${file}: ${String(error)}\n${JSON.stringify(changed)}`, { cause: error });
    }
  }
}

/** Ranges lie in the text, wherever it is broken. */
function inText(text: string, range: TextRange): void {
  const lines = text.split(/\r\n|\r|\n/);
  const [first, last] = [lines[range.startLine], lines[range.endLine]];
  expect(first !== undefined && range.startColumn <= first.length).toBe(true);
  expect(last !== undefined && range.endColumn <= last.length).toBe(true);
  const isForward =
    range.startLine < range.endLine ||
    (range.startLine === range.endLine && range.startColumn <= range.endColumn);
  expect(isForward).toBe(true);
}

const hour = 3_600_000;
const data = [...seeds("tools-data", /\.(?:json|jsonc|yaml|yml)$/), ...seeds("servers", /\.json$/)];

describe("whatever a text holds, no parser throws", () => {
  it.each([
    ["JSON", 500, (text: string) => parseJson("json", text)],
    ["JSON with comments", 500, (text: string) => parseJson("jsonc", text)],
    ["YAML", 100, parseYaml],
    ["TOML", 500, parseToml],
    ["front matter", 100, (text: string) => parseFrontMatter(`---\n${text}\n---\n`)],
  ])("%s", { timeout: hour }, async (_, count, parse) => {
    await fuzz(data, count, ({ text }) => {
      const document = parse(text);
      for (const problem of document?.problems ?? []) {
        expect(problem.message).not.toBe("");
      }
    });
  });
});

describe("whatever a file holds, no reader throws", () => {
  it("tool files and client configurations", { timeout: hour }, async () => {
    await fuzz(data, 300, async ({ file, text }) => {
      const { tools } = await discoverInText({ file, text }, model);
      for (const { source } of tools) {
        inText(text, source.range);
        inText(text, source.nameRange);
      }
    });
  });

  it("the project's own files", { timeout: hour }, async () => {
    const own: Seed[] = [
      {
        file: "threat-model.json",
        text: '{"schemaVersion":1,"outcomes":[{"id":"a-b","title":"A","description":"d","severity":"mild"}],"toolLabels":[{"tool":"x_*","add":["reads-sensitive"]}],"severities":{"misinformation":"severe"},"disable":["rug-pull"]}',
      },
      {
        file: "rules.json",
        text: '{"schemaVersion":1,"rules":{"tool-param-to-shell":{"severity":"warning","exclude":["a/**"]}},"exclude":["vendor/"],"customRules":[{"id":"own-rule","title":"T","message":"M.","severity":"error","call":{"module":"a","name":"b"}}],"sources":[{"module":"a","name":"B.c","kind":"untrusted"}],"sinks":[{"module":"a","name":"d","argument":0,"kind":"shell"}]}',
      },
      {
        file: "baseline.json",
        text: '{"schemaVersion":1,"findings":[{"fingerprint":"0123456789abcdef","ruleId":"x","file":"a.py"}]}',
      },
    ];
    await fuzz(own, 500, ({ text }) => {
      readThreatModel("threat-model.json", text);
      rulesInForce("rules.json", text);
      readBaseline("baseline.json", text);
    });
  });

  it.each([
    ["scenarios", scenarioKind, scenario("a")],
    ["trajectories", trajectoryKind, risky("r", "a")],
    ["verdicts of people", humanVerdictKind, humanVerdict("v", "r")],
  ] as const)("lines of the store: %s", { timeout: hour }, async (_, kind, record) => {
    const reader = new RecordReader<StoredRecord, never>(kind as never);
    await fuzz([{ file: kind.fileName, text: JSON.stringify(record) }], 500, ({ text }) => {
      const bytes = Buffer.from(text);
      const glanced = reader.glance(bytes, 0, bytes.length);
      const read = reader.read(bytes, 0, bytes.length);
      // At a glance a record may be taken for valid that is not; what is a record is one at a glance too, under the same id.
      if (read.kind === "record") {
        expect(glanced).toMatchObject({ kind: "record", id: read.id });
      }
    });
  });

  it("preference data", { timeout: hour }, async () => {
    const preferences: Seed[] = [
      { prompt: "q", chosen: "a", rejected: "b" },
      {
        prompt: [{ role: "user", content: "q" }],
        chosen: [{ role: "assistant", content: "a" }],
        rejected: [],
      },
      {
        input: { messages: [{ role: "user", content: "q" }], tools: [] },
        preferred_output: [],
        non_preferred_output: [],
      },
      {
        id: 1,
        question: "q",
        pos_answer: { answer: "a", score: 1, actions: "Thought: x\nAction: y" },
        neg_answer: {},
      },
      { conversations: [{ from: "human", value: "q" }], chosen: { from: "gpt", value: "a" }, rejected: {} },
    ].map((line, index) => ({ file: `${index}.jsonl`, text: `${JSON.stringify(line)}\n`.repeat(2) }));
    await fuzz(preferences, 300, ({ text }) => readPreferences(text));
  });

  it("an agent's replies", { timeout: hour }, async () => {
    const reply = {
      role: "assistant",
      content: [{ type: "text", text: "x" }],
      tool_calls: [
        { id: "1", type: "function", function: { name: removeFile.name, arguments: '{"path":"a"}' } },
      ],
    };
    await fuzz([{ file: "reply.json", text: JSON.stringify(reply) }], 500, ({ text }) => {
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return; // transports refuse it before
      }
      try {
        turnsIn(value as never, [removeFile]);
      } catch (error) {
        expect(error).toHaveProperty("reason", "invalid");
      }
    });
  });
});

describe("whatever program text holds, neither discovery nor a rule throws", () => {
  const inForce = rulesInForce("rules.json", undefined);

  it.each([".py", ".ts", ".tsx", ".js", ".go", ".cs"])("%s", { timeout: hour }, async (ending) => {
    const texts = [...seeds("tools", /./), ...seeds("rules", /./), ...seeds("corpus", /./)].filter(
      ({ file }) => extname(file) === ending,
    );
    expect(texts).not.toEqual([]);
    await fuzz(texts, 20, async (source) => {
      const scan = await scanText(source, { model, ...inForce });
      try {
        expect(scan.problems.filter(({ message }) => /^rule \S+ failed/.test(message))).toEqual([]);
        for (const finding of scan.findings.filter(({ file }) => file === source.file)) {
          inText(source.text, finding.range);
          scan.fixesOf(finding);
        }
      } finally {
        scan.dispose();
      }
    });
  });
});
