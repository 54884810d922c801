import { type Language, languageOf } from "../syntax/language.ts";

/** As `languageOf`, plus snapshots of tool lists, which are JSON under another name. */
export function toolLanguageOf(file: string): Language | undefined {
  return /\.snap$/i.test(file) ? "json" : languageOf(file);
}

type DataLanguage = "json" | "jsonc" | "yaml";

/** True for languages whose files are data, not program text. */
export function isDataLanguage(language: Language | undefined): language is DataLanguage {
  return language === "json" || language === "jsonc" || language === "yaml";
}
