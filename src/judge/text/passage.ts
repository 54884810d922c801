import type { EvidenceSpan } from "../../ots/verdict.ts";
import { Keeper, perText } from "./memo.ts";

/** A text under analysis. `folded` is lower case and has the same length, so offsets serve both. */
export interface Passage {
  readonly text: string;
  readonly folded: string;
}

/** A passage and where the trajectory has it. `policy` cannot be cited as evidence. */
export interface Place {
  readonly where: "instruction" | "observation" | "message" | "thought" | "answer" | "tool" | "policy";
  readonly passage: Passage;
  /** Index of the step; -1 for the instruction, the policy and tool descriptions. */
  readonly step: number;
  /** The tool that returned the observation, the tool described, or the agent that wrote the message. */
  readonly name: string;
  /** The observation reports an error. */
  readonly failed: boolean;
}

/** Analysis stops here: text further on is looked up in, but not searched for orders, secrets or records. */
const analysedLength = 200_000;
const longestSpan = 400;

const escapes: Readonly<Record<string, string>> = { "\\n": "\n ", "\\r": "\n ", "\\t": "  ", '\\"': ' "' };

/**
 * Lower case, length kept: characters whose lower case has another length stay as they are, and the escapes of text
 * quoted inside JSON become the white space or quote they stand for, so that `\\nPlease` is read as a new line.
 */
export function fold(text: string): string {
  let lower = text.toLowerCase();
  if (lower.length !== text.length) {
    lower = Array.from(text, (character) => {
      const small = character.toLowerCase();
      return small.length === character.length ? small : character;
    }).join("");
  }
  return lower.includes("\\") ? lower.replace(/\\[nrt"]/g, (found) => escapes[found] ?? found) : lower;
}

class KeptPassage extends Keeper implements Passage {
  readonly text: string;
  readonly folded: string;

  constructor(text: string) {
    super();
    this.text = text;
    this.folded = fold(text);
  }
}

/** A passage of its own; analyses of it are not shared with an equal text. */
export function newPassage(text: string): Passage {
  return new KeptPassage(text);
}

/** The same object for the same text, so that analyses keyed by passage are made once. */
export const passageOf: (text: string) => Passage = perText(newPassage);

/** The part of a passage that analyses read. */
export function analysed(passage: Passage): string {
  return passage.folded.length > analysedLength ? passage.folded.slice(0, analysedLength) : passage.folded;
}

/** Evidence for `start..end` of a place (clipped to 400 units, cut at no surrogate pair), or none for a policy. */
export function cite(place: Place, start: number, end: number): EvidenceSpan[] {
  const { text } = place.passage;
  let last = Math.min(end, start + longestSpan, text.length);
  const code = text.charCodeAt(last - 1);
  if (last < text.length && code >= 0xd800 && code <= 0xdbff) {
    last--;
  }
  if (last <= start) {
    return [];
  }
  const words = { start, end: last, text: text.slice(start, last) };
  switch (place.where) {
    case "policy":
      return [];
    case "instruction":
      return [{ where: "instruction", ...words }];
    case "tool":
      return [{ where: "tool", tool: place.name, ...words }];
    default:
      return [{ where: place.where, step: place.step, ...words }];
  }
}

/** Where `needle` (folded already) stands in the passage on word boundaries, or -1. */
export function indexOfWord(passage: Passage, needle: string, from = 0): number {
  if (needle === "") {
    return -1;
  }
  const { folded } = passage;
  let at = folded.indexOf(needle, from);
  // A hostile text can hold a short needle inside words any number of times.
  for (let tries = 0; at >= 0 && tries < 64; tries++) {
    const edgeBefore = at === 0 || !isWordUnit(folded, at - 1) || !isWordUnit(needle, 0);
    const end = at + needle.length;
    const edgeAfter =
      end >= folded.length || !isWordUnit(folded, end) || !isWordUnit(needle, needle.length - 1);
    if (edgeBefore && edgeAfter) {
      return at;
    }
    at = folded.indexOf(needle, at + 1);
  }
  return -1;
}

function isWordUnit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    // Scripts without spaces (from U+2E80 on) have no word edges to ask for.
    (code >= 0xc0 && code < 0x2e80 && /\p{L}/u.test(text.charAt(at)))
  );
}
