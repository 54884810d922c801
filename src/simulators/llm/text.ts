const longestLine = 120;

/** A name that hostile text may have written, fit to stand in a line of ours. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const line = text.replaceAll(/[\s\u0000-\u001f\u007f-\u009f[\]|]+/g, " ").trim();
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}

/** A text cut in the middle to at most about `most` characters, saying how much is left out. */
export function clip(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const head = wholeCharacters(text, Math.ceil(most * 0.7));
  const tail = wholeCharacters(text, text.length - Math.floor(most * 0.3));
  return `${text.slice(0, head)}\n… [${tail - head} characters left out] …\n${text.slice(tail)}`;
}

/** Steps back when the cut would fall inside a surrogate pair. */
function wholeCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** Foreign words fit for a log or a terminal: one line, without characters that steer it, clipped. */
export function plainLine(text: string, most = 4_000): string {
  const line = text
    .slice(0, most * 2)
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
