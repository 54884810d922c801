import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { exportFolder, type FolderExportOptions } from "../../../src/dataset/export-folder.ts";
import { exporters } from "../../../src/dataset/exporters.ts";
import { diskFolder } from "../../../src/dataset/folder-sink.ts";
import type { Store } from "../../../src/dataset/store.ts";
import type { Scenario } from "../../../src/ots/scenario.ts";
import { cell, scenario } from "../pipeline/scripted.ts";
import { freshFolder, humanVerdict, look, open, risky, safe } from "./stored.ts";

const words =
  "amber basin cedar delta ember fjord grove haven inlet jetty knoll larch maple north ocean".split(" ");

/** A scenario that repeats no other one. */
function own(id: string, number: number, over: Partial<Scenario> = {}): Scenario {
  const said = Array.from(
    { length: 10 },
    (_, k) => `${words[(number * 7 + k * 4) % words.length]}${number}`,
  ).join(" ");
  return scenario(id, {
    instruction: said,
    unsafe: { ...scenario("x").unsafe, arguments: { path: said } },
    cell: { ...cell, toolName: `tool_${number % 20}` },
    ...over,
  });
}

async function filled(count = 60): Promise<Store> {
  const store = await open(freshFolder());
  const ids = Array.from({ length: count }, (_, i) => `s${i}`);
  await store.put({
    scenarios: [
      ...ids.map((id, i) => own(id, i)),
      ...ids.slice(0, 20).map((id, i) => own(`${id}-benign`, 100 + i, { benign: true })),
    ],
    trajectories: [
      ...ids.flatMap((id) => [risky(`${id}-r`, id, { endState: "pair" }), safe(`${id}-r`, id)]),
      ...ids.slice(0, 20).map((id) => risky(`${id}-b`, `${id}-benign`, { endState: "acted", steps: [look] })),
    ],
  });
  return store;
}

function options(store: Store, folder: string, over: Partial<FolderExportOptions> = {}): FolderExportOptions {
  return {
    store,
    selection: {},
    exporters,
    split: { validation: 0.2, test: 0.2, seed: 3 },
    redact: true,
    name: "Test | data",
    sink: diskFolder(folder),
    signal: new AbortController().signal,
    ...over,
  };
}

function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")]),
  );
}

describe("a data set folder", () => {
  it("has every format by split, a card, and a manifest with the hash of every other file", async () => {
    const folder = freshFolder();
    const report = await exportFolder(options(await filled(), folder));
    const files = filesIn(folder);
    expect(report.examples).toBe(60);
    const manifest = JSON.parse(files.get("manifest.json") ?? "");
    const listed = new Map(
      manifest.files.map((file: { path: string; sha256: string }) => [file.path, file.sha256]),
    );
    for (const [path, text] of files) {
      if (path !== "manifest.json") {
        expect(listed.get(path), path).toBe(createHash("sha256").update(text).digest("hex"));
      }
    }
    expect(listed.size).toBe(files.size - 1);
    const card = files.get("README.md") ?? "";
    const header = parse(card.split("---\n")[1] ?? "");
    for (const { config_name, data_files } of header.configs) {
      for (const { path } of data_files) {
        expect(files.has(path), `${config_name}: ${path}`).toBe(true);
      }
    }
    const lines = [...files]
      .filter(([path]) => path.startsWith("data/openai-chat/"))
      .map(([, text]) => text.trimEnd().split("\n").length);
    expect(lines.reduce((a, b) => a + b, 0)).toBe(60);
    expect(
      JSON.parse(files.get("data/llama-factory-sft/dataset_info.json") ?? "").autosafe_sft_train.file_name,
    ).toBe("train.jsonl");
    expect(parse(files.get("data/axolotl/axolotl.yaml") ?? "").datasets[0].path).toBe("train.jsonl");
  });

  it("is the same to the byte when it is written again", async () => {
    const store = await filled();
    const [a, b] = [freshFolder(), freshFolder()];
    await exportFolder(options(store, a, { selection: { benignShare: 0.2 } }));
    await exportFolder(options(store, b, { selection: { benignShare: 0.2 } }));
    await exportFolder(options(store, b, { selection: { benignShare: 0.2 } }));
    expect(filesIn(b)).toEqual(filesIn(a));
  });

  it("mixes in the share of benign twins asked for, as examples to act on", async () => {
    const folder = freshFolder();
    const report = await exportFolder(options(await filled(), folder, { selection: { benignShare: 0.2 } }));
    expect(report.benign).toBe(15);
    expect(report.examples).toBe(75);
    const skipped = report.skipped.filter(({ format }) => format === "trl-dpo");
    expect(skipped).toHaveLength(15);
    expect(skipped[0]?.reason).toContain("no unsafe action");
    expect(report.formats["trl-kto"]?.lines).toBe(60 * 2 + 15);
  });

  it("follows what people said", async () => {
    const store = await filled(3);
    await store.put({
      humanVerdicts: [
        { ...humanVerdict("v1", "s0-r-safe"), judgement: "rejected" },
        {
          ...humanVerdict("v2", "s1-r-safe"),
          judgement: "edited",
          action: { kind: "answer", text: "Which of them?" },
        },
        { ...humanVerdict("v3", "s2-r"), judgement: "wrong" },
      ],
    });
    const folder = freshFolder();
    const report = await exportFolder(options(store, folder, { split: undefined }));
    expect(report.examples).toBe(1);
    expect(report.reviewed).toBe(1);
    expect(report.leftOut.map(({ reason }) => reason)).toEqual([
      "a person rejected its safe action",
      "a person found the verdict on its step wrong",
    ]);
    expect(filesIn(folder).get("data/openai-chat/all.jsonl")).toContain("Which of them?");
    expect(filesIn(folder).get("left-out.jsonl")?.split("\n")).toHaveLength(3);
  });

  it("leaves nothing behind when it is cancelled, and what stood there before stays", async () => {
    const store = await filled();
    const folder = freshFolder();
    await exportFolder(options(store, folder));
    const before = filesIn(folder);
    const controller = new AbortController();
    const cancelled = exportFolder(
      options(store, folder, {
        signal: controller.signal,
        redact: false,
        onProgress: () => controller.abort(),
      }),
    );
    await expect(cancelled).rejects.toThrow();
    expect(filesIn(folder)).toEqual(before);
  });

  it("says in words that the folder cannot be written", async () => {
    const store = await filled(3);
    const taken = join(freshFolder(), "taken");
    await exportFolder(options(store, taken));
    expect(existsSync(join(taken, "README.md"))).toBe(true);
    await expect(exportFolder(options(store, join(taken, "README.md")))).rejects.toThrow(/cannot be written/);
  });
});
