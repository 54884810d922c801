/** Languages the parsers know. */
export const languages = ["python", "typescript", "tsx", "javascript", "json", "jsonc", "yaml"] as const;
export type Language = (typeof languages)[number];

const byExtension: Readonly<Record<string, Language>> = {
  py: "python",
  pyi: "python",
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "tsx",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  json: "json",
  jsonc: "jsonc",
  yaml: "yaml",
  yml: "yaml",
};

/** The language of a file by its name's ending, or undefined when no parser here reads it. */
export function languageOf(file: string): Language | undefined {
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  return extension === undefined ? undefined : byExtension[extension];
}
