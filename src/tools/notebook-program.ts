/** Endings of program text by the language a notebook's kernel runs. */
const endings: Readonly<Record<string, string>> = { python: "py", typescript: "ts", javascript: "js" };

/** The language of a program of cells, by its ending without the dot; undefined for one that is not read. */
export function endingOfLanguage(language: string): string | undefined {
  return endings[language.toLowerCase().replace(/^(i?python)\d*$/, "python")];
}

/**
 * The program that the texts of code cells make, one below the other, and the line each begins in. What only the notebook
 * understands becomes comments, so that every line stays where it is.
 */
export function programOfCells(
  cells: readonly string[],
  ending: string,
): { text: string; firstLines: number[] } {
  let line = 0;
  const firstLines: number[] = [];
  const shown = cells.map((cell) => {
    firstLines.push(line);
    line += cell.split("\n").length;
    return `${ending === "py" ? withoutMagic(cell) : cell}\n`;
  });
  return { text: shown.join(""), firstLines };
}

const foreignCell = /^\s*%%(?!time|timeit|capture|prun|memit|mprun|heat|skip)[\w!]/;

/** Python with the notebook's own commands as comments of the same length. */
function withoutMagic(code: string): string {
  if (foreignCell.test(code)) {
    return code.replace(/^[^\n]/gm, "#");
  }
  return code.replace(/^([ \t]*)[%!?]/gm, "$1#");
}
