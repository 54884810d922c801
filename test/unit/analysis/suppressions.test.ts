import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../src/analysis/fix.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { knownRules, scanText, type TextScan } from "../../../src/analysis/scan-text.ts";
import { createPolicy } from "../../../src/analysis/settings/policy.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

const known = new Set(knownRules(rules).map(({ id }) => id));
const rule = "approval-disabled";

async function scanned<T>(file: string, text: string, use: (scan: TextScan) => T): Promise<T> {
  const policy = createPolicy({ schemaVersion: 1 });
  const scan = await scanText({ file, text }, { model, rules, known, policy });
  try {
    return use(scan);
  } finally {
    scan.dispose();
  }
}

const idsIn = (file: string, text: string) =>
  scanned(file, text, ({ findings }) => findings.map(({ ruleId }) => ruleId));

const python = (above: string, beside = "") => `from agents import function_tool
${above}
@function_tool(needs_approval=False)${beside}
def delete_branch(name: str) -> str:
    """Delete a branch for good."""
`;
const script = (above: string, beside = "") => `import { tool } from "ai";
export const transferMoney = tool({
  description: "Transfer money between accounts",
  ${above}
  needsApproval: false, ${beside}
  execute: async () => bank.transfer(),
});
`;

describe("suppression comments", () => {
  it.each([
    ["a.py", python(`# autosafe-ignore-next-line ${rule} -- branches are mirrored`)],
    ["a.py", python(`# autosafe-ignore-next-line ${rule} -- branches are mirrored\n# a remark between\n`)],
    ["a.py", python("", `  # autosafe-ignore ${rule} -- branches are mirrored`)],
    ["a.py", `# autosafe-ignore-file ${rule} -- a demonstration\n${python("")}`],
    ["a.py", `${python(`# autosafe-ignore-start ${rule} -- legacy`)}# autosafe-ignore-end ${rule}\n`],
    ["a.ts", script(`// autosafe-ignore-next-line ${rule} -- test money`)],
    ["a.ts", script(`/* autosafe-ignore-next-line ${rule} -- test money */`)],
    ["a.ts", script("", `// autosafe-ignore ${rule} -- test money`)],
    ["a.ts", script("", `/* autosafe-ignore ${rule}: -- test money */`)],
  ])("silence what they name: %s %#", async (file, text) => {
    expect(await idsIn(file, text)).toEqual([]);
    const reasons = await scanned(file, text, ({ silenced }) => silenced.map(({ reason }) => reason));
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).not.toBe("");
  });

  it.each([
    ["in a string", `text = "# autosafe-ignore-file ${rule} -- no"`],
    ["with the marks inside a text", `"""\n# autosafe-ignore-file ${rule} -- no\n"""`],
    ["that only look alike", `# autosafe-ignored-file ${rule}`],
  ])("do nothing %s", async (_, text) => {
    expect(await idsIn("a.py", python(text))).toEqual([rule]);
  });

  it("reach values of configuration files", async () => {
    const text = `{\n  "mcpServers": {\n    // autosafe-ignore-next-line mcp-config-auto-approve -- only lists\n    "a": { "command": "x", "autoApprove": ["*"] }\n  }\n}\n`;
    expect(await idsIn(".roo/mcp.json", text)).toEqual([]);
    expect(await idsIn(".roo/mcp.json", text.replace("mcp-config-auto-approve", rule))).toEqual([
      "unused-suppression",
      "mcp-config-auto-approve",
    ]);
  });

  it("ask for a reason, and offer the place for it", async () => {
    const text = python(`# autosafe-ignore-next-line ${rule}`);
    expect(await idsIn("a.py", text)).toEqual(["suppression-without-reason"]);
    const [fix] = await scanned("a.py", text, (scan) => scan.findings.flatMap(scan.fixesOf));
    expect(fix?.placeholder).toBe("reason");
    expect(await idsIn("a.py", applyEdits(text, fix?.edits ?? []))).toEqual([]);
  });

  it.each([
    ["a.py", `# autosafe-ignore-next-line ${rule} -- old\nx = 1\n`, "x = 1\n"],
    ["a.py", `x = 1  # autosafe-ignore ${rule} -- old\ny = 2\n`, "x = 1\ny = 2\n"],
    [
      "a.py",
      `a = 0\n# autosafe-ignore-start ${rule} -- old\nx = 1\n# autosafe-ignore-end\n`,
      "a = 0\nx = 1\n",
    ],
    ["a.tsx", `const a = <p>{/* autosafe-ignore ${rule} -- old */}</p>;\n`, "const a = <p></p>;\n"],
    ["a.json", `{\n  // autosafe-ignore-next-line ${rule} -- old\n  "a": 1\n}\n`, '{\n  "a": 1\n}\n'],
    [
      "a.py",
      python(`# autosafe-ignore-next-line mcp-config-auto-approve, ${rule} -- mirrored`),
      python(`# autosafe-ignore-next-line ${rule} -- mirrored`),
    ],
  ])("are reported when unused, with a fix that takes them out: %s %#", async (file, text, after) => {
    expect(await idsIn(file, text)).toEqual(["unused-suppression"]);
    const edits = await scanned(file, text, (scan) =>
      scan.findings.flatMap((finding) => scan.fixesOf(finding)[0]?.edits ?? []),
    );
    expect(applyEdits(text, edits)).toBe(after);
    expect(await idsIn(file, after)).toEqual([]);
  });

  it("are not called unused when their rule did not run", async () => {
    const text = `# autosafe-ignore-file ${rule} -- old\n`;
    const policy = createPolicy({ schemaVersion: 1, rules: { [rule]: "off" } });
    const scan = await scanText({ file: "a.py", text }, { model, rules, known, policy });
    expect(scan.findings).toEqual([]);
    scan.dispose();
  });

  it.each([
    ["without a rule", "# autosafe-ignore-next-line"],
    ["with nothing but a reason", "# autosafe-ignore-file -- everything is fine"],
    ["with an unknown rule", "# autosafe-ignore-file no-such-rule -- why"],
    ["for a block without an end", `# autosafe-ignore-start ${rule} -- why`],
    ["that end no block", "# autosafe-ignore-end"],
  ])("are mistakes %s, and hide nothing", async (_, above) => {
    expect((await idsIn("a.py", python(above))).toSorted()).toEqual([rule, "invalid-suppression"]);
  });

  it("survive hostile text", async () => {
    for (const text of [
      "# autosafe-ignore".repeat(5_000),
      `/* autosafe-ignore ${"a,".repeat(50_000)}`,
      "{/*",
    ]) {
      for (const file of ["a.py", "a.ts", "a.json", "a.yaml", "a.toml", "a.md"]) {
        await scanned(file, text, ({ problems }) =>
          expect(problems.every(({ message }) => message)).toBe(true),
        );
      }
    }
  });
});

describe("fingerprints", () => {
  const of = (text: string) =>
    scanned("a.py", text, ({ findings }) => findings.map(({ fingerprint }) => fingerprint));

  it("survive moved and re-indented lines, and tell copies apart", async () => {
    const [first] = await of(python(""));
    expect(first).toMatch(/^[\w-]{16}$/);
    expect(await of(`x = 1\n\n\n${python("\n\n")}`)).toEqual([first]);
    expect(await of(python("").replaceAll("needs_approval=False", "needs_approval = False"))).toEqual([
      first,
    ]);
    const twice = await of(python("") + python(""));
    expect(twice[0]).toBe(first);
    expect(new Set(twice).size).toBe(2);
  });

  it("do not depend on what is suppressed before", async () => {
    const [, second] = await of(python("") + python(""));
    expect(await of(python(`# autosafe-ignore-next-line ${rule} -- why`) + python(""))).toEqual([second]);
  });
});
