import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { optionDangerous } from "../programs.ts";
import type { Holes } from "./parts.ts";

/** What a shell reads as more than a word; a command with any of it cannot become a list. */
const operators = /[|&;<>()$`\\"'*?[\]#~=%{}\n]/;

/** Programs that take `--` as the end of their options. */
const takesSeparator =
  /^(git|hg|svn|grep|rg|rm|cp|mv|ls|cat|tar|curl|wget|ssh|scp|rsync|zip|unzip|awk|sed|docker|podman|kubectl|helm|pip3?|nmap|psql|mysql|ping6?|traceroute|du|df|wc|head|tail|sort|uniq|diff|file|stat|mkdir|rmdir|touch|chmod|chown|ln|node|host|nslookup|whois|id|kill|test|xdg-open)$/;

/** Commands of git in which what follows `--` is a path and not a revision. */
const revisionFirst = /^(log|diff|show|checkout|switch|reset|rev-parse|rev-list|blame|merge|rebase)$/;

export interface Word {
  text: string;
  /** Source of the expressions in it. */
  values: readonly string[];
}

/** The command as words; undefined when it needs its shell or the program itself is not static. */
export function wordsOf(holes: Holes, isPython: boolean): Word[] | undefined {
  const words: { text: string; values: string[] }[] = [];
  let open: { text: string; values: string[] } | undefined;
  const begin = () => {
    if (open === undefined) {
      open = { text: "", values: [] };
      words.push(open);
    }
    return open;
  };
  for (const hole of holes) {
    if (typeof hole !== "string") {
      const word = begin();
      word.values.push(hole.text);
      word.text += isPython ? `{${hole.text}}` : `\${${hole.text}}`;
      continue;
    }
    if (operators.test(hole)) {
      return undefined;
    }
    for (const piece of hole.split(/(\s+)/)) {
      if (piece.trim() === "") {
        open = piece === "" ? open : undefined;
      } else {
        begin().text += piece;
      }
    }
  }
  const [program] = words;
  return program === undefined || program.values.length > 0 ? undefined : words;
}

/**
 * The words with the mark that ends the options before the first value that could be one. Undefined when a value would
 * still be taken for an option of a program whose options are dangerous.
 */
export function separated(words: readonly Word[]): Word[] | undefined {
  const [program, command] = words;
  const isOpen = (word: Word) => /^(?:\{|\$\{)/.test(word.text);
  const first = words.findIndex((word, index) => isOpen(word) && !/^-/.test(words[index - 1]?.text ?? ""));
  const name = program?.text.split("/").at(-1) ?? "";
  const behindOption = words.some((word, index) => isOpen(word) && /^-/.test(words[index - 1]?.text ?? ""));
  const isDangerous = optionDangerous.test(name);
  if (first < 0) {
    return behindOption && isDangerous ? undefined : [...words];
  }
  const isAmbiguous = isDangerous && behindOption;
  if (!takesSeparator.test(name) || isAmbiguous) {
    return isDangerous ? undefined : [...words];
  }
  const mark = name === "git" && revisionFirst.test(command?.text ?? "") ? "--end-of-options" : "--";
  const hasMark = words.some(({ text }) => text === "--" || text === mark);
  return hasMark ? [...words] : [...words.slice(0, first), { text: mark, values: [] }, ...words.slice(first)];
}

/** A word as an element of a list of arguments. */
export function elementOf({ text, values }: Word, isPython: boolean, texts: ReadonlySet<string>): string {
  const [only] = values;
  if (only === undefined) {
    return JSON.stringify(text);
  }
  const isWhole = values.length === 1 && text === (isPython ? `{${only}}` : `\${${only}}`);
  // An f-string takes numbers, a list of arguments does not.
  if (isWhole) {
    return isPython ? (texts.has(only) ? only : `str(${only})`) : texts.has(only) ? only : `String(${only})`;
  }
  return isPython ? `f"${text}"` : `\`${text}\``;
}

/**
 * Whether each value stands for one word: what is joined, chosen or put together before may be several, and only a
 * shell would take them apart.
 */
export function areSingle(document: CodeDocument, holes: Holes): boolean {
  return holes.every((hole) => {
    if (typeof hole === "string") {
      return true;
    }
    if (/(?:^|[._])(?:args?|arguments|options|opts|flags|params|cmd|command|extra\w*)$/i.test(hole.text)) {
      return false;
    }
    if (!/^[\w.$[\]"'?!]+$/.test(hole.text)) {
      return /^(?:str|String)\([\w.]+\)$/.test(hole.text);
    }
    const at = document.root.descendantForIndex(hole.start, hole.end);
    const declared = at === null || !/^[\w$]+$/.test(hole.text) ? [] : document.names.lookup(hole.text, at);
    return declared.every(({ value }) => value === undefined || value === null || isOneWord(document, value));
  });
}

/** What a name is given, its default among it: something that was put together elsewhere, or one word written out. */
function isOneWord(document: CodeDocument, value: Node): boolean {
  return (
    /^(?:identifier|attribute|member_expression|subscript|subscript_expression|await|await_expression)$/.test(
      value.type,
    ) ||
    /^(?:integer|float|number|true|false|none|null)$/.test(value.type) ||
    (value.type === "string" && !/\s/.test(document.textOf(value)))
  );
}

/** The names among the values that are annotated as text. */
export function textsAmong(document: CodeDocument, holes: Holes): Set<string> {
  return new Set(
    holes.flatMap((hole) => {
      if (typeof hole === "string") {
        return [];
      }
      if (!/^\w+$/.test(hole.text)) {
        return document.language === "python" ? [] : [hole.text];
      }
      const at = document.root.descendantForIndex(hole.start, hole.end);
      const declared = at === null ? [] : document.names.lookup(hole.text, at);
      const isText = declared.every(({ type }) =>
        type === undefined
          ? document.language !== "python"
          : /^:?\s*(?:str|string)$/.test(document.textOf(type)),
      );
      return isText ? [hole.text] : [];
    }),
  );
}
