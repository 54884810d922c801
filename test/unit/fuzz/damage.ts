/** Small reproducible random numbers (Lehmer). */
export function random(seed: number): (below: number) => number {
  let state = (seed * 48_271 + 11) % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Cut off, with bytes changed, with a piece twice: one after the other. */
export function damaged(whole: Uint8Array, run: number, next: (below: number) => number): Uint8Array {
  const at = next(whole.length);
  if (run % 3 === 0) {
    return whole.slice(0, at);
  }
  if (run % 3 === 1) {
    const bytes = whole.slice();
    for (let times = 1 + next(4); times > 0; times--) {
      bytes[next(bytes.length)] = next(256);
    }
    return bytes;
  }
  const piece = whole.slice(at, at + next(200));
  return Buffer.concat([whole.slice(0, at), piece, whole.slice(at)]);
}

// Pieces that end or begin something in one of the languages read, and characters that are easily miscounted.
const splinters = [
  ..."{}[]()<>\"'`,:;#@*&|!?-=\\\n\r\t \0",
  "\r\n",
  "'''",
  '"""',
  "/*",
  "*/",
  "//",
  "<<<",
  "${",
  "---\n",
  "...",
  "&a ",
  "*a",
  "<<: ",
  "!!js/function ",
  "__proto__",
  "constructor",
  "\u{1f600}",
  "\ud800",
  "\u202e",
  "\u2028",
  "\ufeff",
  "1e999",
  "-0",
  "null",
  "async ",
  "await ",
  "lambda: ",
  "def f(",
  "class ",
  "=> ",
  'f"{',
  "import ",
  "yield ",
];

/** The text with a few splinters put in, pieces taken out, moved or repeated. */
export function splintered(text: string, next: (below: number) => number): string {
  let made = text;
  for (let times = 1 + next(4); times > 0; times--) {
    const at = next(made.length + 1);
    const length = next(40);
    const [before, piece, after] = [made.slice(0, at), made.slice(at, at + length), made.slice(at + length)];
    const to = next(made.length + 1);
    switch (next(4)) {
      case 0:
        made = before + after;
        break;
      case 1:
        made = before + piece.repeat(1 + next(4)) + after;
        break;
      case 2:
        made = made.slice(0, to) + piece + made.slice(to);
        break;
      default:
        made = before + (splinters[next(splinters.length)] ?? "") + piece + after;
    }
  }
  return made;
}
