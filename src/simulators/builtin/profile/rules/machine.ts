import { inDomain, inFamily, type Rule, rule, says } from "./rule.ts";

const moving = inFamily("move");

/** Secrets, commands, statements, searches. */
export const machineRules: readonly Rule[] = [
  rule("path", "source", /^(source|from|src|old path|source path|path from|origin|source file)$/, moving),
  rule(
    "path",
    "recipient",
    /^(destination|to|dest|dst|target|new path|destination path|path to|target path)$/,
    moving,
  ),

  rule(
    "secret",
    "secret",
    /\b(password|passwd|pwd|secret|passphrase|api key|private key|access key|pin|credential|credentials|otp)\b|\b(auth|access|bearer|refresh|session) token\b|^token$/,
  ),
  rule("sql", "expression", /\b(sql|statement)\b/),
  rule(
    "sql",
    "expression",
    /\b(query|queries)\b/,
    (around, description) =>
      /\bsql\b|statement|select /i.test(`${description} ${around.toolWords.join(" ")}`) ||
      (around.domain === "database" && (around.family === "execute" || around.toolWords.includes("query"))),
  ),
  rule(
    "shell",
    "expression",
    /\b(command|cmd|commands|command line|shell|bash)\b/,
    (around) => around.domain !== "home",
  ),
  rule(
    "code",
    "expression",
    /^(code|script|source|source code|snippet|expression|function|js|javascript|python|program|python code)$/,
    (around) => around.family === "execute" || ["shell", "code", "web", "database"].includes(around.domain),
  ),
  rule("label", "object", /^element$/, says(/human|describ|readable/i)),
  rule("selector", "object", /\b(selector|xpath|css|element|locator)\b/),
  rule("selector", "detail", /^ref$/, inDomain("web")),
  rule("pattern", "object", /\b(glob|regex|regexp|pattern|patterns|wildcard|mask)\b/),
  rule("filter", "expression", /^(filter|filters|where|condition|criteria|predicate|jql|selector query)$/),
  rule("search", "expression", /\b(query|queries|q|search|keywords?|terms?|search text|search string)\b/),
  rule(
    "json",
    "detail",
    /\b(json|payload json|metadata|headers|extra|config|configuration|settings|options|params)\b/,
    (around) => around.object !== "configuration",
  ),
];
