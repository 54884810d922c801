import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { harmfulTexts } from "../../../src/judge/lexicon/harmful-text.ts";
import { actsOf } from "../../../src/judge/text/acts.ts";
import { matchesOf } from "../../../src/judge/text/matches.ts";
import { NeedIndex } from "../../../src/judge/text/need-index.ts";
import { needOf } from "../../../src/judge/text/needs.ts";
import { edge } from "../../../src/judge/text/pattern-tree.ts";
import { RunFinder } from "../../../src/judge/text/run-finder.ts";
import { sieved } from "../../../src/judge/text/sieve.ts";
import { endOfWord, nextWord } from "../../../src/judge/text/words.ts";
import { freshBatches, readCases } from "./cases.ts";

const texts = freshBatches
  .slice(0, 4)
  .flatMap(readCases)
  .flatMap(({ instruction, steps }) => [
    instruction,
    ...steps.map((step) =>
      step.kind === "message" ? step.text : (step.observation?.content ?? step.thought),
    ),
  ]);

const lets = (pattern: RegExp, text: string) => new NeedIndex([needOf(pattern)]).fulfilledBy(text)[0] === 1;

describe("what a pattern needs", () => {
  it.each([
    [/\b(?:delet|remov)(?:e|ing)\b[^.]{0,9}\bfiles?\b/, "delete the file", "delete the folder"],
    [/\btr(?:y|ies|ying) (?:all|every)\b/i, "She TRIES EVERY door", "she tried every door"],
    [/neighbou?rs?/, "my neighbors", "my neighbrs"],
    [/(?:abc){2}/, "abcabc", "abc"],
    [/[sz]aw\b/, "a zaw", "a raw"],
    [/\d{3}-\d{2}-\d{4}/, "on 123-45-6789", "on 1-2-3"],
    [/\bex\b/, "my ex called", "my text box"],
    [/\[system\]|<system>/, "[system]", "system"],
    [/(?<name>pass)word(?=s)(?!x)/, "passwords", "password reset".slice(0, 7)],
    [/(?<![\w-])ids?(?!\w)/, "the IDs of it".toLowerCase(), "the videos"],
    [/(?<= )send (?:it|that)\b/, "please send it", "resend it"],
    [/\b(?:pay|give \w+) (?:the |his )?(?:\w+ )?(?:rent|bill)\b/, "pay his whole rent", "pay the parents"],
    [/\b(?:all|no\b.{0,9}\bone)\b/, "no other one", "allow none"],
    [/威胁|恐吓/, "他威胁我", "他帮我"],
  ])("%s is tried where its words stand, and only there", (pattern, holds, lacks) => {
    expect(pattern.test(holds)).toBe(true);
    expect(lets(pattern, holds)).toBe(true);
    expect(lets(pattern, lacks)).toBe(false);
  });

  it.each([
    [/a?/, "x"],
    [/\w+@\w+/, "a@b"],
    [/[^a-z]{3}/, "!!!"],
    [/(?:foo|.)bar?/, "xba"],
    [/ſtraße/i, "ſTRAßE"],
    [/(a)\1/, "aa"],
    [/\u00e9t\u{e9}/u, "été"],
    [/kelvin/iu, "\u212aelvin"],
    [/[\p{L}]{2}x/u, "éàx"],
    [/[\\d]x/, "\\x"],
    [/(?:long|er)?/, ""],
    [/a(?<= |a)bcd/, "abcd"],
    [/(?<!\w)-off/, "a -off".slice(1)],
    [/x(?!\w)(?:yes|-no)/, "x-no"],
    [/é(?!\w)été/, "éété"],
  ])("%s is tried wherever it may match", (pattern, text) => {
    expect(pattern.test(text)).toBe(true);
    expect(lets(pattern, text)).toBe(true);
  });

  it("forgets one text before the next, however many come", () => {
    const index = new NeedIndex([needOf(/\bsecond\b/)]);
    const answers = Array.from({ length: 70_000 }, (_, at) => index.fulfilledBy(at % 2 ? "second" : "first"));
    expect(answers.filter(([bits]) => bits === 1)).toHaveLength(35_000);
    expect(answers.at(-1)?.[0]).toBe(1);
  });

  it("tells many patterns apart in one text", () => {
    const patterns = [/\bransom\b/, /\w/, /invoice (?:42|number)/, /\bpay\b.{0,20}\binvoice\b/];
    const [bits = 0] = new NeedIndex(patterns.map(needOf)).fulfilledBy("please pay the invoice number 7");
    expect(bits.toString(2)).toBe("1110");
  });
});

