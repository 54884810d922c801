import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { exportPairs } from "../dataset/exporter.ts";
import { exporters } from "../dataset/exporters.ts";
import { pairsOf } from "../dataset/pairs.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Command } from "./command.ts";
import { dataFolder, openProjectStore } from "./project.ts";
import { listOf, stringValue } from "./values.ts";

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
      const out = stringValue(line, "out");
      const file = out === undefined || out === "-" ? undefined : resolve(io.cwd, out);
      const sink =
        file === undefined
          ? { write: async (text: string) => io.out(text), close: async () => {} }
          : await fileSink(file);
      const { written, skipped } = await exportPairs(exporter, pairsOf(store), sink.write);
      await sink.close();
      for (const { scenarioId, reason } of skipped) {
        io.err(`left out ${scenarioId}: ${reason}\n`);
      }
      io.err(
        `${written} pairs written${file === undefined ? "" : ` to ${file}`} (${exporter.id}), ${skipped.length} left out\n`,
      );
      return skipped.length > 0 ? 1 : 0;
    } finally {
      await store.close();
    }
  },
};

async function fileSink(file: string) {
  await mkdir(dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  const failed = new Promise<never>((_, reject) => {
    stream.on("error", reject);
  });
  failed.catch(() => {}); // told by whichever call is waiting when it happens
  return {
    write: async (text: string): Promise<void> => {
      if (!stream.write(text)) {
        await Promise.race([failed, new Promise<void>((resume) => stream.once("drain", () => resume()))]);
      }
    },
    close: () => Promise.race([failed, new Promise<void>((done) => stream.end(() => done()))]),
  };
}
