import { type ExampleFilter, examplesOf } from "../dataset/examples.ts";
import { exportExamples } from "../dataset/exporter.ts";
import { exporters } from "../dataset/exporters.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Command } from "./command.ts";
import { dataFolder, openProjectStore } from "./project.ts";
import { openSink } from "./sink.ts";
import { listOf, stringValue } from "./values.ts";

const everyPair: ExampleFilter = { scenario: () => true, states: new Set(["pair"]) };

export const exportCommand: Command = {
  name: "export",
  usage: "[dir] --format F [--out FILE]",
  summary: "Writes the project's pairs as training data.",
  options: {
    format: { type: "string", value: "F", help: exporters.map((exporter) => exporter.id).join(" or ") },
    out: { type: "string", value: "FILE", help: "file to write (default: standard output)" },
  },
  maxPositionals: 1,
  async run(line, io) {
    const ids = exporters.map((exporter) => exporter.id);
    const [format, ...others] = listOf(line, "format", ids) ?? [];
    const exporter = exporters.find((candidate) => candidate.id === format);
    if (!exporter || others.length > 0) {
      throw new InputError(`--format takes one of: ${ids.join(", ")}`);
    }
    const store = await openProjectStore(dataFolder(line, io), io, { mustExist: true });
    try {
      const sink = await openSink(stringValue(line, "out"), io);
      const leftOut: { scenarioId: string; reason: string }[] = [];
      const examples = examplesOf(store, everyPair, (broken) => leftOut.push(broken));
      const { written, skipped, renamedTools } = await exportExamples(exporter, examples, sink.write);
      await sink.close();
      leftOut.push(...skipped);
      for (const { scenarioId, reason } of leftOut) {
        io.err(`left out ${scenarioId}: ${reason}\n`);
      }
      for (const { from, to } of renamedTools) {
        io.err(`the tool "${from}" is called "${to}" in this format, which does not take its name\n`);
      }
      const target = sink.file === undefined ? "" : ` to ${sink.file}`;
      io.err(`${written} pairs written${target} (${exporter.id}), ${leftOut.length} left out\n`);
      return leftOut.length > 0 ? 1 : 0;
    } finally {
      await store.close();
    }
  },
};
