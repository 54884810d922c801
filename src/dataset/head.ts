import { isJsonObject, type Json } from "../ots/json.ts";

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Some top-level members of a JSON object, read without parsing the rest: scanning stops at the last of `keys`, which our
 * own lines carry first. Works on any JSON object, in any key order; costs the whole line then.
 * @returns undefined when the bytes are not the start of a JSON object; absent keys are left out.
 */
export function readHead(line: Buffer, keys: readonly string[]): Record<string, Json> | undefined {
  const head: Record<string, Json> = Object.create(null);
  const wanted = new Set(keys);
  let at = skipSpace(line, 0);
  if (line[at] !== openBrace) {
    return undefined;
  }
  at = skipSpace(line, at + 1);
  while (wanted.size > 0 && line[at] !== closeBrace) {
    const keyEnd = line[at] === quote ? endOfString(line, at) : -1;
    if (keyEnd === -1) {
      return undefined;
    }
    const key = parse(line, at, keyEnd);
    at = skipSpace(line, keyEnd);
    if (line[at] !== colon || typeof key !== "string") {
      return undefined;
    }
    at = skipSpace(line, at + 1);
    const end = endOfValue(line, at);
    if (end === -1) {
      return undefined;
    }
    if (wanted.delete(key)) {
      const value = parse(line, at, end);
      if (value === undefined) {
        return undefined;
      }
      head[key] = value;
    }
    at = skipSpace(line, end);
    if (line[at] === comma) {
      at = skipSpace(line, at + 1);
    } else if (line[at] !== closeBrace) {
      return undefined;
    }
  }
  return head;
}

/** The whole line as a JSON object; undefined when it is not one. */
export function readObject(line: Buffer): Record<string, Json> | undefined {
  const value = parse(line, 0, line.length);
  return isJsonObject(value) ? value : undefined;
}

function parse(line: Buffer, start: number, end: number): Json | undefined {
  try {
    return JSON.parse(line.toString("utf8", start, end));
  } catch {
    return undefined;
  }
}

function skipSpace(line: Buffer, from: number): number {
  let at = from;
  for (let byte = line[at]; byte === 0x20 || byte === 0x09 || byte === 0x0d; byte = line[at]) {
    at++;
  }
  return at;
}

/** Index after the closing quote of the string that starts at `from`; -1 when it does not close. */
function endOfString(line: Buffer, from: number): number {
  for (let end = line.indexOf(quote, from + 1); end !== -1; end = line.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (line[end - 1 - slashes] === backslash) {
      slashes++;
    }
    if (slashes % 2 === 0) {
      return end + 1;
    }
  }
  return -1;
}

/** Index after the value that starts at `from`; -1 when it does not end. Counts brackets, so depth costs no stack. */
function endOfValue(line: Buffer, from: number): number {
  let depth = 0;
  let at = from;
  while (at < line.length) {
    const byte = line[at];
    if (byte === quote) {
      at = endOfString(line, at);
      if (at === -1 || depth === 0) {
        return at;
      }
      continue;
    }
    if (byte === openBrace || byte === openBracket) {
      depth++;
    } else if (byte === closeBrace || byte === closeBracket) {
      if (depth === 0) {
        return at; // the end of a number or word, closed by its parent
      }
      depth--;
      if (depth === 0) {
        return at + 1;
      }
    } else if (byte === comma && depth === 0) {
      return at;
    }
    at++;
  }
  return -1;
}
