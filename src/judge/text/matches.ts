/**
 * What `text.matchAll(regex)` gives, for patterns of our own that never match nothing. That makes a new pattern of a long
 * source for every text, which costs more than looking for it.
 */
export function* matchesOf(text: string, regex: RegExp): Generator<RegExpExecArray, undefined> {
  let from = 0;
  for (;;) {
    // Set each time: whoever takes the matches may ask the same pattern about another text in between.
    regex.lastIndex = from;
    const match = regex.exec(text);
    if (match === null) {
      return;
    }
    from = regex.lastIndex + (match[0] === "" ? 1 : 0);
    yield match;
  }
}