describe("runs in a text", () => {
  /** The slow way: every place is tried. */
  const stands = (run: string, text: string) => {
    const bare = run.replaceAll(edge, "");
    const inText = text.toLowerCase().replaceAll(/\d/g, "0");
    const isWord = (at: number) => /\w/.test(inText.charAt(at));
    const edges = [...run].flatMap((character, at) =>
      character === edge ? [at - (run.slice(0, at).split(edge).length - 1)] : [],
    );
    return Array.from({ length: text.length + 1 }, (_, start) => start).some(
      (start) =>
        inText.startsWith(bare, start) &&
        edges.every((at) => (start + at > 0 && isWord(start + at - 1)) !== isWord(start + at)),
    );
  };
  const letters = fc.constantFrom("a", "b", "0", "_", " ", "-", "é", "威");
  const run = fc
    .array(fc.oneof(letters, fc.constant(edge)), { minLength: 2, maxLength: 7 })
    .map((characters) => characters.join(""))
    .filter((one) => one.replaceAll(edge, "").length > 1);
  const text = fc.array(fc.oneof(letters, fc.constantFrom("A", "7", "B")), { maxLength: 40 });

  it("are found wherever they stand, and nowhere else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(run, { maxLength: 40 }), fc.array(text, { maxLength: 4 }), (runs, many) => {
        const finder = new RunFinder(runs);
        for (const characters of many) {
          const one = characters.join("");
          const found = [...finder.findIn(one)].sort((a, b) => a - b);
          expect(found).toEqual([...runs.keys()].filter((at) => stands(runs[at] ?? "", one)));
        }
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it("are found in texts longer than any before", () => {
    const finder = new RunFinder([`${edge}needle${edge}`]);
    expect([...finder.findIn(`${"hay ".repeat(3_000)}needle`)]).toEqual([0]);
    expect([...finder.findIn("needles")]).toEqual([]);
  });
});

describe("sieved", () => {
  const patterns = [
    /\b(?:send|forward|pay)\b[^.!?\n]{0,80}\b(?:invoice|report|all|it)\b/i,
    /\b(?:ignore|disregard)\b|\bmust (?:first|also|now)\b/i,
    /\b\d+(?:\.\d+)? ?(?:kg|ml|percent|%)/,
    /(?:approved|confirmed) by (?:the )?(\w+)/,
  ];

  it("finds what the pattern finds", () => {
    for (const pattern of patterns) {
      const sieve = sieved(pattern);
      for (const text of texts) {
        const all = [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))];
        expect(sieve.all(text)).toEqual(all);
        expect(sieve.all(text, 1)).toEqual(all.slice(0, 1));
        expect(sieve.exec(text)).toEqual(pattern.exec(text));
        expect(sieve.test(text)).toBe(pattern.test(text));
      }
    }
  });

  it("takes in patterns made after the first text was read, and texts of any length", () => {
    expect(harmfulTexts[0]?.all[0]?.test("please confirm your password")).toBe(true);
    const late = sieved(/\bquicksilver\b/);
    expect(late.test("a drop of quicksilver")).toBe(true);
    expect(late.test(`${"silver ".repeat(10_000)}quicksilver`)).toBe(true);
    expect(late.test("silver ".repeat(10_000))).toBe(false);
  });
});

describe("matches and words", () => {
  it("gives the matches that matchAll gives, also when a pattern is asked about two texts at once", () => {
    const pattern = /\p{L}+|\d/gu;
    const pairs = [...matchesOf("ab 1 c", pattern)].map(([outer]) => [
      outer,
      [...matchesOf("x 2", pattern)].map(([inner]) => inner),
    ]);
    expect(pairs).toEqual(["ab", "1", "c"].map((outer) => [outer, ["x", "2"]]));
  });

  it("cuts words as the pattern does", () => {
    const pattern = /[\p{L}\p{N}_]+(?:['’]\p{L}{1,3}(?!\p{L}))?/gu;
    const own = ["don't we’ll rock'n'roll it'sxyz 'tis x'", "été_1 𝒳𝒴'𝒵 ٣٤ 日本語's a\u0301b", "\ud835 lone"];
    for (const text of [...own, ...texts]) {
      const words: string[] = [];
      for (let at = nextWord(text, 0); at < text.length; ) {
        const end = endOfWord(text, at);
        words.push(text.slice(at, end));
        at = nextWord(text, end);
      }
      expect(words).toEqual(text.match(pattern) ?? []);
    }
  });

  it("reads acts in typographic apostrophes as in plain ones", () => {
    expect(actsOf("don’t delete it")).toEqual(actsOf("don't delete it"));
  });
});
