import {
  configFiles,
  configuredLaunches,
  isExample,
  type Launch,
  launchHints,
  type Piece,
} from "../config/launch.ts";
import type { ConfigContext, Rule, RuleFinding } from "../rule.ts";
import { findKnownSecret, isSecretName, isSecretValue, withArticle } from "../secrets/formats.ts";

/** A credential that is written out in a client's configuration. */
export const mcpConfigSecret: Rule = {
  id: "mcp-config-secret",
  title: "Credential written out in a client's configuration",
  severity: "error",
  languages: ["config"],
  source: "context",
  outcomes: ["access-compromise"],
  references: ["LLM02", "ASI03", "MCP01", "CWE-312", "CWE-798", "CWE-214", "AML.T0055", "AML.T0083"],
  explanation:
    "Configurations of MCP clients are committed, synchronised and read by agents. A key in one is out. It is an error for keys of a known " +
    "format, a warning for random values under a telling name. References such as `${env:NAME}` or `${input:id}` are what to write instead; " +
    "a key that was committed must be replaced, not only removed.",
  bad: {
    language: "json",
    code: '{ "mcpServers": { "gh": { "command": "gh-mcp", "env": { "GITHUB_TOKEN": "ghp_…36 letters and digits…" } } } }',
  },
  good: {
    language: "json",
    code: '{ "mcpServers": { "gh": { "command": "gh-mcp", "env": { "GITHUB_TOKEN": "${env:GITHUB_TOKEN}" } } } }',
  },
  checks: [
    {
      kind: "config",
      files: configFiles,
      hints: launchHints,
      check: (context) => configuredLaunches(context).flatMap((launch) => secretsIn(context, launch)),
    },
  ],
};

/** A value with the name that says what it is, and how the message speaks of it. */
interface Named extends Piece {
  name: string;
  where: string;
  /** What stands before the value in the same text, such as `--token=`. */
  before: string;
}

function secretsIn(context: ConfigContext, launch: Launch): RuleFinding[] {
  const example = isExample(context.file);
  return namedValues(launch).flatMap(({ name, where, text, range, before }): RuleFinding[] => {
    const known = findKnownSecret(text);
    const value = text.replace(/^(?:Bearer|Basic|Token)\s+/i, "");
    const isRandom = (isSecretName(name) || /^authorization$/i.test(name)) && isSecretValue(value);
    if (known === undefined && (!isRandom || example)) {
      return [];
    }
    const what = known === undefined ? "A credential" : withArticle(known.kind);
    return [
      {
        severity: known === undefined ? "warning" : "error",
        confidence: "pattern",
        message: `${what} stands in ${where} of \`${launch.name.slice(0, 20)}\`: this file gives it away.`,
        range,
        fixes: () => reference(context, { name, text, range, before }),
      },
    ];
  });
}

function namedValues({ env, headers, args, url }: Launch): Named[] {
  const values = args.flatMap((piece, index): Named[] => {
    const joined = /^(--?[\w.-]+=|[A-Za-z_]\w*=)(.+)$/s.exec(piece.text);
    const option = /^--?([\w.-]+)$/.exec(args[index - 1]?.text ?? "")?.[1];
    const name = joined?.[1]?.replace(/^-+|=$/g, "") ?? option ?? "";
    const header = /^(?:H|header)$/.test(option ?? "") ? /^([\w-]+)\s*:\s*(.+)$/s.exec(piece.text) : null;
    return [
      {
        name: header?.[1] ?? name,
        where: "an argument (process lists show it)",
        text: header?.[2] ?? joined?.[2] ?? piece.text,
        range: piece.range,
        before:
          header === null
            ? (joined?.[1] ?? "")
            : piece.text.slice(0, piece.text.length - (header[2]?.length ?? 0)),
      },
    ];
  });
  const query = [...(url?.text ?? "").matchAll(/[?&]([\w.-]{1,60})=([^&\s]{1,500})/g)].map(
    ([, name = "", text = ""]): Named => ({
      name,
      where: "the address",
      text,
      range: url?.range ?? { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 },
      before: (url?.text ?? "").slice(0, (url?.text ?? "").indexOf(text)),
    }),
  );
  const whole: Named[] =
    url === undefined || query.some(({ text }) => findKnownSecret(text))
      ? []
      : [{ ...url, name: "", where: "the address", before: "" }];
  return [
    ...env.map((one): Named => ({ ...one, where: `\`${one.name.slice(0, 30)}\``, before: "" })),
    ...headers.map((one): Named => ({ ...one, where: "a header", before: "" })),
    ...values,
    ...query,
    ...whole,
  ];
}

/** A reference in the client's own syntax; the value itself goes nowhere. */
function reference(
  { file }: ConfigContext,
  { name, text, range, before }: Pick<Named, "name" | "text" | "range" | "before">,
) {
  const variable = (name === "" || /^authorization$/i.test(name) ? "TOKEN" : name)
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  const isVscode = /(?:^|\/)\.vscode\/|\.code-workspace$|(?:^|\/)\.cursor\//.test(file);
  const scheme = /^(?:Bearer|Basic|Token)\s+/i.exec(text)?.[0] ?? "";
  const newText = `${before}${scheme}${isVscode ? `\${env:${variable}}` : `\${${variable}}`}`;
  return [
    {
      title: `Refer to the environment variable ${variable}`,
      kind: "alternative" as const,
      edits: [{ file, range, newText }],
    },
  ];
}
