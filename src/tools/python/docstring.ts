/** A docstring taken apart: the text without its parameter section, and what it says of each parameter. */
export interface Docstring {
  description: string;
  parameters: ReadonlyMap<string, string>;
}

const googleHeader =
  /^(Args|Arguments|Parameters|Params|Keyword Args|Keyword Arguments|Other Parameters|Attributes)\s*:\s*$/;
const numpyHeader = /^(Parameters|Other Parameters|Attributes)\s*$/;
const sphinxField = /^[:@]param(?:eter)?\s+(?:[^:]*\s)?\*{0,2}(\w+)\s*:\s*(.*)$/;
const otherField = /^[:@](type|rtype|returns?|raises?|yields?)\b[^:]*:/;

const indentOf = (line: string) => line.length - line.trimStart().length;

interface Section {
  /** Index of the line behind the section. */
  end: number;
  parameters: [string, string][];
}

/** Entries `name (type): text` or, in NumPy's style, `name : type` with the text below, down to `end`. */
function readEntries(lines: readonly string[], start: number, base: number, numpy: boolean): Section {
  const parameters: [string, string][] = [];
  let entryIndent = -1;
  /** The entry being read: several parameters may share one text. */
  let described: [string, string][] = [];
  let index = start;
  for (; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line.trim() === "") {
      continue;
    }
    const indent = indentOf(line);
    const nextNumpyHeader = numpy && /^\s*-{3,}\s*$/.test(lines[index + 1] ?? "");
    if (nextNumpyHeader || (numpy ? indent < base : indent <= base)) {
      break;
    }
    entryIndent = entryIndent < 0 ? indent : entryIndent;
    const entry =
      indent > entryIndent
        ? null
        : numpy
          ? /^\s*(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?$/.exec(line)
          : /^\s*(\*{0,2}\w+)\s*(?:\([^)]*\)|\[[^\]]*\])?\s*(?::|--?|–)\s*(.*)$/.exec(line);
    if (entry !== null) {
      const names = (entry[1] ?? "").split(",").map((name) => name.replaceAll("*", "").trim());
      described = names.map((name): [string, string] => [name, entry[2] ?? ""]);
      parameters.push(...described);
    } else if (described.length > 0 && indent > entryIndent) {
      for (const parameter of described) {
        parameter[1] = `${parameter[1]} ${line.trim()}`.trim();
      }
    } else if (numpy) {
      break;
    }
  }
  return { end: index, parameters };
}

function readSphinx(lines: readonly string[], start: number): Section | undefined {
  const found = sphinxField.exec((lines[start] ?? "").trim());
  if (found === null) {
    return undefined;
  }
  let text = found[2] ?? "";
  let end = start + 1;
  while (end < lines.length && /^\s+\S/.test(lines[end] ?? "") && !/^\s*[:@]\w/.test(lines[end] ?? "")) {
    text = `${text} ${(lines[end] ?? "").trim()}`.trim();
    end++;
  }
  return { end, parameters: [[found[1] ?? "", text]] };
}

function sectionAt(lines: readonly string[], index: number): Section | undefined {
  const line = lines[index] ?? "";
  const base = indentOf(line);
  if (googleHeader.test(line.trim())) {
    return readEntries(lines, index + 1, base, false);
  }
  if (numpyHeader.test(line.trim()) && /^\s*-{3,}\s*$/.test(lines[index + 1] ?? "")) {
    return readEntries(lines, index + 2, base, true);
  }
  return readSphinx(lines, index);
}

/** Reads Google, NumPy, Sphinx and Epytext style; `docstring` must be cleaned of its indentation. */
export function parseDocstring(docstring: string): Docstring {
  const lines = docstring.split("\n");
  const kept: string[] = [];
  const parameters = new Map<string, string>();
  for (let index = 0; index < lines.length; index++) {
    const section = sectionAt(lines, index);
    if (section === undefined) {
      const line = lines[index] ?? "";
      if (!(otherField.test(line.trim()) && /^[:@](type|rtype)/.test(line.trim()))) {
        kept.push(line);
      }
      continue;
    }
    for (const [name, text] of section.parameters) {
      if (text !== "" && !parameters.has(name)) {
        parameters.set(name, text);
      }
    }
    index = section.end - 1;
  }
  return {
    description: kept
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    parameters,
  };
}
