import { githubWriter } from "./reports/github.ts";
import { jsonWriter } from "./reports/json.ts";
import { junitWriter } from "./reports/junit.ts";
import type { ReportWriter } from "./reports/report.ts";
import { sarifWriter } from "./reports/sarif.ts";
import { textWriter } from "./reports/text.ts";

/** Every way of writing a scan down, the default first. A new one is one file and one line here. */
export const reportWriters: readonly ReportWriter[] = [
  textWriter,
  jsonWriter,
  sarifWriter,
  githubWriter,
  junitWriter,
];
