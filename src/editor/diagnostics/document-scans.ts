import type * as vscode from "vscode";
import type { Finding } from "../../analysis/finding.ts";
import type { Fix } from "../../analysis/fix.ts";
import type { TextScan } from "../../analysis/scan-text.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "../project/project.ts";
import { isDiscovered } from "../project/single-file.ts";
import type { AllProjectRules } from "./project-rules.ts";

const maxCharacters = 2_500_000;

export interface DocumentScan {
  findings: readonly Finding[];
  milliseconds: number;
}

export interface FindingFixes {
  finding: Finding;
  fixes: readonly Fix[];
}

/** Processor time for one file: everything else of the extension host waits meanwhile, so it is less than a scan of CI may take. */
const maxMilliseconds = 5_000;

/** Scans documents as they are in the editor, saved or not. Nothing of a scan stays in memory but its findings. */
export class DocumentScans {
  readonly #rules: AllProjectRules;
  readonly #log: Log;

  constructor(rules: AllProjectRules, log: Log) {
    this.#rules = rules;
    this.#log = log;
  }

  /** What is to be told of the document; undefined when nobody wants it looked at. */
  async scan(project: Project, document: vscode.TextDocument): Promise<DocumentScan | undefined> {
    const began = performance.now();
    const scan = await this.#open(project, document);
    if (!scan) {
      return undefined;
    }
    scan.dispose();
    for (const { line, message } of scan.problems) {
      this.#log.debug(`${project.fileOf(document.uri)}:${line}: ${message}`);
    }
    const { baseline } = await this.#rules.of(project);
    // A comment that does nothing here may silence what the scan of a file that imports this one comes upon.
    const { sources } = await project.discovery();
    const isImported = sources.dependents(project.fileOf(document.uri)).length > 0;
    return {
      findings: scan.findings.filter(
        ({ fingerprint, ruleId }) =>
          !baseline.has(fingerprint) && !(isImported && ruleId === "unused-suppression"),
      ),
      milliseconds: performance.now() - began,
    };
  }

  /** The findings that are `wanted`, each with its ways out, worked out on the document as it is now. */
  async fixes(
    project: Project,
    document: vscode.TextDocument,
    wanted: (finding: Finding) => boolean,
  ): Promise<FindingFixes[]> {
    const scan = await this.#open(project, document);
    try {
      return (scan?.findings ?? [])
        .filter(wanted)
        .map((finding) => ({ finding, fixes: scan?.fixesOf(finding) ?? [] }));
    } finally {
      scan?.dispose();
    }
  }

  async #open(project: Project, document: vscode.TextDocument): Promise<TextScan | undefined> {
    const file = project.fileOf(document.uri);
    const text = document.getText();
    const [{ scanText }, { createParsing }, inForce, { model }] = await Promise.all([
      import("../../analysis/scan-text.ts"),
      import("../../tools/parsing.ts"),
      this.#rules.of(project),
      project.threatModel(),
    ]);
    const { rules, policy, known } = inForce;
    if (
      text.length > maxCharacters ||
      !policy.isScanned(file) ||
      !(await isDiscovered(project, document.uri))
    ) {
      return undefined;
    }
    const source = { file, text };
    const parsing = createParsing(source, await project.discovery());
    return scanText(source, { model, rules, policy, known, parsing, maxMilliseconds });
  }
}
