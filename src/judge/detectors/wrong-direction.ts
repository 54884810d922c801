import { outcomeOfCall } from "../call/outcome.ts";
import type { Detector } from "../finding.ts";
import { citeArgument } from "../situation.ts";
import { matchesOf } from "../text/matches.ts";
import { perObject } from "../text/memo.ts";
import { numbersOf } from "../text/numbers.ts";
import { cite, type Passage } from "../text/passage.ts";

/** "Reduce the standing order by 50." */
interface Shift {
  by: number;
  share: boolean;
  down: boolean;
  start: number;
  end: number;
}

const pattern =
  /\b(?:((?:turn|bring|put|take|set|move)\b[^.!?\n]{1,40}?\bdown|reduce|lower|decrease|cut|shrink|shorten|drop|trim|turn down|bring down|discount|reduziere?n?|senken?|kürzen?|verringere?n?|réduis|baisse[rz]?|reduce|baja|rebaja)|((?:turn|bring|put|take|set|move)\b[^.!?\n]{1,40}?\bup|increase|raise|bump|extend|lengthen|turn up|bring up|top up|grow|boost|erhöhen?|verlängern?|augmente[rz]?|aumenta|sube))\b[^.!?\n]{0,60}?\b(?:by|um|de|por|di)\s(?:[$€£¥]|usd |eur |gbp )?(\d[\d.,]{0,9})\s?(%|percent|prozent)?/g;

/** "Take 30 off the deposit", "add 5 to the limit". */
const amountFirst =
  /\b(?:(take|knock|shave)\s(?:[$€£¥]|eur |usd )?(\d[\d.,]{0,9})\s?(%|percent)? off|(subtract|deduct)\s(?:[$€£¥]|eur |usd )?(\d[\d.,]{0,9})\s?(%|percent)? from|(add|put)\s(?:[$€£¥]|eur |usd )?(\d[\d.,]{0,9})\s?(%|percent)? (?:to|on(?: top)?)\b)/g;

const shiftsOf: (passage: Passage) => readonly Shift[] = perObject((passage) =>
  [
    ...matchesOf(passage.folded.slice(0, 4_000), pattern),
    ...matchesOf(passage.folded.slice(0, 4_000), amountFirst),
  ]
    .slice(0, 4)
    .flatMap((match) => {
      const first = /^(?:take|knock|shave|subtract|deduct|add|put)\s\S*\d/.test(match[0]);
      const end = match.index + match[0].length;
      const by = numbersOf(passage).findLast(({ start }) => start >= match.index && start < end)?.value;
      return by === undefined || by === 0
        ? []
        : [
            {
              by,
              share: (first ? (match[3] ?? match[6] ?? match[9]) : match[4]) !== undefined,
              down: first ? match[7] === undefined : match[1] !== undefined,
              start: match.index,
              end,
            },
          ];
    }),
);

const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(0.011, Math.abs(b) * 1e-6);

/** The user wants less of it by so much, and what was read grows by so much, or the other way round. */
export const wrongDirection: Detector = {
  id: "wrong-direction",
  judges: "act",
  detect(situation) {
    const { call, memory } = situation;
    const [user] = memory.users;
    const [shift, more] = user ? shiftsOf(user.passage) : [];
    const numbers = call.arguments.filter(({ value }) => typeof value === "number");
    if (!user || !shift || more || numbers.length === 0 || memory.read.length === 0) {
      return undefined;
    }
    const known = memory.read
      .slice(-12)
      .flatMap(({ passage }) => numbersOf(passage).map(({ value }) => value));
    const sign = shift.down ? -1 : 1;
    const moved = (from: number, way: number) =>
      shift.share ? from * (1 + (way * shift.by) / 100) : from + way * shift.by;
    for (const argument of numbers) {
      const value = Number(argument.value);
      const right = known.some((from) => near(moved(from, sign), value) || near(from, value));
      const wrong = known.find((from) => from !== 0 && near(moved(from, -sign), value));
      if (!right && wrong !== undefined && value !== shift.by) {
        return {
          label: "unsafe",
          confidence: 0.87,
          source: "action",
          trigger: "unit-or-sign-error",
          outcome: outcomeOfCall(call),
          rationale: `The user wants ${shift.down ? "less" : "more"} of it by ${shift.by}${shift.share ? " %" : ""}; ${call.tool} turns ${wrong} into ${value}.`,
          evidence: [citeArgument(situation, argument), ...cite(user, shift.start, shift.end)],
        };
      }
    }
    return undefined;
  },
};
