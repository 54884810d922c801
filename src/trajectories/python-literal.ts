import type { Json } from "../ots/json.ts";
import { limits } from "./limits.ts";

/** Longer texts are not data somebody printed. */
const maxLength = 1_000_000;

/**
 * Reads a value as Python's `repr` prints it: dicts, lists, tuples, strings in either quote, numbers, True, False,
 * None. Undefined when the whole text is not one such value. Nothing is evaluated.
 */
export function parsePythonLiteral(text: string): Json | undefined {
  if (text.length > maxLength) {
    return undefined;
  }
  const scanner = new Scanner(text);
  try {
    const value = scanner.value(0);
    return scanner.atEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof NotALiteral) {
      return undefined;
    }
    throw error;
  }
}

/** How long the Python value is that `text` begins with, and the value; undefined when it begins with none. */
export function pythonLiteralAt(text: string, start: number): { value: Json; end: number } | undefined {
  const scanner = new Scanner(text.slice(0, start + maxLength), start);
  try {
    const value = scanner.value(0);
    return { value, end: scanner.position };
  } catch (error) {
    if (error instanceof NotALiteral) {
      return undefined;
    }
    throw error;
  }
}

class NotALiteral extends Error {}

const words: Readonly<Record<string, Json>> = {
  True: true,
  False: false,
  None: null,
  true: true,
  false: false,
  null: null,
};
const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  "0": "\0",
  "\n": "",
};
const wordPattern = /[A-Za-z]+/y;
const numberPattern = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const plainPattern = /[^\\'"]+/y;
const blankPattern = /\s*/y;

class Scanner {
  readonly text: string;
  position: number;

  constructor(text: string, position = 0) {
    this.text = text;
    this.position = position;
  }

  atEnd(): boolean {
    this.match(blankPattern);
    return this.position === this.text.length;
  }

  value(depth: number): Json {
    if (depth > limits.argumentDepth) {
      throw new NotALiteral();
    }
    this.match(blankPattern);
    const first = this.text[this.position];
    switch (first) {
      case "{":
        return this.dict(depth);
      case "[":
        return this.sequence("]", depth);
      case "(":
        return this.sequence(")", depth);
      case "'":
      case '"':
        return this.string(first);
      default:
        return this.atom();
    }
  }

  private dict(depth: number): Json {
    const entries: [string, Json][] = [];
    this.position += 1;
    while (!this.take("}")) {
      const key = this.value(depth + 1);
      if (key !== null && typeof key === "object") {
        throw new NotALiteral();
      }
      this.expect(":");
      entries.push([String(key), this.value(depth + 1)]);
      if (!this.take(",")) {
        this.expect("}");
        break;
      }
    }
    return Object.fromEntries(entries);
  }

  private sequence(close: string, depth: number): Json {
    const items: Json[] = [];
    this.position += 1;
    while (!this.take(close)) {
      items.push(this.value(depth + 1));
      if (!this.take(",")) {
        this.expect(close);
        break;
      }
    }
    return items;
  }

  private string(quote: string): string {
    this.position += 1;
    let text = "";
    for (;;) {
      text += this.match(plainPattern) ?? "";
      const character = this.text[this.position++];
      if (character === undefined) {
        throw new NotALiteral();
      }
      if (character === quote) {
        return text;
      }
      text += character === "\\" ? this.escape() : character;
    }
  }

  private escape(): string {
    const kind = this.text[this.position++];
    const digits = kind === "x" ? 2 : kind === "u" ? 4 : kind === "U" ? 8 : 0;
    if (digits === 0) {
      return kind === undefined ? "" : (escapes[kind] ?? kind);
    }
    const code = Number.parseInt(this.text.slice(this.position, this.position + digits), 16);
    this.position += digits;
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
  }

  private atom(): Json {
    const number = this.match(numberPattern);
    if (number !== undefined) {
      return Number(number);
    }
    const word = this.match(wordPattern);
    if (word === undefined || !Object.hasOwn(words, word)) {
      throw new NotALiteral();
    }
    return words[word] ?? null;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found === "" ? undefined : found;
  }

  private take(character: string): boolean {
    this.match(blankPattern);
    const found = this.text[this.position] === character;
    this.position += found ? 1 : 0;
    return found;
  }

  private expect(character: string): void {
    if (!this.take(character)) {
      throw new NotALiteral();
    }
  }
}
