import type { CodeEffect } from "../../toolbelt/code/effect.ts";
import { programs } from "../../toolbelt/code/programs.ts";

/** A piece of code standing in prose or in an argument. */
export interface CodePiece {
  language: "shell" | "sql" | "python" | "javascript";
  text: string;
}

const fence = /```([a-z+]{0,12})[ \t]*\n([\s\S]{1,8000}?)```|`([^`\n]{2,400})`/gi;

/** Language of a text that looks like code; undefined for prose. */
export function languageOf(text: string, named = ""): CodePiece["language"] | undefined {
  const name = named.toLowerCase();
  if (/^(?:sh|bash|shell|zsh|console|terminal)$/.test(name)) {
    return "shell";
  }
  if (/^(?:sql|psql|mysql)$/.test(name)) {
    return "sql";
  }
  if (/^(?:py|python)$/.test(name)) {
    return "python";
  }
  if (/^(?:js|javascript|ts|typescript|node)$/.test(name)) {
    return "javascript";
  }
  const start = text.trim();
  if (
    /^(?:select\s.+\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|drop\s+(?:table|database|index|view)|truncate\s|alter\s+table|create\s+(?:table|index|view|user)|grant\s)/is.test(
      start,
    )
  ) {
    return "sql";
  }
  if (
    /^(?:import\s+\w+|from\s+\w+[\w.]*\s+import|def\s|print\(|with\s+open|for\s+\w+\s+in\s|(?:os|shutil|subprocess|requests|pathlib)\.)/m.test(
      start,
    )
  ) {
    return "python";
  }
  if (/^(?:const|let|var)\s|require\(|=>|console\.log|^(?:fs|process|axios)\.|\bfetch\(/m.test(start)) {
    return "javascript";
  }
  const program =
    /^(?:sudo\s+)?([\w./-]{1,40})(?:\s|$)/.exec(start)?.[1]?.split("/").at(-1)?.toLowerCase() ?? "";
  return programs.has(program) &&
    (/\s/.test(start) || /^(?:ls|pwd|whoami|df|top|reboot|shutdown)$/.test(program))
    ? "shell"
    : undefined;
}

/** Code fenced or quoted with back-ticks in prose. */
export function codeIn(text: string): CodePiece[] {
  return [...text.slice(0, 20_000).matchAll(fence)].slice(0, 10).flatMap(([, named = "", block, inline]) => {
    const code = block ?? inline ?? "";
    const language = languageOf(code, named);
    return language === undefined ? [] : [{ language, text: code }];
  });
}

export type EffectKindOfCode = CodeEffect["kind"];
