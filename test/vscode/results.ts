import { renameSync, writeFileSync } from "node:fs";
import type { Runner, Test } from "mocha";

/** What the runner outside the editor reads. `running` names the test under way, for the case that it never ends. */
export interface SuiteResults {
  readonly done: boolean;
  readonly running: string | undefined;
  readonly passed: readonly string[];
  readonly skipped: readonly string[];
  readonly failed: readonly { readonly title: string; readonly error: string }[];
  /** Why tests failed that were given a second try, however that went. */
  readonly retried: readonly { readonly title: string; readonly error: string }[];
  /** What tests measured on the way, by name; benchmarks print it, tests never assert on it. */
  readonly figures: Readonly<Record<string, number>>;
}

const figures: Record<string, number> = {};

/** Keeps a measured figure for the benchmarks. */
export function recordFigure(name: string, value: number): void {
  figures[name] = value;
}

/**
 * Writes the state of a mocha run to `file` after every step. Each write replaces the file whole, so a reader never
 * sees half of it.
 */
export function recordResults(runner: Runner, file: string): void {
  const passed: string[] = [];
  const skipped: string[] = [];
  const failed: { title: string; error: string }[] = [];
  const retried: { title: string; error: string }[] = [];
  const write = (done: boolean, running?: string) => {
    const results: SuiteResults = { done, running, passed, skipped, failed, retried, figures };
    writeFileSync(`${file}.part`, JSON.stringify(results));
    renameSync(`${file}.part`, file);
  };
  write(false);
  runner.on("test", (test: Test) => write(false, test.fullTitle()));
  runner.on("pass", (test: Test) => passed.push(test.fullTitle()));
  runner.on("pending", (test: Test) => skipped.push(test.fullTitle()));
  runner.on("fail", (test: Test, error: Error) => {
    failed.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
  });
  runner.on("retry", (test: Test, error: Error) => {
    retried.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
  });
  runner.on("end", () => write(true));
}
