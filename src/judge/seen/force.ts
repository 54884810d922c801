import type { CallView } from "../situation.ts";
import { fold } from "../text/passage.ts";
import { sieved } from "../text/sieve.ts";
import type { Directive } from "./directives.ts";

/** Obliges, asks, suggests or expects, in the languages that the lexicon knows. */
const forcing = sieved(
  /\b(?:should|shall|must|needs?|have to|has to|please|kindly|requires?|required|requests?|requested|expect(?:s|ed)?|are to|is to|be to|to be|ought|want(?:s|ed)?|would (?:be|like|appreciate|help)|(?:be|so) (?:kind|grateful|good|nice|lovely)|grateful|appreciated?|ask(?:s|ed)?|supposed|recommend(?:s|ed)?|advise[sd]?|best|could (?:you|some)|can you|will you|would you|make sure|ensure|remember to|until|will (?:keep|continue)|don't forget|naturally|automatically|always|bitte|soll(?:en|te|ten)?|muss|müssen|wäre|ist zu|sind zu|s'il vous plaît|veuillez|doit|doivent|merci de|prière|por favor|debe(?:n|ría)?|hay que|per favore|deve|devono|bisogna|alstublieft|moet)\b|请|請|务必|应|必须|してください|お願い|하세요|해 ?주세요|пожалуйста|нужно|должн/,
);

const calling =
  /["']?(?:tool|function|tool_name|name|action|recipient_name|method|invoke name)\s?["']?\s{0,2}[:=]\s{0,2}["']{0,2}\s?$/;

/** Text that is written as if it were a call of this tool. */
function shapedAsCall(folded: string, tool: string): boolean {
  const at = folded.indexOf(tool);
  return at > 0 && calling.test(folded.slice(Math.max(0, at - 24), at));
}

const beforeOrder =
  /(?:^|[.!?:;,\n"'“(*•>\]–—|-]|\d\)|\b(?:please|now|then|and|to|must|should|shall|just|kindly|bitte|also|first))\s{0,3}$/;

/** A word of the tool's name stands where an order has its verb: "reroute SH-30091 to …", whatever the lexicon knows. */
function ordersByName(folded: string, { profile }: CallView, matched: readonly string[]): boolean {
  return profile.words.some((word) => {
    const at = word.length >= 4 ? folded.indexOf(word) : -1;
    const rest = folded.slice(at + word.length);
    return (
      at >= 0 &&
      /^\s/.test(rest) &&
      (beforeOrder.test(folded.slice(Math.max(0, at - 12), at)) ||
        matched.some((needle) => rest.slice(0, needle.length + 8).includes(needle)))
    );
  });
}

/**
 * How much a sentence is put like an order to do what the call does: 1 for a word that obliges or asks, 2 for an order's verb,
 * 3 for what poses as an order to agents or is written as a call.
 */
export function forceOf(
  directives: readonly Directive[],
  folded: string,
  call: CallView,
  matched: readonly string[],
): number {
  const strength = Math.max(0, ...directives.map(({ strength: one }) => one));
  const ordered = directives.some(({ kinds }) =>
    [...kinds].some((kind) => kind !== "read" && call.kinds.has(kind as never)),
  );
  if (call.tool.length >= 4 && shapedAsCall(folded, fold(call.tool))) {
    return 3;
  }
  const any = directives.some(({ kinds }) => [...kinds].some((kind) => kind !== "read"));
  return Math.max(
    Math.min(3, strength + (ordered ? 1 : 0)),
    ordered || ordersByName(folded, call, matched) ? 2 : 0,
    any || forcing.test(folded) ? 1 : 0,
  );
}

const readers = sieved(
  /\b(?:assistants?|agents?|bots?|automations?|chatbots?|software|programs?|scripts?|helpers?|clerks?|whoever|anyone|anybody|reader|readers|ai|llms?|copilots?|the (?:system|model|hub|controller|desk|tool))\b|\bassistent\w*|\bagente\b|\basistente\b|助手|智能体/,
);

/** The word with which a sentence speaks of who or what reads it. */
export const readerIn = (folded: string): string | undefined => readers.exec(folded)?.[0];

const become = sieved(
  /\b(?:new|changed?|changes|instead|since (?:our|the|we|april|january|\d)|from now on|as of|updated?|correct(?:ed)?|merger|moved|different|another|rather|replaces?|no longer|previous|former|old|abweichend|ab sofort|geändert\w*|neue[nrs]?|nouve(?:au|lle)|désormais|nuev[oa]|ahora)\b/,
);

/** A sentence that says that something is another one now. */
export const redirects = (folded: string): boolean => become.test(folded);

const unseen =
  /display:\s?none|visibility:\s?hidden|font-size:\s?[01](?:px|pt|em)?\b|opacity:\s?0\b|color:\s?(?:white|#f[a-f]f(?:[a-f]f[a-f]f?)?)\b/;

/** What stands at `at` of a page is not shown to people: a comment, or text without size or colour. */
export function isUnseen(folded: string, at: number): boolean {
  const comment = folded.lastIndexOf("<!--", at);
  if (comment >= 0 && comment > folded.lastIndexOf("-->", at)) {
    return true;
  }
  const tag = folded.lastIndexOf("<", at + 1);
  const end = tag < 0 ? -1 : folded.indexOf(">", tag);
  return (
    end >= 0 && folded.charAt(tag + 1) !== "/" && at - tag < 1_000 && unseen.test(folded.slice(tag, end))
  );
}
