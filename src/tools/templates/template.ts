/** Kinds of files that templates are written for. */
export type TemplateLanguage = "python" | "script" | "json";

/** What the new tool does: one that acts is written so that somebody is asked first. */
export type ToolIntent = "reads" | "acts";

/**
 * A tool definition in one framework. Bodies are snippets: `${1:placeholder}`, `$1`. `RECEIVER` in them stands for the
 * object that tools are registered with.
 */
export interface ToolTemplate {
  /** Id of the tool format that finds it. */
  id: string;
  title: string;
  language: TemplateLanguage;
  /** Modules by whose import a file shows that it uses the framework; of a data file, a key. */
  signs: RegExp;
  imports: readonly string[];
  /** Makes the receiver, in files that have none. `find` captures its name where there is one. */
  receiver?: { find: RegExp; name: string; code: string };
  body: Readonly<Record<ToolIntent, string>>;
}

/** `${number:text}`: a stop of a snippet, with the text that stands there at first. */
export function stop(number: number, text: string): string {
  return `$\{${number}:${text}}`;
}
