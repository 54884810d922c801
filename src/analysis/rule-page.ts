import { referenceTitle, referenceUrl } from "./references.ts";
import type { RuleExample, RuleInfo } from "./rule-info.ts";

const languageNames: Readonly<Record<string, string>> = {
  python: "Python",
  typescript: "TypeScript and JavaScript",
  config: "configuration files",
};

/** A rule's page as Markdown: what it finds and why, an unsafe and a safe example, how to silence it, what it answers to. */
export function rulePage(rule: RuleInfo): string {
  const { id, title, severity, languages, source, outcomes, references, explanation, bad, good } = rule;
  return [
    `# ${title}`,
    "",
    `\`${id}\` · ${severity} · ${languages.map((language) => languageNames[language] ?? language).join(", ")}`,
    "",
    explanation,
    "",
    "## Unsafe",
    "",
    ...fence(bad),
    "",
    "## Safe",
    "",
    ...fence(good),
    "",
    "## Silencing it",
    "",
    "For one place, with the reason:",
    "",
    "```",
    `${commentMark(bad.language)} autosafe-ignore-next-line ${id} -- why this is no danger here`,
    "```",
    "",
    `For a file: \`autosafe-ignore-file ${id} -- reason\`. For the project, in \`.autosafe/rules.json\`:`,
    "",
    "```json",
    JSON.stringify({ schemaVersion: 1, rules: { [id]: "off" } }, null, 2),
    "```",
    "",
    "## Threat model",
    "",
    `Risk source: ${source}. Risk outcomes: ${outcomes.join(", ")}.`,
    "",
    ...references.map((reference) => {
      const url = referenceUrl(reference);
      const text = `${reference} ${referenceTitle(reference)}`.trim();
      return `- ${url === undefined ? text : `[${text}](${url})`}`;
    }),
    "",
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

/** A fence that the code cannot close. */
function fence({ language, code }: RuleExample): string[] {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return [`${ticks}${language}`, code.trimEnd(), ticks];
}

function commentMark(language: string): string {
  return /^(?:python|yaml|toml|shell|sh|bash|dockerfile)$/.test(language) ? "#" : "//";
}
