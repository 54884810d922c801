import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/analysis/finding.ts";
import { applyEdits, offsetsOf } from "../../../src/analysis/fix.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { scanFiles } from "../../../src/analysis/scan-files.ts";
import { knownRules, scanText, type TextScan } from "../../../src/analysis/scan-text.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { createPolicy } from "../../../src/analysis/settings/policy.ts";
import type { RulesFile } from "../../../src/analysis/settings/schema.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { readNotebook } from "../../../src/tools/notebook-text.ts";
import { ruleCases } from "./fixtures.ts";

const known = new Set(knownRules(rules).map(({ id }) => id));

async function scanned<T>(
  file: string,
  text: string,
  use: (scan: TextScan) => T,
  settings: RulesFile = { schemaVersion: 1 },
): Promise<T> {
  const scan = await scanText({ file, text }, { model, rules, known, policy: createPolicy(settings) });
  try {
    return use(scan);
  } finally {
    scan.dispose();
  }
}

const cell = (source: string | string[], cell_type = "code") => ({
  cell_type,
  metadata: {},
  outputs: [],
  source,
});
const lines = (text: string) => text.split(/(?<=\n)/);
const notebook = (cells: unknown[], name = "python") =>
  JSON.stringify({ cells, metadata: { language_info: { name } }, nbformat: 4 }, null, 1);
const textAt = (text: string, { range }: Pick<Finding, "range">) => {
  const { start, end } = offsetsOf(text, range);
  return text.slice(start, end);
};

const ping =
  '@tool\ndef ping(host: str) -> str:\n    """Ping a "host"."""\n    return subprocess.run(f"ping {host}", shell=True, timeout=9).stdout\n';
const agent = [
  cell("Runs `rm -rf` as root: subprocess.run(x, shell=True)", "markdown"),
  cell(lines("%pip install langchain\nimport subprocess\nfrom langchain_core.tools import tool")),
  cell(lines(ping)),
];
const shell = "tool-param-to-shell";

describe("notebooks", () => {
  it("are checked cell by cell, findings and their way where they stand in the file", async () => {
    const text = notebook(agent);
    await scanned("lab/book.ipynb", text, ({ findings, discovery }) => {
      expect(findings.map(({ ruleId, file }) => [ruleId, file])).toEqual([[shell, "lab/book.ipynb"]]);
      const [finding] = findings;
      expect(finding && textAt(text, finding)).toBe('f\\"ping {host}\\"');
      expect(finding?.related.map((place) => [place.file, textAt(text, place)])).toEqual([
        ["lab/book.ipynb", "ping"],
        ["lab/book.ipynb", "host"],
        ["lab/book.ipynb", 'subprocess.run(f\\"ping {host}\\", shell=True, timeout=9)'],
      ]);
      expect(discovery.tools.map(({ name, source }) => [name, source.file])).toEqual([
        ["ping", "lab/book.ipynb"],
      ]);
    });
  });

  it("keep their form when a finding is mended", async () => {
    const text = notebook(agent);
    await scanned("book.ipynb", text, ({ findings, fixesOf }) => {
      const [fix] = fixesOf(findings[0] as Finding);
      const after = applyEdits(text, fix?.edits ?? []);
      expect(JSON.parse(after).cells).toHaveLength(3);
      expect(JSON.parse(after).cells[2].source.join("")).toContain(
        'subprocess.run(["ping", "--", host], timeout=9)',
      );
    });
  });

  it("find what plain files find, and every fix leaves a notebook with the fixed program", async () => {
    const ids = rules.map(({ id }) => id);
    const cases = ids
      .flatMap((id) => ruleCases(id, "bad"))
      .filter(
        ({ files }) => files.length === 1 && files[0]?.file.endsWith(".py") && !/^[%!?]/m.test(files[0].text),
      );
    expect(cases.length).toBeGreaterThan(100);
    let fixes = 0;
    for (const { name, files } of cases) {
      const program = files[0]?.text ?? "";
      const text = notebook([cell("# Title", "markdown"), cell(lines(program))]);
      const plain = await scanned("book.ipynb.py", `${program}\n`, ({ findings }) => findings);
      await scanned("book.ipynb", text, ({ findings, fixesOf }) => {
        const told = (all: readonly Finding[]) =>
          all.map(({ ruleId, message }) => `${ruleId}: ${message}`).sort();
        expect([name, told(findings)]).toEqual([name, told(plain)]);
        for (const fix of findings.flatMap(fixesOf)) {
          const after = readNotebook(applyEdits(text, fix.edits));
          expect([name, fix.title, "text" in after && after.problems]).toEqual([name, fix.title, []]);
          fixes++;
        }
      });
    }
    expect(fixes).toBeGreaterThan(100);
  });

  it("offer no fix that would reach from one cell into the next", async () => {
    // The comment is the last line of its cell: taking the line out would take the end of the cell with it.
    const text = notebook([cell(lines("x = 1\n# autosafe-ignore-file eval-exec -- none")), cell("print(x)")]);
    await scanned("book.ipynb", text, ({ findings, fixesOf }) => {
      for (const fix of findings.flatMap(fixesOf)) {
        expect(JSON.parse(applyEdits(text, fix.edits)).cells).toHaveLength(2);
      }
    });
  });

  it("heed comments in cells, and settings that name the notebook", async () => {
    const quiet = agent.with(2, cell(`# autosafe-ignore-file ${shell} -- a demonstration\n${ping}`));
    const ids = ({ findings }: TextScan) => findings.map(({ ruleId }) => ruleId);
    expect(await scanned("book.ipynb", notebook(quiet), ids)).toEqual([]);
    const rulesOff = { [shell]: { exclude: ["lab/*.ipynb"] } };
    const settings: RulesFile = { schemaVersion: 1, rules: rulesOff };
    expect(await scanned("lab/book.ipynb", notebook(agent), ids, settings)).toEqual([]);
    expect(await scanned("other/book.ipynb", notebook(agent), ids, settings)).toEqual([shell]);
  });

  it("in another language, broken, or of no cells tell so when they are named, and nothing breaks", async () => {
    const root = await mkdtemp(join(tmpdir(), "autosafe-notebooks-"));
    try {
      await writeFile(join(root, "r.ipynb"), notebook([cell("x <- 1")], "R"));
      await writeFile(join(root, "none.ipynb"), "[1, 2]");
      await writeFile(join(root, "cut.ipynb"), notebook(agent).slice(0, -200));
      await writeFile(join(root, "deep.ipynb"), `{"cells":${"[".repeat(20_000)}`);
      await writeFile(
        join(root, "script.ipynb"),
        notebook(
          [
            cell('import OpenAI from "openai";\nconst client = new OpenAI();'),
            cell("const r = await client.chat.completions.create({ model: 'm', messages });"),
            cell("eval(r.choices[0].message.content);"),
          ],
          "typescript",
        ),
      );
      const options = { ...rulesInForce("rules.json", undefined), model };
      const named = await scanFiles(root, ["r.ipynb", "none.ipynb", "cut.ipynb", "deep.ipynb"], options);
      expect(named.problems.map(({ file }) => file)).toEqual(
        expect.arrayContaining(["cut.ipynb", "none.ipynb", "r.ipynb"]),
      );
      const whole = await scanFiles(root, [], options);
      expect(whole.findings.map(({ file, ruleId }) => [file, ruleId])).toContainEqual([
        "script.ipynb",
        "llm-output-to-exec",
      ]);
      expect(whole.discovery.tools.map(({ name, source }) => [name, source.file])).toEqual([
        ["ping", "cut.ipynb"],
      ]);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
