/** One token of a language with C's braces. Comments are left out. */
export interface Token {
  kind: "word" | "string" | "number" | "mark";
  /** As written; for strings see `value`. */
  text: string;
  /** The text of a string literal. */
  value: string;
  /** UTF-16 offsets; `end` is not included. */
  start: number;
  end: number;
}

/** Tokens with, for each opening bracket, the index of the one that closes it. */
export interface Tokens {
  list: readonly Token[];
  closing: ReadonlyMap<number, number>;
}

const maxTokens = 400_000;
const pattern =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|[@$]*"(?:[^"\\\n]|\\.|(?<=@[^\n]*)"")*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|[\p{L}_]\w*|\d[\w.]*|=>|[^\s]/gu;
const pairs: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0" };

function stringValue(literal: string): string {
  if (literal.startsWith("`")) {
    return literal.slice(1, -1);
  }
  if (literal.startsWith('"""')) {
    return literal.slice(3, -3).trim();
  }
  const content = literal.replace(/^[@$]*["']/, "").slice(0, -1);
  return literal.startsWith("@")
    ? content.replaceAll('""', '"')
    : content.replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
}

/** Reads Go or C# as far as brackets, strings and words go. Never throws; text beyond 400,000 tokens is left out. */
export function tokensOf(text: string): Tokens {
  const list: Token[] = [];
  const closing = new Map<number, number>();
  const open: { index: number; close: string }[] = [];
  for (const match of text.matchAll(pattern)) {
    const [found] = match;
    if (found.startsWith("//") || found.startsWith("/*")) {
      continue;
    }
    if (list.length >= maxTokens) {
      break;
    }
    const isString = /^[@$]*["`']/.test(found);
    const kind = isString
      ? "string"
      : /^\d/.test(found)
        ? "number"
        : /^[\p{L}_]/u.test(found)
          ? "word"
          : "mark";
    const start = match.index;
    const token: Token = {
      kind,
      text: found,
      value: isString ? stringValue(found) : found,
      start,
      end: start + found.length,
    };
    const index = list.push(token) - 1;
    const close = kind === "mark" ? pairs[found] : undefined;
    if (close !== undefined) {
      open.push({ index, close });
    } else if (kind === "mark" && open.at(-1)?.close === found) {
      closing.set(open.pop()?.index ?? index, index);
    }
  }
  return { list, closing };
}

/** A stretch of tokens, `to` not included. */
export interface Stretch {
  from: number;
  to: number;
}

/** The stretches between the commas directly inside the bracket that opens at `open`. */
export function partsIn({ list, closing }: Tokens, open: number): Stretch[] {
  const end = closing.get(open) ?? open;
  const parts: Stretch[] = [];
  let from = open + 1;
  for (let index = from; index < end; index++) {
    const inner = closing.get(index);
    if (inner !== undefined) {
      index = inner;
    } else if (list[index]?.text === "," && list[index]?.kind === "mark") {
      parts.push({ from, to: index });
      from = index + 1;
    }
  }
  return from < end ? [...parts, { from, to: end }] : parts;
}

/** The joined text of a stretch of string literals with nothing but `+` between them. */
export function textOf({ list }: Tokens, { from, to }: Stretch): string | undefined {
  const inside = list.slice(from, to);
  const strings = inside.filter((token) => token.kind === "string");
  const isText = strings.length > 0 && inside.every((token) => token.kind === "string" || token.text === "+");
  return isText ? strings.map((token) => token.value).join("") : undefined;
}
