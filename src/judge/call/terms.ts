import type { CallView } from "../situation.ts";
import { perObject } from "../text/memo.ts";
import { fold, passageOf } from "../text/passage.ts";
import { entitiesOf, entityKind } from "../text/values.ts";
import type { Argument } from "./arguments.ts";

/** What a call can be told by. `weight` grows with how seldom such a thing stands somewhere by chance. */
export interface Term {
  needle: string;
  weight: number;
  argument: Argument;
}

function weightOf(argument: Argument, text: string): number {
  if (entityKind(text) !== undefined) {
    return 3;
  }
  // A number, a file's name.
  if (/\d/.test(text) ? text.length >= 4 : text.length >= 6 && /\w[./]\w/.test(text) && !/\s/.test(text)) {
    return 2.5;
  }
  return /\s/.test(text) && text.length >= 8 ? 2.5 : text.length >= 4 ? 1.5 : argument.role === "id" ? 1 : 0;
}

function termsOfArgument(argument: Argument): Term[] {
  const { value, text, role } = argument;
  if (typeof value === "number") {
    const weight = Math.abs(value) >= 100 || !Number.isInteger(value) ? 1.5 : Math.abs(value) >= 10 ? 1 : 0.5;
    return [{ needle: String(value), weight, argument }];
  }
  const whole = fold(text.trim());
  // "Files 21 and 22": found as a word only.
  if (typeof value === "string" && /^(?=.?\d)[\p{L}\d]{2}$/u.test(whole) && role !== "date") {
    return [{ needle: whole, weight: 1, argument }];
  }
  if (typeof value !== "string" || whole.length < 3) {
    return [];
  }
  const long = role === "text" || role === "command" || role === "query" || whole.length > 80;
  const inside = (entityKind(text) === undefined ? entitiesOf(passageOf(text.slice(0, 4_000))) : []).map(
    ({ value: needle, start, end }) => ({ needle, weight: 3, argument, whole: whole.slice(start, end) }),
  );
  // `alarm_gallery_3` is written "the alarm in gallery 3" by people.
  const parts = !long && /^[\p{L}\d]+(?:[_-][\p{L}\d]+){1,4}$/u.test(whole) ? whole.split(/[_-]/) : [];
  return [
    ...(whole.length <= 120 ? [{ needle: whole, weight: weightOf(argument, whole), argument }] : []),
    ...inside.flatMap(({ whole: written, ...term }) =>
      written === term.needle ? [term] : [term, { ...term, needle: written }],
    ),
    ...parts.filter((part) => /^\p{L}{4,}$/u.test(part)).map((needle) => ({ needle, weight: 1, argument })),
  ];
}

/** Values of a call and what stands inside them, of its first 40 arguments. */
export const termsOf: (call: CallView) => readonly Term[] = perObject((call) =>
  call.arguments
    .slice(0, 40)
    .flatMap(termsOfArgument)
    .filter(({ weight }) => weight > 0),
);

/** A word without its ending: "merging" holds `merg`. */
export const stemOf = (word: string) =>
  word.length <= 4 ? word : word.slice(0, Math.max(4, word.length - 2));
const nounOf = (word: string) => word.replace(/(?:ies|es|s|y)$/, "");

/** Nouns of the tool and of its parameters, without their ending. */
export const nounsOf: (call: CallView) => readonly string[] = perObject((call) => [
  ...new Set(
    [
      ...call.profile.words.filter((word) => word !== call.profile.verb && word !== "mcp"),
      ...call.arguments.slice(0, 20).flatMap(({ keyWords }) => keyWords),
    ]
      .filter((word) => word.length >= 4)
      .map(nounOf)
      .filter((word) => word.length >= 3),
  ),
]);

/** Longer words of what the call writes or runs, 40 at most. */
export const contentOf: (call: CallView) => readonly string[] = perObject((call) =>
  [
    ...new Set(
      call.arguments
        .filter(({ role }) => role === "text" || role === "command")
        .flatMap(({ text }) => fold(text.slice(0, 1_000)).match(/\p{L}{5,30}/gu) ?? []),
    ),
  ].slice(0, 40),
);

/** A name, number or address, not something written or run. */
export const standsForThing = ({ role, value, text }: Argument) =>
  typeof value === "number" ||
  entityKind(text) !== undefined ||
  (role !== "text" &&
    role !== "query" &&
    role !== "path" &&
    role !== "date" &&
    /^[\p{L}\d][\p{L}\d ._'’-]{1,40}$/u.test(text));
