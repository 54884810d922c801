/**
 * The text of a script without the comments that take up whole lines. Told without reading it as a program, so what may be something
 * else stays. Offsets and lines are not those of the text.
 */
export function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  const opening = /^[ \t]*\/([/*])/gm;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const end = found[1] === "/" ? endOfLine(text, found.index) : endAfter(text, opening.lastIndex, "*/");
    if (end === undefined) {
      break;
    }
    // With an odd number of backticks it is a text that looks like the beginning of a comment.
    if (text.slice(found.index, end).split("`").length % 2 === 1) {
      kept.push(text.slice(from, found.index));
      from = end;
      opening.lastIndex = end;
    }
  }
  return from === 0 ? text : kept.join("") + text.slice(from);
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

function endAfter(text: string, start: number, closing: string): number | undefined {
  const end = text.indexOf(closing, start);
  return end < 0 ? undefined : end + closing.length;
}
