import { matchesOf } from "./matches.ts";
import { perObject } from "./memo.ts";
import type { Passage } from "./passage.ts";

/** A part of a text that is written in another notation, and what it says. */
export interface Decoded {
  notation: string;
  start: number;
  end: number;
  text: string;
}

export const lettersAsDigits = "letters written as digits";

const longest = 4_000;
const readable = /^[\x20-\x7e\s]{6,}$/;
const wordy =
  /[a-z]{2,} [a-z]{2,}|^\s*(?:sudo |rm |curl |wget |dd |mkfs|chmod |chown |nc |bash |sh |python3? |cat |scp |kill)/i;

function base64(text: string): string {
  return Buffer.from(text, "base64").toString("utf8");
}

function hex(text: string): string {
  return Buffer.from(text.replace(/\\x|0x|[\s,]/g, ""), "hex").toString("utf8");
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

const morse = new Map(
  ".- a -... b -.-. c -.. d . e ..-. f --. g .... h .. i .--- j -.- k .-.. l -- m -. n --- o .--. p --.- q .-. r ... s - t ..- u ...- v .-- w -..- x -.-- y --.. z"
    .split(" ")
    .flatMap((code, at, all): [string, string][] => (at % 2 === 0 ? [[code, all[at + 1] ?? ""]] : [])),
);

function fromMorse(text: string): string {
  return text
    .trim()
    .split(/\s*\/\s*|\s{3,}/)
    .map((word) =>
      word
        .split(" ")
        .map((code) => morse.get(code) ?? "")
        .join(""),
    )
    .join(" ");
}

/** Which classes of signs a character is of, one bit each; one outside ASCII may be of any. */
const classes = new Uint8Array(128);
let classesUsed = 0;

function signs(one: RegExp): number {
  const bit = 1 << classesUsed++;
  for (let code = 0; code < classes.length; code++) {
    classes[code] = (classes[code] ?? 0) | (one.test(String.fromCharCode(code)) ? bit : 0);
  }
  return bit;
}

/** Whether so many signs of a class stand side by side somewhere. */
function hasRun(text: string, { of, count }: { of: number; count: number }): boolean {
  let run = 0;
  for (let i = 0; i < text.length && run < count; i++) {
    const code = text.charCodeAt(i);
    run = code >= 128 || ((classes[code] ?? 0) & of) !== 0 ? run + 1 : 0;
  }
  return run >= count;
}

const notations: readonly {
  notation: string;
  regex: RegExp;
  decode: (text: string) => string;
  ask?: RegExp;
  /** So many signs of a class stand side by side in every text that has it. */
  least?: { of: number; count: number };
}[] = [
  {
    notation: "base64",
    regex: /[A-Za-z0-9+/_-]{16,4000}={0,2}/g,
    decode: base64,
    least: { of: signs(/[A-Za-z0-9+/_-]/), count: 16 },
  },
  {
    notation: "hexadecimal",
    regex: /(?:(?:\\x|0x)?[0-9a-fA-F]{2}[\s,]?){8,2000}/g,
    decode: hex,
    least: { of: signs(/[\\x0-9a-fA-F\s,]/), count: 16 },
  },
  {
    notation: "Morse code",
    regex: /(?:[.-]{1,5}(?:\s{1,3}\/?\s{0,2}|$)){6,800}/g,
    decode: fromMorse,
    least: { of: signs(/[.\s/-]/), count: 11 },
  },
  {
    notation: "rot13",
    regex: /[a-z][a-z ,.'!?]{10,1000}/gi,
    decode: rot13,
    ask: /\brot-?13\b|\bcaesar\b|\bcipher\b|\bdecode\b|\bdecrypt\b/i,
  },
  {
    notation: "reversed text",
    regex: /[a-z][a-z ,.'!?]{10,1000}/gi,
    decode: (text) => [...text].reverse().join(""),
    ask: /\brevers\w+|\bbackwards?\b|\bback to front\b|\bright to left\b/i,
  },
];

/** Leetspeak and spaced-out letters as plain letters. */
function plainLetters(text: string): string {
  const digits: Readonly<Record<string, string>> = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "@": "a",
    $: "s",
  };
  return text.replace(
    /(?<=[a-z])[013457@$](?=[a-z])|\b[013457@$](?=[a-z])|(?<=[a-z])[013457@$]\b/gi,
    (sign) => digits[sign] ?? sign,
  );
}

/** A digit or two inside words are part numbers and dates; who writes letters as digits does it throughout. */
const fewestDigits = 3;

function changes(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) {
    count += a.charCodeAt(at) === b.charCodeAt(at) ? 0 : 1;
  }
  return count;
}

/** Readings of the encoded parts of a text (its first 4,000 units), only where the result is readable words. */
export const decodedParts: (passage: Passage) => readonly Decoded[] = perObject((passage) => {
  const text = passage.text.slice(0, longest);
  const parts: Decoded[] = [];
  for (const { notation, regex, decode, ask, least } of notations) {
    if ((ask !== undefined && !ask.test(text)) || (least !== undefined && !hasRun(text, least))) {
      continue;
    }
    for (const match of matchesOf(text, regex)) {
      const decoded = decode(match[0]);
      if (readable.test(decoded) && wordy.test(decoded) && decoded !== match[0]) {
        parts.push({ notation, start: match.index, end: match.index + match[0].length, text: decoded });
      }
      if (parts.length >= 20) {
        return parts;
      }
    }
  }
  const letters = /[a-z][013457@$]|[013457@$][a-z]/i.test(text) ? plainLetters(text) : text;
  if (letters !== text && changes(text, letters) >= fewestDigits) {
    parts.push({ notation: lettersAsDigits, start: 0, end: text.length, text: letters });
  }
  return parts;
});
