import { readdirSync } from "node:fs";
import { readJson, root } from "./sources.ts";

/** The strings package.json refers to as %key%, in English. */
export function readNls(file = "package.nls.json"): Record<string, string> {
  const entries = Object.entries(readJson(file) as Record<string, string | { message: string }>);
  return Object.fromEntries(
    entries.map(([key, text]) => [key, typeof text === "string" ? text : text.message]),
  );
}

/** Names of the translations beside package.nls.json. */
export function translations(): string[] {
  return readdirSync(root).filter((name) => /^package\.nls\..+\.json$/.test(name));
}

/** Names of the translations of the code's strings, which are keyed by their English text. */
export function bundleTranslations(): string[] {
  return readdirSync(`${root}/l10n`)
    .filter((name) => /^bundle\.l10n\..+\.json$/.test(name))
    .map((name) => `l10n/${name}`);
}

/** What a translation must keep as it is: places for values, code, links, settings, icons. */
export function kept(text: string): string[] {
  return (text.match(/\{\d+\}|`[^`]*`|\]\([^)]*\)|#[a-z][\w.]*#|\$\([\w~-]+\)/g) ?? []).sort();
}
