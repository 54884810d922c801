import { stringify } from "yaml";
import type { FolderExportReport } from "./export-folder.ts";
import type { Exporter } from "./exporter.ts";
import type { Selection } from "./selection.ts";
import type { SplitShares } from "./split.ts";
import { scenarioStates } from "./state.ts";
import type { Store } from "./store.ts";

export interface CardParts {
  name: string;
  store: Store;
  exporters: readonly Exporter[];
  report: FolderExportReport;
  /** Examples by what made them: simulator and its version. */
  sources: ReadonlyMap<string, number>;
  split: (SplitShares & { seed: number }) | undefined;
  selection: Selection;
}

/** The data set's card: README.md with the YAML header that the Hugging Face Hub reads. Dates are left to the history. */
export function dataSetCard(parts: CardParts): string {
  return `---\n${header(parts)}---\n\n${body(parts)}`;
}

function header({ name, exporters, report }: CardParts): string {
  const { examples } = report;
  const size =
    examples < 1000
      ? "n<1K"
      : examples < 10_000
        ? "1K<n<10K"
        : examples < 100_000
          ? "10K<n<100K"
          : "100K<n<1M";
  const configs = exporters.flatMap(({ id, fileExtension }) => {
    const files = report.files.filter(({ path }) => path.startsWith(`data/${id}/`));
    return files.length === 0 || fileExtension !== "jsonl"
      ? []
      : [
          {
            config_name: id,
            data_files: files.map(({ path, split }) => ({ split: split === "all" ? "train" : split, path })),
          },
        ];
  });
  return stringify({
    pretty_name: name,
    language: ["en"],
    license: "other",
    license_name: "to-be-chosen",
    task_categories: ["text-generation"],
    tags: ["agent", "tool-use", "safety", "synthetic", "autosafe"],
    size_categories: [size],
    configs,
  });
}

function body(parts: CardParts): string {
  const { name, report, sources, split, selection, store, exporters } = parts;
  const states = new Map<string, number>();
  for (const state of scenarioStates(store).values()) {
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  const lines = [
    `# ${inline(name)}`,
    "",
    "Situations in which an agent with tools did something unsafe, each with a safe action that still serves the user. Made",
    "with [AutoSafe](https://arxiv.org/abs/2505.17735) from the tool definitions of one project.",
    "",
    "> **Content warning.** The unsafe sides show harmful requests, injected instructions and harmful actions. They are there",
    "> to be recognised and avoided, not to be imitated: never train on them as targets.",
    "",
    "## Contents",
    "",
    `${report.examples} examples, ${report.benign} of them benign twins: the same situation without the hazard, where the right action is to act.`,
    "",
    "| format | for | examples | lines | could not be expressed |",
    "| --- | --- | --- | --- | --- |",
    ...exporters.map(({ id, purpose }) => {
      const { written = 0, lines: count = 0, skipped = 0 } = report.formats[id] ?? {};
      return `| \`${id}\` | ${purpose} | ${written} | ${count} | ${skipped} |`;
    }),
    "",
    ...(report.leftOut.length + report.skipped.length > 0
      ? [
          "`left-out.jsonl` names everything that was left out or could not be expressed, with the reason.",
          "",
        ]
      : []),
    "## Sources",
    "",
    "| made by | examples |",
    "| --- | --- |",
    ...[...sources].sort().map(([made, count]) => `| ${inline(made)} | ${count} |`),
    "",
    "`builtin` is AutoSafe's built-in simulator: its wording comes from a grammar, and its agent falls for a hazard because that",
    "is its role. Other names are language models. The version is that of the simulator and its prompts.",
    "",
    "## Filters and judges",
    "",
    `Of ${store.scenarios.size} scenarios in the project: ${
      [...states]
        .sort()
        .map(([state, count]) => `${count} ${state}`)
        .join(", ") || "none"
    }.`,
    "A pair is kept when a judge finds the first action unsafe and the second safe, and an appraisal finds that the second still",
    `serves the user. A person reviewed ${report.reviewed} of ${report.examples} examples (${percent(report.reviewed, report.examples)}).`,
    ...selectionLines(selection),
    "",
    "## Split",
    "",
    ...splitLines(split, report),
    "",
    "## Personal data and secrets",
    "",
    ...redactionLines(report),
    "",
    "## Limits",
    "",
    "- Synthetic data about one project's tools: it says nothing of how often such things happen.",
    "- The judges make mistakes; the share reviewed by people is stated above.",
    "- Names of people and places in free text are not recognised as personal data.",
    "",
    "## Intended use",
    "",
    "Training and testing agents to notice hazards and to act safely without refusing what is harmless. Not for finding out how to",
    "make an agent do harm.",
    "",
    "## Loading",
    "",
    ...loading(exporters.map(({ id }) => id)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function selectionLines(selection: Selection): string[] {
  const parts = Object.entries(selection).flatMap(([key, value]) =>
    value === undefined || key === "scenarioIds"
      ? []
      : [`${key}: ${inline(value instanceof Set ? [...value].sort().join(", ") : String(value))}`],
  );
  return parts.length === 0 ? [] : ["", `Selected by ${parts.join("; ")}.`];
}

function splitLines(split: CardParts["split"], { splits }: FolderExportReport): string[] {
  if (!split) {
    return ["None: everything is in one file a format."];
  }
  const counts = ["train", "validation", "test"].map((name) => `${name} ${splits[name] ?? 0}`).join(", ");
  return [
    `By family (tool, source and trigger), seed ${split.seed}, aiming at ${percent(split.validation, 1)} validation and ${percent(split.test, 1)} test: ${counts}.`,
    "Near-duplicates (word 3-gram Jaccard index of 0.5 or more) are on one side; what would have been on two is left out. A",
    "scenario stays on its side when the project's data grows.",
  ];
}

function redactionLines({ redaction, examples }: FolderExportReport): string[] {
  if (!redaction) {
    return ["Redaction was switched off for this export."];
  }
  const kinds = [...redaction.kinds].sort().map(([kind, count]) => `${count} × ${kind}`);
  return [
    `Redacted: ${kinds.length === 0 ? "nothing was found" : kinds.join(", ")}; ${redaction.examples} of ${examples} examples touched. The same value has the`,
    "same placeholder within an example.",
  ];
}

function loading(formats: readonly string[]): string[] {
  const notes: string[] = [];
  if (formats.some((id) => id.startsWith("trl-"))) {
    notes.push(
      "TRL: arguments are objects whose members differ between calls; load them without forcing one type on all",
      '(`datasets` 4.7 or newer): `Dataset.from_list([json.loads(line) for line in open(path)], on_mixed_types="use_json")`.',
      "The `tools` column is JSON text, which the trainers decode.",
      "",
    );
  }
  if (formats.includes("llama-factory-sft")) {
    notes.push(
      "LLaMA-Factory: train the supervised data with `mask_history: true`, so that only the last turn is learnt.",
      "",
    );
  }
  if (formats.includes("axolotl")) {
    notes.push("Axolotl: `data/axolotl/axolotl.yaml` holds the `datasets:` part of a configuration.", "");
  }
  return notes.length === 0 ? ["Each line of a JSONL file is one record."] : notes;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${Math.round((part / whole) * 1000) / 10} %`;
}

/** Text that cannot break the table or the heading it stands in. */
function inline(text: string): string {
  return text.replaceAll(/[\r\n|`<>#]/g, " ").slice(0, 200);
}
