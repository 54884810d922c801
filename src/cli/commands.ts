import { alignCommand } from "./align.ts";
import type { Command } from "./command.ts";
import { convertCommand } from "./convert.ts";
import { discoverCommand } from "./discover.ts";
import { exportCommand } from "./export.ts";
import { generateCommand, runCommand } from "./run.ts";
import { statsCommand } from "./stats.ts";
import { viewCommand } from "./view.ts";

/** Every command of `autosafe`, in the order of the help text. */
export const commands: readonly Command[] = [
  discoverCommand,
  generateCommand,
  runCommand,
  exportCommand,
  statsCommand,
  viewCommand,
  alignCommand,
  convertCommand,
];
