const letter = /^\p{L}$/u;
const numeral = /^\p{N}$/u;

/** Code units of the character at `at` when it is a letter, 0 otherwise. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) ? 1 : 0;
  }
  return unitsIf(letter, text, at);
}

/** Code units of the character at `at` when a word may have it: a letter, a numeral or `_`; 0 otherwise. */
function wordUnitsAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) {
    return (code >= 97 && code <= 122) ||
      (code >= 48 && code <= 57) ||
      (code >= 65 && code <= 90) ||
      code === 95
      ? 1
      : 0;
  }
  return unitsIf(letter, text, at) || unitsIf(numeral, text, at);
}

function unitsIf(kind: RegExp, text: string, at: number): number {
  const point = text.codePointAt(at);
  if (point === undefined) {
    return 0;
  }
  const character = String.fromCodePoint(point);
  return kind.test(character) ? character.length : 0;
}

/** Where the next word begins at or behind `from`; the text's length when there is none. */
export function nextWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && wordUnitsAt(text, at) === 0) {
    at++;
  }
  return at;
}

/**
 * Where the word ends that begins at `from`: letters, numerals and `_`, with up to three letters behind an apostrophe ("don't",
 * "we'll"). What `/[\p{L}\p{N}_]+(?:['’]\p{L}{1,3}(?!\p{L}))?/u` matches there, told without a match for each word.
 */
export function endOfWord(text: string, from: number): number {
  let end = from;
  for (let units = wordUnitsAt(text, end); units > 0; units = wordUnitsAt(text, end)) {
    end += units;
  }
  const sign = text.charCodeAt(end);
  if (sign !== 39 && sign !== 0x2019) {
    return end;
  }
  let behind = end + 1;
  for (let letters = 0; letters <= 3; letters++) {
    const units = letterAt(text, behind);
    if (units === 0) {
      return letters === 0 ? end : behind;
    }
    behind += units;
  }
  return end;
}
