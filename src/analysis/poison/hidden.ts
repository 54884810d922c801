/** Characters a person does not see, or that make a person see something else than the model reads. */
export interface HiddenRun {
  kind: "tags" | "bidi" | "escape" | "variation" | "zero-width";
  /** Where the run begins (UTF-16 code units). */
  index: number;
  text: string;
  /** What the run says, when it is text in disguise. */
  says: string;
}

/** Emoji as Unicode recommends them, joiners, selectors and tags included: nothing else may use these characters. */
const emoji = /\p{RGI_Emoji}/gv;
const joiningScripts =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Thai}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

const kinds: readonly [HiddenRun["kind"], RegExp][] = [
  ["tags", /[\u{e0000}-\u{e007f}]+/gu],
  ["bidi", /[\u202a-\u202e\u2066-\u2069]+/gu],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  ["escape", /[\u0000\u001b\u009b]+/gu],
  ["variation", /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu],
  [
    "zero-width",
    // biome-ignore lint/suspicious/noMisleadingCharacterClass: joiners stand alone here
    /[\u200b-\u200f\u2060-\u2064\ufeff\u180e\u034f\u115f\u1160\u3164\uffa0]+/gu,
  ],
];

/** Runs of hidden characters in a text, in text order. Those that a script or an emoji needs are no such runs. */
export function hiddenRuns(text: string): HiddenRun[] {
  // Plain text is most text.
  if (!/[^\t\n\r\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f]/.test(text)) {
    return [];
  }
  const bare = text.replace(emoji, (found) => " ".repeat(found.length));
  return kinds
    .flatMap(([kind, pattern]) =>
      [...bare.matchAll(pattern)].map(
        (match): HiddenRun => ({ kind, index: match.index, text: match[0], says: saidBy(kind, match[0]) }),
      ),
    )
    .filter((run) => !isNeeded(run, bare))
    .sort((a, b) => a.index - b.index);
}

function isNeeded({ kind, index, text }: HiddenRun, whole: string): boolean {
  const before = whole.slice(Math.max(0, index - 2), index);
  const after = whole.slice(index + text.length, index + text.length + 2);
  switch (kind) {
    case "zero-width":
      return /^[\u200c\u200d]$/.test(text)
        ? joiningScripts.test(before) && joiningScripts.test(after)
        : /^[\u200e\u200f]$/.test(text) && rightToLeft.test(whole);
    case "bidi":
      return !/[\u202d\u202e]/.test(text) && rightToLeft.test(whole);
    case "variation":
      return /^[\ufe0e\ufe0f]$/.test(text) && /[\p{Emoji}\p{So}\p{Sm}\p{P}]$/u.test(before.trim());
    default:
      return false;
  }
}

/** Tag characters and variation selectors stand for ASCII and bytes. */
function saidBy(kind: HiddenRun["kind"], text: string): string {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const bytes =
    kind === "tags"
      ? codes.map((code) => code - 0xe0000)
      : kind === "variation"
        ? codes.map((code) => (code < 0xfe10 ? code - 0xfe00 : code - 0xe0100 + 16))
        : [];
  const said = String.fromCharCode(...bytes.slice(0, 500));
  return /^[\u0020-\u007e\n\t]*$/.test(said) ? said.trim() : "";
}

/** Whether letters of Latin stand beside look-alikes of another alphabet in one word. */
export function mixesAlphabets(name: string): boolean {
  return /[a-z]/i.test(name) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(name);
}
