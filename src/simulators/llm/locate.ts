/**
 * Where a quote stands in a text, as UTF-16 offsets. Models copy almost exactly: white space, typographic quotes and
 * dashes, letter case and JSON escapes may differ; the words may not.
 */
export function locate(quote: string, text: string): { start: number; end: number } | undefined {
  const exact = text.indexOf(quote);
  if (exact >= 0) {
    return { start: exact, end: exact + quote.length };
  }
  const wanted = simplified(unquoted(quote)).text;
  if (wanted === "") {
    return undefined;
  }
  const source = simplified(text);
  const at = source.text.indexOf(wanted);
  if (at < 0) {
    return undefined;
  }
  const last = at + wanted.length - 1;
  return { start: source.starts[at] ?? 0, end: source.ends[last] ?? text.length };
}

/** Quotation marks that a model put around the quote itself. */
function unquoted(quote: string): string {
  const inner = /^(["'“”„«»`])(.+)(["'“”„«»`])$/s.exec(quote);
  return inner?.[2] ?? quote;
}

const plain: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "–": "-",
  "—": "-",
  "‑": "-",
  "…": "...",
};

const escapes: Readonly<Record<string, string>> = { n: " ", r: " ", t: " ", '"': '"', "/": "/", "\\": "\\" };

/** The text with differences that do not matter taken out, and for each of its units where it came from. */
function simplified(text: string): { text: string; starts: number[]; ends: number[] } {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < text.length; ) {
    const escaped = text[i] === "\\" ? escapes[text[i + 1] ?? ""] : undefined;
    const length = escaped === undefined ? 1 : 2;
    const unit = escaped ?? plain[text[i] ?? ""] ?? (text[i] ?? "").toLowerCase();
    const isSpace = /^\s$/.test(unit);
    if (!isSpace || (units.length > 0 && units.at(-1) !== " ")) {
      for (const part of isSpace ? " " : unit) {
        units.push(part);
        starts.push(i);
        ends.push(i + length);
      }
    }
    i += length;
  }
  if (units.at(-1) === " ") {
    units.pop();
  }
  return { text: units.join(""), starts, ends };
}
