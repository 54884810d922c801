const small: ReadonlyMap<string, number> = new Map(
  (
    "zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 " +
    "seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90"
  )
    .split(" ")
    .map((entry): [string, number] => [entry.split(":")[0] ?? "", Number(entry.split(":")[1])]),
);
const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };
const piece = /([a-z]+)/y;
const gap = /[\s-]{1,2}(and\s)?/y;
const mostWords = 14;

/** The value of one number word below a hundred; undefined for any other word. */
export function smallNumber(word: string): number | undefined {
  return small.get(word);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * A number in words that begins at `start` of the folded text: "forty", "four hundred and twenty", "two thousand three hundred".
 * Undefined where no number word stands. "Two and three" stays two numbers: "and" joins only behind a hundred or a thousand.
 */
export function numberInWords(text: string, start: number): { value: number; end: number } | undefined {
  let total = 0;
  let group: number | undefined;
  let at = start;
  let end = start;
  let last = 0;
  for (let count = 0; count < mostWords; count++) {
    const word = matchAt(piece, text, at)?.[1] ?? "";
    const value = small.get(word);
    const scale = scales[word];
    if (value !== undefined && fits(group, last, value)) {
      group = (group ?? 0) + value;
      last = value === 0 ? 1 : value;
    } else if (word === "hundred" && group !== undefined && group > 0 && group < 100) {
      group *= 100;
      last = 100;
    } else if (scale !== undefined && group !== undefined) {
      total += group * scale;
      group = undefined;
      last = 1000;
    } else {
      break;
    }
    end = at + word.length;
    const between = matchAt(gap, text, end);
    if (between === null || (between[1] !== undefined && last < 100)) {
      break;
    }
    at = end + between[0].length;
  }
  return end === start ? undefined : { value: total + (group ?? 0), end };
}

/** Whether a number word goes on from what stands before it: tens take units, hundreds take both, nothing else adds up. */
function fits(group: number | undefined, last: number, value: number): boolean {
  if (group === undefined) {
    return true;
  }
  return last === 100 || (last >= 20 && last < 100 && value >= 1 && value <= 9);
}
