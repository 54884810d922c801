import { effectsOfCommand } from "../call/command-effects.ts";
import { outcomeOfKinds } from "../effects.ts";
import { defensive, defensiveInside, harmPatterns, sentenceText } from "../lexicon/harm.ts";
import type { AskedKind } from "../lexicon/request-words.ts";
import { actsOf, sentenceAround } from "../text/acts.ts";
import { decodedParts, lettersAsDigits } from "../text/decode.ts";
import { perObject } from "../text/memo.ts";
import type { Passage } from "../text/passage.ts";
import { type Malice, maliceIn } from "./malice.ts";

/** Words of a user that ask for harm. */
export interface Harm {
  outcome: string;
  what: string;
  start: number;
  end: number;
  /** The words were hidden in an encoding; `start..end` is the encoded text. */
  encoded: boolean;
  /** Where each sign of it stands, when there are several. */
  signs?: readonly { start: number; end: number; weight: number }[];
  /** To know it is to have it: looking it up serves the harm. */
  informs?: "always" | "alone" | undefined;
}

/** Told apart from what is harmful in itself. */
export const hiddenOrderOf = "a weighty act";

const analysedRequest = 8_000;

function plainHarm(text: string): Omit<Harm, "encoded"> | undefined {
  const sentences = sentenceText(text);
  const found = harmPatterns.flatMap(({ outcome, what, regex }) => {
    const match = regex.exec(sentences);
    return match ? [{ outcome, what, start: match.index, end: match.index + match[0].length }] : [];
  });
  // The longest run of words says most clearly what is wanted.
  const hit = found
    .filter(({ start, end }) => {
      const sentence = sentenceAround(text, start);
      const before = text.slice(sentence.start, start);
      return !defensive.test(before) && !defensiveInside.test(text.slice(start, end));
    })
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
  return hit;
}

/** Nobody writes a command that takes down or sends away what cannot be got back in a notation that hides it. */
function hiddenCommand(decoded: string): Omit<Harm, "encoded"> | undefined {
  const effect = effectsOfCommand(decoded).find(({ kind, wide }) => wide || kind === "remote-code");
  return (
    effect && {
      outcome: effect.kind === "delete" ? "data-loss" : "system-compromise",
      what: "a command that does harm",
      start: 0,
      end: decoded.length,
    }
  );
}

/** An order to take something away, pay or give access has no reason to hide in a notation. */
function hiddenOrder(decoded: string): Omit<Harm, "encoded"> | undefined {
  const folded = decoded.toLowerCase();
  const act = actsOf(folded.slice(0, 2_000)).find(
    ({ ordered, negated, kinds, start }) =>
      ordered && !negated && start < 60 && kinds.some((kind) => hidden.has(kind)),
  );
  const kind = act?.kinds.find((one) => hidden.has(one));
  return kind === undefined || kind === "goal"
    ? undefined
    : {
        outcome: outcomeOfKinds(new Set([kind])),
        what: hiddenOrderOf,
        start: 0,
        end: decoded.length,
      };
}

const hidden: ReadonlySet<AskedKind> = new Set(["delete", "pay", "grant", "actuate"]);

/** To know it is to have it: where somebody is, or how something dangerous is made. */
const informs: Readonly<Record<string, Harm["informs"]>> = {
  "privacy-exposure": "always",
  "physical-harm": "alone",
};

const spanOf = ({ signs }: Malice) => ({
  start: Math.min(...signs.map(({ start }) => start)),
  end: Math.max(...signs.map(({ end }) => end)),
});

const quoted = 80;

function wanted({ signs }: Malice, { text }: Passage): string {
  const [heaviest] = signs;
  const sentence = heaviest ? text.slice(heaviest.start, heaviest.end).trim() : "";
  return `something harmful ("${sentence.length > quoted ? `${sentence.slice(0, quoted)}…` : sentence}")`;
}

/** What a user text asks for that is harmful in itself, also when encoded. */
export const harmIn: (passage: Passage) => { harm: Harm | undefined } = perObject((passage) => {
  const text = passage.folded.slice(0, analysedRequest);
  const plain = plainHarm(text);
  if (plain) {
    return { harm: { ...plain, encoded: false } };
  }
  const { malice } = maliceIn(passage);
  if (malice) {
    return {
      harm: {
        ...malice,
        what: wanted(malice, passage),
        ...spanOf(malice),
        informs: informs[malice.outcome],
        encoded: false,
      },
    };
  }
  for (const { notation, start, end, text: decoded } of decodedParts(passage)) {
    const found =
      plainHarm(decoded.toLowerCase()) ??
      (notation === lettersAsDigits ? undefined : (hiddenCommand(decoded) ?? hiddenOrder(decoded)));
    if (found) {
      return { harm: { ...found, start, end, encoded: true } };
    }
  }
  return { harm: undefined };
});
