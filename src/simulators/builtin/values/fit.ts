import type { JsonObject } from "../../../ots/json.ts";
import { slug } from "../language/words.ts";
import type { Random } from "../random.ts";
import { fromPattern, isCostly } from "./pattern.ts";

const compiled = new Map<string, RegExp | undefined>();

/** The pattern ready to run; undefined when it is none that can be run, or one that could run for ever. */
function runnable(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) {
    if (compiled.size >= 500) {
      compiled.clear();
    }
    compiled.set(pattern, isCostly(pattern) ? undefined : tryRegExp(pattern));
  }
  return compiled.get(pattern);
}

function tryRegExp(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

/** Codes for names, so that a two-letter or three-letter pattern gets a real one. */
const codes: Record<string, string> = {
  Germany: "DE",
  "United Kingdom": "GB",
  "United States": "US",
  Spain: "ES",
  Poland: "PL",
  Sweden: "SE",
  India: "IN",
  Kenya: "KE",
};

/**
 * `text` bent to what the schema asks of a string: its pattern, its shortest and longest length. Prefers what reads
 * like `text`; a pattern nothing natural matches is generated from.
 */
export function fitted(text: string, schema: JsonObject, random: Random): string {
  const { pattern, minLength, maxLength } = schema;
  const longest = typeof maxLength === "number" ? maxLength : Number.POSITIVE_INFINITY;
  const shortest = typeof minLength === "number" ? minLength : 0;
  const sized = (candidate: string) => {
    const long = lengthened(shortened(candidate, longest), shortest, random);
    return [...long].length <= longest ? long : [...long].slice(0, longest).join("");
  };
  if (typeof pattern !== "string") {
    return sized(text);
  }
  const regex = runnable(pattern);
  const tidy = text.replace(/^#/, "");
  const natural = [
    text,
    tidy,
    tidy.replace(/\s+/g, ""),
    slug(text),
    slug(text).replace(/-/g, "_"),
    slug(text).replace(/-/g, ""),
    tidy.toUpperCase(),
    tidy.replace(/\D/g, ""),
    codes[text] ?? "",
  ];
  if (regex) {
    const found = natural.map(sized).find((candidate) => candidate !== "" && regex.test(candidate));
    if (found !== undefined) {
      return found;
    }
  }
  let generated = text;
  for (let attempt = 0; attempt < 12; attempt++) {
    generated = fromPattern(pattern, random) ?? generated;
    const good =
      generated.length >= shortest && generated.length <= longest && (regex?.test(generated) ?? true);
    if (good) {
      return generated;
    }
  }
  return sized(generated);
}

function shortened(text: string, longest: number): string {
  if ([...text].length <= longest) {
    return text;
  }
  const cut = [...text].slice(0, longest).join("");
  const space = cut.lastIndexOf(" ");
  return space > longest / 2 ? cut.slice(0, space) : cut;
}

function lengthened(text: string, shortest: number, random: Random): string {
  let longer = text;
  const spoken = text.includes(" ");
  for (let round = 0; [...longer].length < shortest && round < 4000; round++) {
    longer += spoken ? " Details follow in a separate message." : String(random.int(0, 9));
  }
  return longer;
}
