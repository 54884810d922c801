import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../../src/cli/command-line.ts";

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Runs one command line as a shell would, in `cwd`, and collects what it prints. */
export async function autosafe(
  cwd: string,
  args: readonly string[],
  signal = new AbortController().signal,
): Promise<Outcome> {
  const outcome: Outcome = { code: -1, out: "", err: "" };
  outcome.code = await main(args, {
    cwd,
    out: (text) => {
      outcome.out += text;
    },
    err: (text) => {
      outcome.err += text;
    },
    errIsTerminal: false,
    outHasColours: false,
    signal,
    now: () => new Date(),
  });
  return outcome;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "autosafe-cli-"));
}

/** A copy of the example workspace that a test may write into. */
export function exampleWorkspace(): string {
  const folder = temporaryFolder();
  cpSync(join(import.meta.dirname, "../../../examples"), folder, {
    recursive: true,
    filter: (path) => !path.endsWith(".autosafe"),
  });
  return folder;
}
