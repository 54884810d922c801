import { type Language, languageOf } from "../syntax/language.ts";

/** As `languageOf`, plus snapshots of tool lists, which are JSON under another name. */
export function toolLanguageOf(file: string): Language | undefined {
  return /\.snap$/i.test(file) ? "json" : languageOf(file);
}

/** Whether discovery looks for tools in files of this name: what is parsed, notebooks, and the languages that are read as text. */
export function mayDefineTools(file: string): boolean {
  return toolLanguageOf(file) !== undefined || isReadAsText(file) || isNotebook(file);
}

/** Jupyter notebooks: the program stands in strings of the file. */
export function isNotebook(file: string): boolean {
  return /\.ipynb$/i.test(file);
}

/** Files in languages that no parser here reads. */
export function isReadAsText(file: string): boolean {
  return /\.(?:go|cs)$/i.test(file);
}

type DataLanguage = "json" | "jsonc" | "yaml";

/** True for languages whose files are data, not program text. */
export function isDataLanguage(language: Language | undefined): language is DataLanguage {
  return language === "json" || language === "jsonc" || language === "yaml";
}
