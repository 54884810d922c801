import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { autosafe, temporaryFolder } from "./drive.ts";

const unsafe = `from agents import function_tool


@function_tool(needs_approval=False)
def delete_branch(name: str) -> str:
    """Delete a branch for good."""
`;
const safe = unsafe.replace("False", "True");
const second = unsafe.replaceAll("branch", "folder");

function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

function git(folder: string, ...args: string[]) {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "pipe" });
}

const found = ({ out }: { out: string }) =>
  JSON.parse(out).findings.map(
    ({ file, line, ruleId }: { file: string; line: number; ruleId: string }) => `${file}:${line} ${ruleId}`,
  );

describe("autosafe scan", () => {
  it("reports with a code frame and fails on errors", async () => {
    const folder = project({ "agent/tools.py": unsafe, "agent/safe.py": safe });
    const { code, out, err } = await autosafe(folder, ["scan"]);
    expect(out).toContain("agent/tools.py:4:16: error `delete_branch`");
    expect(out).toContain(" 4 | @function_tool(needs_approval=False)");
    expect(out).toMatch(/1 error, 0 warnings, 0 info in 2 files/);
    expect(err).toBe("");
    expect(code).toBe(1);
    expect((await autosafe(folder, ["scan", "agent/safe.py"])).code).toBe(0);
    expect((await autosafe(folder, ["scan", "--fail-on", "never"])).code).toBe(0);
    expect((await autosafe(folder, ["scan", "--rules", "mcp-config-auto-approve"])).out).toMatch(
      /^No findings/,
    );
  });

  it("mends a call that two rules speak of for one after the other", async () => {
    const folder = project({
      "trace.py":
        "from subprocess import run\n\nfrom agents import function_tool\n\n\n@function_tool\ndef trace(host: str) -> str:\n" +
        '    """Trace a host."""\n' +
        '    return run(f"traceroute {host}", shell=True, capture_output=True, text=True).stdout\n',
    });
    const { out } = await autosafe(folder, ["scan", "--severity", "info", "--format", "json"]);
    expect(found({ out })).toEqual(
      expect.arrayContaining(["trace.py:9 call-without-timeout", "trace.py:9 tool-param-to-shell"]),
    );
    await autosafe(folder, ["scan", "--fix"]);
    const text = readFileSync(join(folder, "trace.py"), "utf8");
    expect(text).toContain('run(["traceroute", "--", host], ');
    expect(text.match(/timeout=30/g)).toHaveLength(1);
  });

  it("reads a project from elsewhere as from inside, and names its files from where it runs", async () => {
    const files = {
      "tests-of-us/agent/run.py": "import os\n\n\ndef run(command: str) -> None:\n    os.system(command)\n",
      "tests-of-us/agent/tools.py":
        "from agents import function_tool\n\nfrom .run import run\n\n\n@function_tool\ndef ping(host: str) -> None:\n" +
        '    """Ping."""\n    run("ping " + host)\n',
      "tests-of-us/.autosafe/rules.json":
        '{ "schemaVersion": 1, "rules": { "tool-description-missing": "off" } }',
      "here/empty.txt": "",
    };
    const folder = project(files);
    const inside = await autosafe(join(folder, "tests-of-us"), ["scan", "--format", "json"]);
    const outside = await autosafe(join(folder, "here"), ["scan", "../tests-of-us", "--format", "json"]);
    expect(found(inside)).toEqual(["agent/run.py:5 tool-param-to-shell"]);
    expect(found(outside)).toEqual(["../tests-of-us/agent/run.py:5 tool-param-to-shell"]);
    const named = await autosafe(join(folder, "here"), ["scan", join(folder, "tests-of-us/agent/tools.py")]);
    expect(named.out).toContain("../tests-of-us/agent/run.py:5:15: error");
    expect(named.out).toContain(" 5 |     os.system(command)");
    const tools = await autosafe(join(folder, "here"), ["discover", "../tests-of-us"]);
    expect(tools.out).toMatch(/^\.\.\/tests-of-us\/agent\/tools\.py:7:5: ping/);
    const fixed = await autosafe(join(folder, "here"), ["scan", "../tests-of-us", "--fix", "--dry-run"]);
    expect(fixed.err).not.toContain("outside");
  });

  it.each([
    [["scan", "--format", "pdf"], /unknown "pdf"; known: text, json, sarif, github, junit/],
    [["scan", "--rules", "no-such"], /--rules: unknown "no-such"/],
    [["scan", "--severity", "grave"], /known: error, warning, info/],
    [["scan", "--fail-on", "grave"], /known: error, warning, info, never/],
    [["scan", "--dry-run"], /--dry-run goes with --fix/],
    [["scan", "nowhere"], /nowhere: it does not exist/],
    [["scan", "--baseline", "none.json"], /none\.json: no such file; --write-baseline/],
    [["rules", "approval"], /no rule "approval"; did you mean "approval-disabled"/],
  ])("answers %j with a clear message and exit code 2", async (args, message) => {
    const { code, err, out } = await autosafe(project({ "a.py": unsafe }), args);
    expect(err).toMatch(message);
    expect(out).toBe("");
    expect(code).toBe(2);
  });

  it.each(["json", "sarif", "github", "junit"])("writes %s to a file", async (format) => {
    const folder = project({ "a.py": unsafe });
    const { code, out, err } = await autosafe(folder, ["scan", "--format", format, "--output", "out/report"]);
    expect(readFileSync(join(folder, "out/report"), "utf8")).toContain("approval-disabled");
    expect(err).toContain("written to out/report");
    expect(out).toBe("");
    expect(code).toBe(1);
  });

  it("fixes what it can, keeping the rest of the file, and reports what is left", async () => {
    const text = `\ufeff${unsafe.replaceAll("\n", "\r\n")}`;
    const folder = project({ "a.py": text });
    const dry = await autosafe(folder, ["scan", "--fix", "--dry-run"]);
    expect(dry.out).toContain("--- a/a.py\n+++ b/a.py\n@@");
    expect(dry.out).toContain("+@function_tool(needs_approval=True)");
    expect(dry.code).toBe(1);
    expect(readFileSync(join(folder, "a.py"), "utf8")).toBe(text);
    const { code, err } = await autosafe(folder, ["scan", "--fix"]);
    expect(err).toContain("1 finding in 1 file fixed");
    expect(readFileSync(join(folder, "a.py"), "utf8")).toBe(text.replace("False", "True"));
    expect(code).toBe(0);
  });

  it("writes a diff that git applies", async () => {
    const folder = project({ "a.py": unsafe, "sub/b.py": second });
    git(folder, "init", "-q");
    const { out } = await autosafe(folder, ["scan", "--fix", "--dry-run"]);
    writeFileSync(join(folder, "fix.patch"), out);
    git(folder, "apply", "fix.patch");
    expect(readFileSync(join(folder, "a.py"), "utf8")).toBe(safe);
    expect((await autosafe(folder, ["scan"])).code).toBe(0);
  });

  it("takes a baseline, then reports only what is new", async () => {
    const folder = project({ "a.py": unsafe });
    const taken = await autosafe(folder, ["scan", "--write-baseline"]);
    expect(taken.err).toContain("1 finding taken into .autosafe/baseline.json");
    expect(taken.code).toBe(0);
    const clean = await autosafe(folder, ["scan"]);
    expect(clean.out).toMatch(/No findings in 1 file \(1 in the baseline\)/);
    expect(clean.code).toBe(0);
    writeFileSync(join(folder, "a.py"), `import os\n\n${unsafe}${second}`);
    const again = await autosafe(folder, ["scan", "--format", "json"]);
    expect(found(again)).toEqual(["a.py:12 approval-disabled"]);
    expect(again.code).toBe(1);
  });

  it("reads the project's settings, and says where they are wrong", async () => {
    const settings = (rules: object) => JSON.stringify({ schemaVersion: 1, rules });
    const folder = project({
      "a.py": unsafe,
      ".autosafe/rules.json": settings({ "approval-disabled": "info" }),
    });
    const { out, err, code } = await autosafe(folder, ["scan"]);
    expect(out).toMatch(/^No findings/);
    expect(err).toContain("1 milder findings not shown");
    expect(code).toBe(0);
    writeFileSync(join(folder, ".autosafe/rules.json"), settings({ "aproval-disabled": "info" }));
    const wrong = await autosafe(folder, ["scan"]);
    expect(wrong.err).toMatch(/rules\.json:1:\d+: .*did you mean/);
    expect(wrong.code).toBe(2);
  });

  it("looks at changed lines only", async () => {
    const folder = project({ "old.py": unsafe, "a file.py": unsafe });
    git(folder, "init", "-q");
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "first");
    expect(found(await autosafe(folder, ["scan", "--format", "json", "--changed"]))).toEqual([]);
    writeFileSync(join(folder, "a file.py"), `${unsafe}\n\n${second.split("\n").slice(1).join("\n")}`);
    writeFileSync(join(folder, "new.py"), unsafe);
    const changed = ["a file.py:11 approval-disabled", "new.py:4 approval-disabled"];
    expect(found(await autosafe(folder, ["scan", "--changed", "--format", "json"]))).toEqual(changed);
    expect(found(await autosafe(folder, ["scan", "--changed", "HEAD", "--format", "json"]))).toEqual(changed);
    expect(found(await autosafe(folder, ["scan", "--changed", "new.py", "--format", "json"]))).toEqual(
      changed.slice(1),
    );
    const unknown = await autosafe(folder, ["scan", "--changed", "no-such-commit"]);
    expect(unknown.err).toContain('git knows no commit "no-such-commit"');
    expect(unknown.code).toBe(2);
    expect((await autosafe(temporaryFolder(), ["scan", "--changed"])).err).toContain("not a git repository");
  });

  it("reports unreadable files and scans the rest", async () => {
    const folder = project({ "a.py": unsafe, "b.py": "x".repeat(6 * 1024 * 1024), "c.py": unsafe });
    chmodSync(join(folder, "c.py"), 0);
    const { out } = await autosafe(folder, ["scan", "a.py", "b.py"]);
    expect(out).toContain("b.py:1: 6 MB; files above 5 MB are not read");
    expect(out).toContain("a.py:4:16");
  });

  it("stops when asked to", async () => {
    const abort = new AbortController();
    abort.abort();
    const { code, err } = await autosafe(project({ "a.py": unsafe }), ["scan"], abort.signal);
    expect(err).toContain("Cancelled");
    expect(code).toBe(130);
  });
});

describe("autosafe rules", () => {
  it("lists the catalogue and shows a page", async () => {
    const folder = temporaryFolder();
    const { out } = await autosafe(folder, ["rules"]);
    expect(out).toMatch(/^approval-disabled +error +Approval/m);
    expect(out).toMatch(/^unused-suppression +info/m);
    const page = await autosafe(folder, ["rules", "approval-disabled"]);
    expect(page.out).toContain("## Unsafe");
    const json = JSON.parse((await autosafe(folder, ["rules", "--json"])).out);
    expect(json.rules[0]).toHaveProperty("explanation");
    expect(json.rules[0]).not.toHaveProperty("checks");
  });
});
