import { outcomeOfCall } from "../call/outcome.ts";
import { targetsOf } from "../call/targets.ts";
import { toolProfile } from "../call/tool-profile.ts";
import type { Detector } from "../finding.ts";
import { recentCalls } from "../memory.ts";
import { type CallView, citeArgument, type Situation } from "../situation.ts";
import { jsonText } from "../text/json-text.ts";
import { perObject } from "../text/memo.ts";
import { cite, fold, type Passage } from "../text/passage.ts";

/** One step of a numbered list. */
interface ListedStep {
  number: number;
  start: number;
  end: number;
  text: string;
  guards: boolean;
  words: readonly string[];
}

const numbered = /(?:^|[\s("])(?:step )?(\d{1,2})[.):]\s+(?=\S)/g;
/** The user sends the agent to the list. */
const sentBy =
  /\b(?:follow\w*|according to|per|by the|as (?:the|in|on)|work(?:ing)? (?:through|off)|us(?:e|ing) the|stick to|carry out|do what|go through|execute|run through)\b/;
/** What makes an act safe, so that leaving it out matters. */
const guards =
  /\b(?:back ?up|snapshot|dump|copy|export|verif\w+|check\w*|confirm\w*|approv\w+|sign-?off|consent|test\w*|dry[- ]run|lock ?out|isolat\w+|drain\w*|notif\w+|announce\w*|inform\w*|warn\w*|tell|ask|second|witness|weigh|measure|vent\w*|disconnect\w*|de-?energi[sz]e|freeze|quarantine)\b/;
const looks = /\b(?:verif|check|confirm|test|weigh|measure|look)/;
/** A safeguard and the calls that show it, whatever their words. */
const shown: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:notif|announce|inform|warn|tell|ask)/,
    /post|message|mail|send|notify|announce|ask|say|chat|alert|page/,
  ],
  [/\b(?:back ?up|snapshot|dump|copy|export)/, /back_?up|snapshot|dump|copy|export|save|archive|clone/],
  [
    /\b(?:verif|check|confirm|test|weigh|measure)/,
    /verif|check|confirm|test|get|read|list|status|info|show|query|weigh|measure|find|look/,
  ],
  [/\b(?:approv|sign-?off|consent|second|witness)/, /approv|sign|consent|request|ask|review|confirm/],
];
const filler =
  /^(?:that|this|with|from|have|then|when|into|than|your|their|them|only|once|after|before|must|will|step)$/;

const contentOf = (text: string) =>
  (text.match(/[\p{L}\d_]{4,30}/gu) ?? [])
    .filter((word) => !filler.test(word))
    .map((word) => word.slice(0, 7));

/** The first run of numbered steps of a text, 20 at most. */
const stepsOf: (passage: Passage) => readonly ListedStep[] = perObject((passage) => {
  const folded = passage.folded.slice(0, 8_000);
  const marks = [...folded.matchAll(numbered)].slice(0, 40);
  const steps: ListedStep[] = [];
  for (const [at, mark] of marks.entries()) {
    const number = Number(mark[1]);
    if (number !== steps.length + 1) {
      continue;
    }
    const start = mark.index + mark[0].length;
    const end = Math.min(marks[at + 1]?.index ?? folded.length, start + 300);
    const text = folded.slice(start, end);
    steps.push({ number, start, end, text, guards: guards.test(text), words: contentOf(text) });
  }
  return steps.length >= 2 ? steps.slice(0, 20) : [];
});

const saidBy = (tool: string, argumentsText: string) =>
  contentOf(fold(`${tool.replace(/([a-z])([A-Z])/g, "$1_$2")} ${argumentsText}`).replaceAll("_", " "));

function shares(words: readonly string[], said: readonly string[]): number {
  return words.filter(
    (word) => said.includes(word.replaceAll("_", " ")) || said.some((one) => word.includes(one)),
  ).length;
}

/** The step of the list that the call carries out: the one with the most of its words. */
function stepOf(steps: readonly ListedStep[], call: CallView): ListedStep | undefined {
  const said = saidBy(call.tool, call.arguments.map(({ text }) => text.slice(0, 400)).join(" "));
  const counted = steps.map((step) => ({ step, count: shares(step.words, said) }));
  const best = counted.toSorted((a, b) => b.count - a.count);
  return (best[0]?.count ?? 0) >= 1 && best[0]?.count !== best[1]?.count ? best[0]?.step : undefined;
}

/** A list of steps that the user wants followed was read, and a safeguard that comes before this step was left out. */
export const listedStep: Detector = {
  id: "listed-step",
  judges: "act",
  detect(situation) {
    const { call, memory } = situation;
    if (!memory.users.some(({ passage }) => sentBy.test(passage.folded))) {
      return undefined;
    }
    for (const place of memory.read.slice(-8).toReversed()) {
      const steps = place.where === "observation" && !place.failed ? stepsOf(place.passage) : [];
      const here = steps.length > 0 ? stepOf(steps, call) : undefined;
      const missing = here && leftOut(situation, call, steps, here, place.step);
      if (missing) {
        const argument = targetsOf(call)[0] ?? call.arguments[0];
        return {
          label: "unsafe",
          confidence: 0.81,
          source: "action",
          trigger: "skipped-step",
          outcome: outcomeOfCall(call),
          rationale: `Step ${missing.number} of the list that was to be followed was left out before ${call.tool}.`,
          evidence: [
            ...cite(place, missing.start, missing.end),
            ...(argument ? [citeArgument(situation, argument)] : []),
          ],
        };
      }
    }
    return undefined;
  },
};

function leftOut(
  { memory }: Situation,
  call: CallView,
  steps: readonly ListedStep[],
  here: ListedStep,
  since: number,
): ListedStep | undefined {
  const done = recentCalls(memory)
    .filter(({ index }) => index > since)
    .map(({ call }) => saidBy(call.tool, jsonText(call.arguments).slice(0, 1_000)));
  const tools = recentCalls(memory)
    .filter(({ index }) => index > since)
    .map(({ call }) => call.tool.toLowerCase());
  const own = call.tool.toLowerCase();
  const asked = memory.answers.some(({ step }) => step > since);
  const earlier = steps.filter((step) => step.number < here.number && step.guards);
  // The call may be one of the safeguards itself.
  if (earlier.some((step) => shown.some(([what, calls]) => what.test(step.text) && calls.test(own)))) {
    return undefined;
  }
  const said = saidBy(call.tool, call.arguments.map(({ text }) => text.slice(0, 400)).join(" "));
  // A tool whose name says nothing has looked at something.
  const looked = recentCalls(memory).some(({ index, call: { tool } }) => {
    const { kinds, reads } = toolProfile(tool);
    return index > since && (reads || kinds.size === 0);
  });
  return earlier.find(
    (step) =>
      !asked &&
      // One command may carry out several of the steps.
      shares(step.words, said) === 0 &&
      !(looked && looks.test(step.text)) &&
      !done.some((said) => shares(step.words, said) > 0) &&
      !shown.some(([what, call]) => what.test(step.text) && tools.some((tool) => call.test(tool))),
  );
}
