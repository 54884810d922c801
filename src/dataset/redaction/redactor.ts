import { redactionPatterns, secretName } from "./patterns.ts";

/** How many different values of each kind were replaced. */
export type RedactionCounts = ReadonlyMap<string, number>;

export interface RedactedText {
  text: string;
  /** Where a place of the original text (UTF-16 offset) lies in the redacted one. */
  place(offset: number): number;
}

export interface Redactor {
  /** @param name of the member or argument whose value the text is: what stands under `password` is one */
  redact(text: string, name?: string): RedactedText;
  readonly counts: RedactionCounts;
}

const password = "password";
// A shorter one would be found inside ordinary words.
const shortestKnown = 6;

interface Replacement {
  start: number;
  end: number;
  by: string;
}

/**
 * Takes secrets and personal data out of texts. The same value gets the same placeholder for as long as the redactor
 * lives, so that an address in the request is still the one in the call. What has no form to know it by, such as names
 * of people, stays.
 */
export function createRedactor(): Redactor {
  const placeholders = new Map<string, string>();
  const counts = new Map<string, number>();
  // Values known to be secret by what stood before them are secret wherever else they stand.
  const known = new Set<string>();
  // The parts of an example repeat each other: scenario, trajectories and the pair cut from them.
  let done = new Map<string, RedactedText>();
  let doneWith = 0;
  return {
    counts,
    redact(text, name) {
      if (name !== undefined && secretName.test(name) && isWholeSecret(text)) {
        known.add(text);
      }
      if (known.size > doneWith) {
        done = new Map();
        doneWith = known.size;
      }
      const before = done.get(text);
      if (before) {
        return before;
      }
      const replacements = findAll(text, known).map(({ kind, start, end, placeholder }): Replacement => {
        const value = text.slice(start, end);
        const key = `${kind}\n${value.toLowerCase().replaceAll(/[\s-]/g, "")}`;
        let by = placeholders.get(key);
        if (by === undefined) {
          const number = (counts.get(kind) ?? 0) + 1;
          counts.set(kind, number);
          by = placeholder(number);
          placeholders.set(key, by);
        }
        if (kind === password && value.length >= shortestKnown) {
          known.add(value);
        }
        return { start, end, by };
      });
      const redacted = replaced(text, replacements);
      done.set(text, redacted);
      return redacted;
    },
  };
}

interface Found {
  kind: string;
  start: number;
  end: number;
  placeholder(number: number): string;
}

/** Matches of all patterns in text order; where two overlap, that of the pattern listed first. */
function findAll(text: string, known: ReadonlySet<string>): Found[] {
  const found: Found[] = [];
  for (const value of known) {
    for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
      found.push({
        kind: password,
        start,
        end: start + value.length,
        placeholder: (n) => `[${password} ${n}]`,
      });
    }
  }
  for (const { kind, regex, needs, holds, placeholder } of redactionPatterns) {
    if (!needs.test(text)) {
      continue;
    }
    for (const match of text.matchAll(regex)) {
      const value = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      const end = start + value.length;
      const isFree = !found.some((other) => other.start < end && start < other.end);
      if (isFree && !isPlaceholder(value) && (holds?.(value) ?? true)) {
        found.push({ kind, start, end, placeholder });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function isWholeSecret(text: string): boolean {
  return text.length >= shortestKnown && text.length <= 200 && !/\s/.test(text) && !isPlaceholder(text);
}

/** References and blanks that stand for a secret and are none. */
function isPlaceholder(value: string): boolean {
  return /^(?:\$\{?\w+\}?|\{\{.*|<[^>]*>?|\*+|x{3,}|\[?redacted.*|your[_-].*|change_?me.*|none|null|true|false|undefined)$/i.test(
    value,
  );
}

function replaced(text: string, replacements: readonly Replacement[]): RedactedText {
  if (replacements.length === 0) {
    return { text, place: (offset) => offset };
  }
  let out = "";
  let from = 0;
  for (const { start, end, by } of replacements) {
    out += text.slice(from, start) + by;
    from = end;
  }
  out += text.slice(from);
  const place = (offset: number) => {
    let shift = 0;
    for (const { start, end, by } of replacements) {
      if (offset >= end) {
        shift += by.length - (end - start);
      } else if (offset > start) {
        // Inside what was replaced: the placeholder's end, so that a span that began before still covers it.
        return start + shift + by.length;
      } else {
        break;
      }
    }
    return offset + shift;
  };
  return { text: out, place };
}
