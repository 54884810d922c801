import { inDomain, type Rule, rule, technical } from "./rule.ts";

/** Hosts, links, files, repositories, versions. */
export const filesRules: readonly Rule[] = [
  rule(
    "host",
    "place",
    /\b(host|hostname|server|machine|node|fqdn|target host)\b/,
    (around) => around.domain !== "web",
  ),
  rule("ip", "object", /\b(ip|ip address|ipv4|ipv6|cidr)\b/),
  rule("url", "object", /\b(url|uri|link|href|endpoint|webhook|callback|website|web page|page url)\b/),
  rule("domain", "object", /\b(domain|domain name|zone)\b/, technical),
  rule("filename", "title", /\b(file ?name|new name)\b/, (around) =>
    around.siblings.some((name) => /\b(path|folder|dir|directory|destination)\b/.test(name)),
  ),
  rule(
    "folder",
    "place",
    /^(?!.*\b(?:ids?|uid)$).*\b(folder|directory|dir|root|cwd|working directory|workdir|base path|workspace path|mount|destination folder|output dir)\b/,
    (around) => around.domain !== "mail" || around.family === "move",
  ),
  rule(
    "path",
    "object",
    /^(?!.*\b(?:ids?|uid|key)$).*\b(path|paths|file|files|file ?path|file ?name|filename|document|script path|input file|log file|attachments?|file names)\b/,
    (around, description) => !/\b(id|ids)\b/i.test(description.slice(0, 12)) && around.domain !== "health",
  ),
  rule("uuid", "object", /\b(uuid|guid)\b/),
  rule("repository-name", "place", /^(repo|repository|repo name|repository name)$/, (around) =>
    around.siblings.some((name) => /^(owner|org|organization|account|workspace)$/.test(name)),
  ),
  rule(
    "repository",
    "place",
    /\b(repo|repository|full name|project path)\b/,
    inDomain("code", "cloud", "access", "shell"),
  ),
  rule(
    "owner",
    "place",
    /^(owner|org|organization|organisation)$/,
    (around) => around.siblings.some((name) => /\brepo/.test(name)) || around.domain === "code",
  ),
  rule("branch", "recipient", /^(base|base branch|target branch|to branch|into)$/, inDomain("code")),
  rule(
    "branch",
    "object",
    /^(?!.*\b(?:ids?|uid)$).*\b(branch|head|ref|from branch|branch name|source branch)\b/,
    inDomain("code", "cloud"),
  ),
  rule("commit", "object", /\b(commit|sha|hash|revision|commit id)\b/, inDomain("code", "cloud", "shell")),
  rule("version", "detail", /\b(version|tag name|release tag|semver|image tag)\b/),
];
