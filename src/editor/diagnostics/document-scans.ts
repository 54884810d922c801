import type * as vscode from "vscode";
import type { Finding } from "../../analysis/finding.ts";
import type { Fix } from "../../analysis/fix.ts";
import type { TextScan } from "../../analysis/scan-text.ts";
import type { Log } from "../base/log.ts";
import { fileUriOf, notebookOf, programOf } from "../project/notebook-cells.ts";
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

/**
 * Scans documents as they are in the editor, saved or not; a cell of a notebook stands for all of the notebook. Nothing of a scan
 * stays in memory but its findings.
 */
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
    const uri = fileUriOf(document.uri);
    const file = project.fileOf(uri);
    const notebook = notebookOf(document.uri);
    const cells = notebook && programOf(file, notebook);
    const text = cells?.program.text ?? document.getText();
    const [{ scanText }, { scanCells }, { createParsing }, inForce, { model }] = await Promise.all([
      import("../../analysis/scan-text.ts"),
      import("../../analysis/scan-notebook.ts"),
      import("../../tools/parsing.ts"),
      this.#rules.of(project),
      project.threatModel(),
    ]);
    const { rules, policy, known } = inForce;
    if (
      (notebook !== undefined && cells === undefined) ||
      text.length > maxCharacters ||
      !policy.isScanned(file) ||
      !(await isDiscovered(project, uri))
    ) {
      return undefined;
    }
    const source = cells?.program ?? { file, text };
    const parsing = createParsing(source, await project.discovery());
    const options = { model, rules, policy, known, parsing, maxMilliseconds };
    return cells === undefined ? scanText(source, options) : scanCells(cells, options, scanText);
  }
}
