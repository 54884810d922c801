const structure = /["[\]{},]/g;

/**
 * One-based lines on which the elements of a list begin: of the list that the text is, or, with `key`, of the list
 * under that property of the outermost object. Empty when there is none. The text need not be valid to its end.
 */
export function elementLines(text: string, key?: string): number[] {
  const scan = new RegExp(structure);
  const wanted = key === undefined ? 1 : 2;
  const lines: number[] = [];
  let depth = 0;
  let inside = key === undefined;
  let expecting = false;
  let property: string | undefined;
  let line = 1;
  let counted = 0;
  const lineAt = (offset: number) => {
    for (let at = text.indexOf("\n", counted); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
  for (let found = scan.exec(text); found !== null; found = scan.exec(text)) {
    const at = found.index;
    const character = found[0];
    const value = expecting && !"],}".includes(character);
    if (value) {
      lines.push(lineAt(at));
      expecting = false;
    }
    if (character === '"') {
      const end = endOfString(text, at);
      if (depth === 1 && key !== undefined && /^\s*:/.test(text.slice(end, end + 20))) {
        property = text.slice(at + 1, end - 1);
      }
      scan.lastIndex = end;
    } else if (character === "[" || character === "{") {
      depth += 1;
      if (depth === wanted && character === "[" && (key === undefined || property === key)) {
        inside = true;
        expecting = true;
      } else if (key === undefined && depth === 1) {
        return [];
      }
    } else if (character === ",") {
      expecting = inside && depth === wanted && (key === undefined || property === key);
    } else {
      expecting = false;
      if (depth === wanted && inside && (key === undefined || property === key)) {
        return lines;
      }
      depth -= 1;
    }
  }
  return lines;
}

function endOfString(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") {
      backslashes += 1;
    }
    if (backslashes % 2 === 0) {
      return end + 1;
    }
  }
  return text.length;
}
