import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Finding } from "../analysis/finding.ts";
import { InputError } from "../syntax/input-error.ts";

/** Lines (zero-based) of files that were changed; `all` for files git does not follow yet. */
export type ChangedLines = ReadonlyMap<string, ReadonlySet<number> | "all">;

/** Git runs programs that a repository's configuration names unless it is told not to. */
const harmless = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "core.quotePath=false"];
const maxBuffer = 512 * 1024 * 1024;

async function git(cwd: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("git", [...harmless, ...args], { cwd, maxBuffer });
    return stdout;
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    if (code === "ENOENT") {
      throw new InputError("--changed needs git, which is not installed");
    }
    throw new InputError(`--changed: ${stderr.trim().split("\n")[0] || "git failed"}`);
  }
}

/** Whether git knows the word as a commit. */
export async function isCommit(cwd: string, ref: string): Promise<boolean> {
  try {
    await git(cwd, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
    return true;
  } catch {
    return false;
  }
}

/**
 * What differs between a commit and the files as they are, under `cwd`; paths are relative to it, forward slashes.
 * @throws InputError when there is no git, no repository or no such commit.
 */
export async function changedLines(cwd: string, ref: string): Promise<ChangedLines> {
  if (!(await isCommit(cwd, ref))) {
    await git(cwd, ["rev-parse", "--git-dir"]);
    throw new InputError(`--changed: git knows no commit "${ref}"`);
  }
  const [diff, untracked] = await Promise.all([
    git(cwd, [
      "diff",
      "--unified=0",
      "--no-color",
      "--no-ext-diff",
      "--no-textconv",
      "--no-renames",
      "--relative",
      "--src-prefix=a/",
      "--dst-prefix=b/",
      ref,
      "--",
    ]),
    git(cwd, ["ls-files", "--others", "--exclude-standard", "-z"]),
  ]);
  const changed = new Map<string, Set<number> | "all">();
  let lines = new Set<number>();
  let inHeader = false;
  for (const line of diff.split("\n")) {
    // Changed text is told apart from headers by what came before it.
    if (line.startsWith("diff --git ")) {
      inHeader = true;
    } else if (inHeader && line.startsWith("+++ b/")) {
      lines = new Set();
      changed.set(unquoted(line.slice(4)).slice(2).replace(/\t$/, ""), lines);
    } else if (inHeader && line.startsWith('+++ "b/')) {
      lines = new Set();
      changed.set(unquoted(line.slice(4)).slice(2), lines);
    } else if (line.startsWith("@@ ")) {
      inHeader = false;
      const [, start = "0", count = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
      for (let number = 0; number < Number(count); number++) {
        lines.add(Number(start) - 1 + number);
      }
    }
  }
  for (const file of untracked.split("\0")) {
    if (file !== "") {
      changed.set(file, "all");
    }
  }
  return changed;
}

/** Git writes names with quotes or control characters as C strings. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) {
    return name;
  }
  const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };
  return name.slice(1, -1).replace(/\\([ntr"\\])/g, (_whole, letter: string) => escapes[letter] ?? letter);
}

/** Whether a finding, or a step of the path that leads to it, is on a changed line. */
export function touches(changed: ChangedLines, { file, range, related }: Finding): boolean {
  return [{ file, range }, ...related].some((place) => {
    const lines = changed.get(place.file);
    if (lines === undefined || lines === "all") {
      return lines === "all";
    }
    for (let line = place.range.startLine; line <= place.range.endLine; line++) {
      if (lines.has(line)) {
        return true;
      }
    }
    return false;
  });
}
