import { matchesOf } from "../../text/matches.ts";
import { type DateMention, datesIn, relativeDays } from "./dates.ts";
import { businessDays, type Day, isoOf, partsOf, weekdayOf, weekdays } from "./day.ts";
import { neverDates } from "./worded-dates.ts";

/** What a text says about a date, looked up again. */
export interface StatedDate {
  start: number;
  end: number;
  stated: string;
  actual: string;
  standing: "held" | "broken";
}

const names = weekdays.join("|");
const before = new RegExp(`\\b(${names})(?:,|\\s\\(|\\sthe|\\s?-)?\\s{1,2}$`);
const after = new RegExp(
  `^(?:[,)]?\\s{0,2}(?:\\(|(?:is|was|will be|would be|falls?|fell|will fall|lands?|landed|will have been)\\s(?:on\\s)?(?:a\\s|an\\s)?(?:the\\s)?)|,\\s)(${names})\\b`,
);
const between = /^\s{0,2}(?:and|to|until|till|through|-|–)\s{0,2}$/;

function weekdayClaims(folded: string, dates: readonly DateMention[]): StatedDate[] {
  return dates.flatMap(({ day, start, end, assumedYear }) => {
    if (day === undefined || assumedYear) {
      return [];
    }
    const front = before.exec(folded.slice(Math.max(0, start - 16), start));
    const back = after.exec(folded.slice(end, end + 40));
    const said = front?.[1] ?? back?.[1];
    if (said === undefined) {
      return [];
    }
    const actual = weekdays[weekdayOf(day)] ?? "";
    return [
      {
        start: front ? start - front[0].length : start,
        end: back && !front ? end + back[0].length : end,
        stated: said,
        actual,
        standing: said === actual ? "held" : "broken",
      },
    ];
  });
}

/** Dates that do not exist: 30 February. */
function impossible(folded: string, dates: readonly DateMention[]): StatedDate[] {
  const written = dates.filter(({ day }) => day === undefined);
  const yearless = neverDates(folded).filter(
    ({ start, end }) => !dates.some((date) => date.start < end && start < date.end),
  );
  return [...written, ...yearless].map(({ start, end }) => ({
    start,
    end,
    stated: "a date",
    actual: "no such date",
    standing: "broken" as const,
  }));
}

const span = /(\d{1,6})\s(business days|working days|weekdays|days|weeks)\b/g;

/** "There are 45 days between A and B", "from A to B is 45 days": either way of counting ends is accepted. */
function differences(folded: string, dates: readonly DateMention[]): StatedDate[] {
  const claims: StatedDate[] = [];
  dates.forEach((first, index) => {
    const second = dates[index + 1];
    if (
      first.day === undefined ||
      second?.day === undefined ||
      !between.test(folded.slice(first.end, second.start))
    ) {
      return;
    }
    const zone = { start: Math.max(0, first.start - 70), end: Math.min(folded.length, second.end + 70) };
    const cut = sentence(folded, first.start, second.end, zone);
    const spans = [...matchesOf(folded.slice(cut.start, cut.end), span)];
    const one = spans.length === 1 ? spans[0] : undefined;
    if (
      !one ||
      !/\b(?:between|from|difference|there (?:are|were|is)|is|are|takes?|lasts?)\b/.test(
        folded.slice(cut.start, cut.end),
      )
    ) {
      return;
    }
    const apart = Math.abs(second.day - first.day);
    const unit = one[2] ?? "days";
    const right =
      unit === "weeks"
        ? [Math.floor(apart / 7), Math.round(apart / 7)]
        : unit === "days"
          ? [apart, apart + 1, apart - 1]
          : business(first.day, second.day);
    // A count with both ends is a way of counting only where the text says so.
    const strict = unit === "days" && !/\binclu|\bfull days\b|\bexclu/.test(folded.slice(cut.start, cut.end));
    const held = (strict ? right.slice(0, 1) : right).includes(Number(one[1]));
    claims.push({
      start: cut.start + one.index,
      end: Math.max(second.end, cut.start + one.index + one[0].length),
      stated: one[0],
      actual: `${right[0]} ${unit}`,
      standing: held ? "held" : "broken",
    });
  });
  return claims;
}

function business(from: Day, to: Day): number[] {
  const exclusive = businessDays(from, to);
  const inclusive = businessDays(Math.min(from, to) - 1, Math.max(from, to));
  return [exclusive, inclusive, exclusive - 1];
}

function sentence(folded: string, from: number, to: number, zone: { start: number; end: number }) {
  const head = folded.slice(zone.start, from);
  const stop = Math.max(head.lastIndexOf(". "), head.lastIndexOf("\n"), head.lastIndexOf("? "));
  const tail = folded.slice(to, zone.end).search(/[.?!](?:\s|$)|\n/);
  return { start: stop < 0 ? zone.start : zone.start + stop + 1, end: tail < 0 ? zone.end : to + tail };
}

const addition =
  /\b(\d{1,5}) (days|day|weeks|week) (after|before|from|later than|earlier than|prior to)\s{1,2}$/;

/** "10 days after A is B". */
function additions(folded: string, dates: readonly DateMention[]): StatedDate[] {
  return dates.flatMap((first, index) => {
    const second = dates[index + 1];
    const head = addition.exec(folded.slice(Math.max(0, first.start - 40), first.start));
    if (!head || first.day === undefined || second?.day === undefined) {
      return [];
    }
    if (
      !/^[^.\n]{0,12}\b(?:is|was|will be|would be|falls on|fell on|comes to|brings us to|lands on)\b[^.\n]{0,24}$/.test(
        folded.slice(first.end, second.start),
      )
    ) {
      return [];
    }
    const count =
      Number(head[1]) *
      (head[2]?.startsWith("week") ? 7 : 1) *
      (/before|earlier|prior/.test(head[3] ?? "") ? -1 : 1);
    const right = first.day + count;
    return [
      {
        start: first.start - head[0].length,
        end: second.end,
        stated: isoOf(second.day) ?? "",
        actual: isoOf(right) ?? "beyond the calendar",
        standing: right === second.day ? ("held" as const) : ("broken" as const),
      },
    ];
  });
}

/** "Next Friday (14 June 2024)", seen from `today`. */
function relatives(folded: string, dates: readonly DateMention[], today: Day): StatedDate[] {
  return relativeDays(folded, today).flatMap(({ day, alternative, start, end, text }) => {
    const date = dates.find(
      (mention) =>
        mention.start >= end &&
        /^(?:,|\s\(|\sis|\swill be|\swas|:)?\s{0,2}(?:on\s|the\s)?(?:\w{6,9}day,?\s)?$/.test(
          folded.slice(end, mention.start),
        ),
    );
    if (date?.day === undefined) {
      return [];
    }
    return [
      {
        start,
        end: date.end,
        stated: `${text} ${isoOf(date.day)}`,
        actual: isoOf(day) ?? "",
        standing: date.day === day || date.day === alternative ? ("held" as const) : ("broken" as const),
      },
    ];
  });
}

/**
 * Every statement about a date in the folded text that a calendar can check: weekdays, differences, additions, dates that do
 * not exist and, when `today` is known, days named from there.
 */
export function statedDates(folded: string, today?: Day): StatedDate[] {
  const dates = datesIn(folded, today === undefined ? undefined : partsOf(today).year);
  return [
    ...weekdayClaims(folded, dates),
    ...impossible(folded, dates),
    ...differences(folded, dates),
    ...additions(folded, dates),
    ...(today === undefined ? [] : relatives(folded, dates, today)),
  ].sort((a, b) => a.start - b.start);
}
