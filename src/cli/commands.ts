import type { Command } from "./command.ts";

/** A command's name and where it is: its parsers, store and simulators load when it is asked for. */
export interface CommandEntry {
  name: string;
  load(): Promise<Command>;
}

/** Every command of `autosafe`, in the order of the help text. */
export const commands: readonly CommandEntry[] = [
  { name: "discover", load: async () => (await import("./discover.ts")).discoverCommand },
  { name: "scan", load: async () => (await import("./scan.ts")).scanCommand },
  { name: "rules", load: async () => (await import("./rules.ts")).rulesCommand },
  { name: "generate", load: async () => (await import("./run.ts")).generateCommand },
  { name: "run", load: async () => (await import("./run.ts")).runCommand },
  { name: "rank", load: async () => (await import("./rank.ts")).rankCommand },
  { name: "batch", load: async () => (await import("./batch.ts")).batchCommand },
  { name: "judge", load: async () => (await import("./judge.ts")).judgeCommand },
  { name: "reflect", load: async () => (await import("./reflect.ts")).reflectCommand },
  { name: "export", load: async () => (await import("./export.ts")).exportCommand },
  { name: "import", load: async () => (await import("./import.ts")).importCommand },
  { name: "evaluate", load: async () => (await import("./evaluate.ts")).evaluateCommand },
  { name: "policy", load: async () => (await import("./policy.ts")).policyCommand },
  { name: "stats", load: async () => (await import("./stats.ts")).statsCommand },
  { name: "view", load: async () => (await import("./view.ts")).viewCommand },
  { name: "align", load: async () => (await import("./align.ts")).alignCommand },
  { name: "convert", load: async () => (await import("./convert.ts")).convertCommand },
];
