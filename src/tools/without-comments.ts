import type { CodeLanguage } from "../syntax/grammars.ts";

/**
 * A text without the comments that take up whole lines and, in Python, without docstrings of functions and classes: what a program
 * says of itself is nothing it does. Told without reading it as a program, so what may be something else stays. Offsets and lines
 * are not those of the text.
 */
export function withoutComments(language: CodeLanguage, text: string): string {
  return language === "python" ? withoutPythonComments(text) : withoutScriptComments(text);
}

function withoutScriptComments(text: string): string {
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

const defines =
  /(?:^|\n)[ \t]*(?:(?:async[ \t]+)?def|class)\b[^\n]*:[ \t]*\n$|\)[ \t]*(?:->[^\n]*)?:[ \t]*\n$/;
/** Characters before a docstring in which the end of what it belongs to is looked for. */
const maxHead = 300;

function withoutPythonComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  /** Whether a text in triple quotes is open at `counted`. */
  let isOpen = false;
  let counted = 0;
  const opening = /^(?:[ \t]*#|[ \t]+[rRuU]?("""|'''))/gm;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const [, quotes] = found;
    for (const _ of text.slice(counted, found.index).matchAll(/"""|'''/g)) {
      isOpen = !isOpen;
    }
    counted = found.index;
    let end = quotes === undefined ? endOfLine(text, found.index) : undefined;
    if (
      quotes !== undefined &&
      !isOpen &&
      defines.test(text.slice(Math.max(0, found.index - maxHead), found.index))
    ) {
      const after = endAfter(text, opening.lastIndex, quotes);
      end = after !== undefined && /^[ \t]*(?:\n|$)/.test(text.slice(after, after + 40)) ? after : undefined;
    }
    if (end !== undefined) {
      kept.push(text.slice(from, found.index));
      from = end;
      counted = end;
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
