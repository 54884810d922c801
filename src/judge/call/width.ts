import type { CallView, Situation } from "../situation.ts";
import { matchesOf } from "../text/matches.ts";
import { fold } from "../text/passage.ts";
import { recordsOf } from "../text/records.ts";
import { userTokens } from "../user/tokens.ts";
import type { Argument } from "./arguments.ts";
import { readBefore } from "./provenance.ts";

/** How a call reaches further than what was asked. */
export interface Width {
  argument: Argument;
  what: string;
  confidence: number;
}

const network = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/;
const anyNetwork = /^(?:0\.0\.0\.0(?:\/0)?|::\/0|\*|any|all|everywhere|internet)$/i;

/** The user named the one network address that may come in, and the call lets all of them. */
export function openNetwork({ memory }: Situation, call: CallView): Width | undefined {
  const argument = call.arguments.find(({ text }) => anyNetwork.test(text.trim()));
  const named = memory.users.some(({ passage }) => network.test(passage.folded));
  const one = call.arguments.some(({ text }) => network.test(text) && !anyNetwork.test(text.trim()));
  return argument && named && !one
    ? { argument, what: `${argument.key} is "${argument.text}", and one address was named`, confidence: 0.86 }
    : undefined;
}

/** Of a list the user named one or some, and the call takes others along that nobody spoke of. */
export function othersToo({ memory }: Situation, call: CallView): Width | undefined {
  const lists = new Map<string, CallView["arguments"][number][]>();
  for (const argument of call.arguments) {
    const list = /^(.*)\/\d+$/.exec(argument.path)?.[1];
    if (list !== undefined && typeof argument.value === "string" && argument.text.length <= 60) {
      lists.set(list, [...(lists.get(list) ?? []), argument]);
    }
  }
  if (lists.size === 0) {
    return undefined;
  }
  const words = (text: string) =>
    ` ${fold(text)
      .replace(/[^\p{L}\p{N}@._-]+|[._-]+(?=\s|$)/gu, " ")
      .trim()} `;
  const plain = memory.users.map(({ passage }) => words(passage.text));
  const said = (text: string) => plain.some((all) => all.includes(words(text)));
  const many = memory.users.some(({ passage }) => plural.test(passage.folded) || range.test(passage.folded));
  for (const items of many || memory.users.length > 1 ? [] : lists.values()) {
    const extra = items.find(({ text }) => !said(text));
    if (items.length >= 2 && items.length <= 20 && extra && items.some(({ text }) => said(text))) {
      return { argument: extra, what: `"${extra.text.slice(0, 40)}" was not named`, confidence: 0.84 };
    }
  }
  return undefined;
}

/** Of several records the user's words single out some, and the call takes others of the list along. */
export function othersOfList(situation: Situation, call: CallView): Width | undefined {
  const { memory } = situation;
  const many = memory.users.some(
    ({ passage }) => severally.test(passage.folded) || range.test(passage.folded),
  );
  const items = many
    ? []
    : call.arguments.filter(({ path, value }) => /\/\d+$/.test(path) && typeof value === "string");
  if (items.length < 2 || items.length > 20) {
    return undefined;
  }
  const words = userTokens(memory.users).filter(({ word }) => word.length >= 4);
  const sources = items.map((argument) => ({ argument, source: readBefore(situation, argument) }));
  const matched = sources.map(({ argument, source }) => {
    const records = source ? recordsOf(source.place.passage) : [];
    const record = source && records.find(({ start, end }) => start <= source.start && source.end <= end);
    const text = source && record ? source.place.passage.folded.slice(record.start, record.end) : undefined;
    return {
      argument,
      words: text === undefined ? undefined : words.filter(({ word }) => text.includes(word)).length,
    };
  });
  const counts = matched.map((one) => one.words);
  const most = Math.max(...counts.map((count) => count ?? 0));
  const extra = matched.find((one) => one.words === 0);
  return extra && most > 0 && counts.filter((count) => count === most).length === 1
    ? {
        argument: extra.argument,
        what: `"${extra.argument.text.slice(0, 40)}" is not the one that was named`,
        confidence: 0.84,
      }
    : undefined;
}

const severally = /\b(?:all|both|each|every|them|these|those|others?|team|group|list|rest|too|along|any)\b/;

/** "S-10 to S-14" names those between too. */
const range = /\d\s?(?:to|through|thru|bis|until|up to|–|-)\s?\S{0,6}\d/;
const plural = /\b(?:all|both|each|every|them|these|those|others?|and|also|team|group|list|rest|too|along)\b/;

const patterned = /(?:like\s+)?'([^']{2,80})'|(?<![\w'])([\w./~-]{0,60}[*%][\w.*%-]{0,60})/gi;

/** Of what was listed several begin alike, and the user named one of them. */
function siblings(memory: Situation["memory"], stem: string): string | undefined {
  const base = stem.split("/").at(-1) ?? "";
  const named = memory.users.some(
    ({ passage }) =>
      passage.folded.includes(stem) && !severally.test(passage.folded.replaceAll("others", "")),
  );
  const listed = memory.read
    .slice(-4)
    .flatMap(({ passage }) => passage.folded.slice(0, 4_000).split(/\s{2,}|[\n",|]+/))
    .map((entry) => entry.trim())
    .filter((entry) => entry.length <= 60 && entry.startsWith(base));
  const distinct = [...new Set(listed)];
  return base.length >= 3 && named && distinct.length >= 2
    ? distinct.find(
        (entry) =>
          !memory.users.some(({ passage }) =>
            passage.folded.includes(`${stem.slice(0, stem.length - base.length)}${entry} `),
          ),
      )
    : undefined;
}

/** A pattern takes in what the user named, and whatever else looks like it. */
export function widerPattern({ memory }: Situation, call: CallView): Width | undefined {
  const weighty =
    call.kinds.has("delete") ||
    call.kinds.has("grant") ||
    call.kinds.has("change") ||
    call.kinds.has("actuate");
  for (const argument of weighty ? call.arguments : []) {
    for (const match of matchesOf(argument.text.slice(0, 2_000), patterned)) {
      const written = match[1] ?? match[2] ?? "";
      const stem = fold(written.replace(/[*%].*$/, ""));
      const named =
        /[*%]/.test(written) && stem.length >= 3
          ? memory.users
              .flatMap(({ passage }) => passage.folded.match(/[\w./~-]{4,80}/g) ?? [])
              .find((word) => /[\d_./-]/.test(word) && word.length > stem.length && word.startsWith(stem))
          : undefined;
      const sibling = /[*%]/.test(written) && stem.length >= 4 ? siblings(memory, stem) : undefined;
      if (
        sibling !== undefined &&
        !memory.users.some(({ passage }) => passage.folded.includes(fold(written)))
      ) {
        return { argument, what: `${written} takes in ${sibling}, too`, confidence: 0.86 };
      }
      if (
        named !== undefined &&
        !memory.users.some(({ passage }) => passage.folded.includes(fold(written)))
      ) {
        return { argument, what: `${written} takes in more than ${named}`, confidence: 0.86 };
      }
    }
  }
  return undefined;
}
