import { resolve } from "node:path";
import type { ThreatModel } from "../ots/threat-model.ts";
import { createDiskHost } from "../syntax/disk-host.ts";
import type { Problem } from "../syntax/problem.ts";
import { rememberingHost } from "../syntax/source-host.ts";
import { createCollection, discoveryVisits, type FolderDiscovery } from "../tools/discover-files.ts";
import { programsOf } from "../tools/discover-notebook.ts";
import { createDiscoveryProject } from "../tools/discovery-project.ts";
import { createParsing } from "../tools/parsing.ts";
import { type VisitOptions, visitFiles } from "../tools/visit-files.ts";
import type { Finding } from "./finding.ts";
import { byPlace } from "./fingerprints.ts";
import type { Fix } from "./fix.ts";
import type { Rule } from "./rule.ts";
import { scanText } from "./scan-text.ts";
import type { Policy } from "./settings/policy.ts";
import type { Silenced } from "./suppressions/apply.ts";
import { suppressionMark } from "./suppressions/suppression.ts";
import { createWorth, isWorthChecking } from "./worth.ts";

export interface FilesScan {
  /** By file and place. */
  findings: Finding[];
  silenced: Silenced<Finding>[];
  discovery: FolderDiscovery;
  problems: Problem[];
  /** The ways out of each finding that has any, safe rewrites first. */
  fixes: ReadonlyMap<Finding, readonly Fix[]>;
  /** The file whose scan came upon a finding that lies in another file. */
  origins: ReadonlyMap<Finding, string>;
  /** The texts of files with findings, as they were scanned. */
  texts: ReadonlyMap<string, string>;
  stats: { files: number; bytes: number; milliseconds: number };
}

export interface ScanFilesOptions extends VisitOptions {
  model: ThreatModel;
  rules: readonly Rule[];
  policy: Policy;
  /** Ids of every rule there is. */
  known: ReadonlySet<string>;
}

/**
 * Code units of text kept parsed. A scan comes back to what files import again and again, and lets go of all of it when it is done,
 * so it may keep more than an editor that stays open.
 */
const maxKept = 8_000_000;

/**
 * Discovers and checks the files under `paths` in one pass. `paths` are absolute or relative to `root`; none means all of
 * `root`. What cannot be read becomes a problem, the rest is scanned all the same.
 * @throws InputError when a path does not exist; the signal's reason when it is aborted.
 */
export async function scanFiles(
  root: string,
  paths: readonly string[],
  options: ScanFilesOptions,
): Promise<FilesScan> {
  const start = performance.now();
  const { rules, policy } = options;
  const collection = createCollection();
  const findings: Finding[] = [];
  /** Found through another file than the one they are in. */
  const through: Finding[] = [];
  const silenced: Silenced<Finding>[] = [];
  /** What comments silenced that came out of the scan of another file. */
  const heeded: Finding[] = [];
  const fixes = new Map<Finding, readonly Fix[]>();
  const origins = new Map<Finding, string>();
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const configurations = rules.flatMap(({ checks }) =>
    checks.flatMap((check) => (check.kind === "config" ? check.files : [])),
  );
  const host = rememberingHost(
    createDiskHost(resolve(root), (file) => options.texts?.get(file)),
    maxKept,
  );
  const project = createDiscoveryProject(host, { maxKept, maxEdited: 0 });
  const {
    files,
    bytes,
    problems: unread,
  } = await visitFiles(
    root,
    paths,
    {
      accepts: (file) =>
        (discoveryVisits.accepts(file) || configurations.some((pattern) => pattern.test(file))) &&
        policy.isScanned(file),
      isWorthReading(file, latin1) {
        const search = project.search(latin1);
        return (
          discoveryVisits.isWorthReading(file, search, project) ||
          programsOf(file).some((program) =>
            isWorthChecking(rules, createWorth(program, search, project, policy.tables)),
          ) ||
          latin1.includes(suppressionMark)
        );
      },
      notAccepted: "no rule looks at files of this kind, or the project's settings leave the file out",
      async visit(source) {
        const scan = await scanText(source, {
          ...options,
          named: source.named,
          parsing: createParsing(source, project),
        });
        try {
          collection.add(source, { ...scan.discovery, problems: [] });
          problems.push(...scan.problems);
          for (const finding of scan.findings) {
            (finding.file === source.file ? findings : through).push(finding);
          }
          silenced.push(...scan.silenced);
          for (const finding of scan.findings) {
            if (finding.file !== source.file) {
              origins.set(finding, source.file);
            }
            const ways = scan.fixesOf(finding);
            if (ways.length > 0) {
              fixes.set(finding, ways);
            }
          }
          if (scan.findings.length + scan.silenced.length > 0) {
            texts.set(source.file, source.text);
          }
          for (const { file } of scan.findings) {
            const text = texts.has(file) ? undefined : project.sources.host.read(file);
            if (text !== undefined) {
              texts.set(file, text);
            }
          }
          for (const { finding, by } of scan.silenced) {
            if (finding.file !== source.file && by === "comment") {
              heeded.push(finding);
            }
          }
        } finally {
          scan.dispose();
        }
      },
    },
    options,
  ).finally(project.clear);
  const discovery = collection.sorted([...problems, ...unread]);
  return {
    findings: withOthers(findings, through.sort(byFile))
      .filter((finding) => !isOfUse(finding, heeded))
      .sort(byFile),
    silenced: silenced.sort((a, b) => byFile(a.finding, b.finding)),
    discovery,
    problems: discovery.problems,
    fixes,
    origins,
    texts,
    stats: { files, bytes, milliseconds: performance.now() - start },
  };
}

/** Whether a finding says that a comment is of no use which silences something that another file's scan came upon. */
function isOfUse({ ruleId, file, message }: Finding, heeded: readonly Finding[]): boolean {
  return (
    ruleId === "unused-suppression" &&
    heeded.some((finding) => finding.file === file && message.includes(`"${finding.ruleId}"`))
  );
}

function byFile(a: Finding, b: Finding): number {
  return (
    (a.file < b.file ? -1 : a.file > b.file ? 1 : byPlace(a, b)) || (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}

/** A helper's defect is found through every file that calls it, and perhaps in the helper itself: it counts once. */
function withOthers(own: readonly Finding[], through: readonly Finding[]): Finding[] {
  const keyOf = ({ ruleId, file, range }: Finding) => JSON.stringify([ruleId, file, range]);
  const seen = new Set(own.map(keyOf));
  return [...own, ...through.filter((finding) => !seen.has(keyOf(finding)) && seen.add(keyOf(finding)))];
}
