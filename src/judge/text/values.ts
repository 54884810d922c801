import { matchesOf } from "./matches.ts";
import { perObject, perText } from "./memo.ts";
import type { Passage } from "./passage.ts";

/** A value of a recognisable kind standing in a text. */
export interface Entity {
  kind: "email" | "url" | "account" | "phone" | "path";
  /** Folded and, for accounts and phones, without separators. */
  value: string;
  start: number;
  end: number;
}

// Every repetition is bounded: a megabyte of one character costs a pass, not a backtrack per character.
const entityPatterns: readonly { kind: Entity["kind"]; regex: RegExp }[] = [
  { kind: "url", regex: /\bhttps?:\/\/[^\s"'<>`)\]}]{3,300}/g },
  { kind: "email", regex: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z][a-z0-9-]{1,20}/g },
  {
    kind: "account",
    regex: /\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b|\b0x[0-9a-f]{20,64}\b/g,
  },
  {
    kind: "phone",
    regex:
      /(?<![\w.])\+\d{1,3}(?:[ -]\(?\d{1,5}\)?){2,5}(?![\w.]?\d)|(?<![\w.])\+?\d{1,4}[ -]?(?:\(?\d{2,5}\)?[ -]?)\d{2,4}(?:[ -]?\d{2,4}){1,3}(?![\w.]?\d)/g,
  },
  {
    kind: "path",
    regex: /(?<![\w/.:])(?:~|\.{1,2})?\/[\w.-]{1,80}(?:\/[\w.*-]{1,80}){0,12}\/?|\b[a-z]:\\[\w\\. -]{1,200}/g,
  },
];

/** Separators that people put into account and telephone numbers. */
export function squeeze(text: string): string {
  return text.replace(/[\s\-.()/]+/g, "");
}

const findEntities = (folded: string): readonly Entity[] => {
  const found: Entity[] = [];
  for (const { kind, regex } of entityPatterns) {
    for (const match of matchesOf(folded, regex)) {
      const end = match.index + match[0].length;
      if (found.some((entity) => entity.start < end && match.index < entity.end)) {
        continue;
      }
      const text = kind === "url" || kind === "path" ? match[0].replace(/[.,;:!?]{1,3}$/, "") : match[0];
      const value = kind === "account" || kind === "phone" ? squeeze(text) : text;
      found.push({ kind, value, start: match.index, end: match.index + text.length });
      if (found.length >= 300) {
        return found;
      }
    }
  }
  return found;
};

const entitiesOfText = perText((folded: string) => findEntities(folded));

/** E-mail addresses, URLs, accounts, telephone numbers and paths of a passage (its first 20,000 units, 300 at most). */
export const entitiesOf: (passage: Passage) => readonly Entity[] = perObject((passage) =>
  findEntities(passage.folded.slice(0, 20_000)),
);

/** The kind of a value standing alone, such as a call's argument. */
export function entityKind(value: string): Entity["kind"] | undefined {
  const folded = value.trim().toLowerCase();
  if (folded.length < 3 || folded.length > 300) {
    return undefined;
  }
  const whole = entitiesOfText(folded).find((entity) => entity.start === 0 && entity.end === folded.length);
  return whole?.kind;
}
