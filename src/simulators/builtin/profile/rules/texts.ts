import { type Rule, rule } from "./rule.ts";

/** Titles and free text. */
export const textsRules: readonly Rule[] = [
  rule("reason", "reason", /\b(reason|justification|rationale|cause|purpose|grounds|motive|reason text)\b/),
  rule(
    "text",
    "text",
    /\b(body|content|contents|message|messages|text|html|markdown|notes?|description|comments?|caption|post|tweet|reply|prompt|instructions?|details|transcript|bio|abstract|memo|review|feedback|announcement|answer|paragraph|summary|status text|new text|old text|value text|data|input|lyrics|letter|response|question|statement text|new string|file text|new str|old str|report|entry|findings)\b/,
  ),
  rule(
    "title",
    "title",
    /\b(title|subject|headline|heading|name|display name|label text|summary line|event name)\b/,
  ),
  rule("group", "object", /\b(name|which|target|object|thing|entity|subject)\b/),
];
