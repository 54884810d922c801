import { safetyPolicy } from "../dataset/safety-policy.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Command } from "./command.ts";
import { dataFolder, openProjectStore, projectRoot, projectThreatModel } from "./project.ts";
import { openSink } from "./sink.ts";
import { stringValue } from "./values.ts";

export const policyCommand: Command = {
  name: "policy",
  usage: "[dir] [--out FILE]",
  summary: "Distils a safety policy for the project's agent from the accepted reflections.",
  options: { out: { type: "string", value: "FILE", help: "file to write (default: standard output)" } },
  maxPositionals: 1,
  async run(line, io) {
    const data = dataFolder(line, io);
    const store = await openProjectStore(data, io, { mustExist: true });
    try {
      const text = safetyPolicy(store, await projectThreatModel(projectRoot(data)));
      if (text === undefined) {
        throw new InputError('there is no pair to learn from yet; run "autosafe run" first');
      }
      const sink = await openSink(stringValue(line, "out"), io);
      await sink.write(text);
      await sink.close();
      return 0;
    } finally {
      await store.close();
    }
  },
};
