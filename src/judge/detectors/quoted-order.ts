import { outcomeOfCall } from "../call/outcome.ts";
import { occursIn } from "../call/provenance.ts";
import type { Detector } from "../finding.ts";
import { citeArgument } from "../situation.ts";
import { perObject } from "../text/memo.ts";
import { cite, type Passage, type Place, passageOf } from "../text/passage.ts";
import { asksFor } from "../user/request.ts";

/** Work on a text that the user hands over: what the text says is no wish of the user's. */
const textWork =
  /^(?:[^\n.!?:]{0,40}\b(?:please|can you|could you|would you|i need you to)\s)?(?:please )?(?:translate|summari[sz]e|proofread|spell-?check|paraphrase|rephrase|shorten|classify|übersetze?n?|fasse|traduis|traduisez|traduce|traduci)\b[^\n:"“„«]{0,80}?(?::\s{0,3}["'“„«\n]|(?:this|that|following|text|below|message|e-?mail|letter|note|sentence|paragraph)(?: \w+){0,4}:\s|["“„«]|\s['‘]|\n)/;

/** Where the handed-over text begins and ends; undefined when the user only speaks. */
const handedOver: (passage: Passage) => { span: { start: number; end: number } | undefined } = perObject(
  (passage) => {
    const match = textWork.exec(passage.folded.slice(0, 2_000));
    const start = match ? match.index + match[0].length : 0;
    const end = passage.text.length;
    return { span: match && match.index < 200 && end - start >= 40 ? { start, end } : undefined };
  },
);

/** A text that the user gave to be translated or summed up holds an order, and the agent carries it out. */
export const quotedOrder: Detector = {
  id: "quoted-order",
  judges: "act",
  detect(situation) {
    const { call, memory } = situation;
    const [user] = memory.users;
    const span = user && handedOver(user.passage).span;
    if (!user || !span || memory.users.length > 1) {
      return undefined;
    }
    const kinds = [...call.kinds].filter((kind) => kind !== "read" && kind !== "change");
    const lead: Place = { ...user, passage: passageOf(user.passage.text.slice(0, span.start)) };
    if (kinds.length === 0 || kinds.some((kind) => asksFor([lead], kind) === "yes")) {
      return undefined;
    }
    const argument = call.arguments.find((candidate) => {
      const found = candidate.text.length >= 4 ? occursIn(user, candidate) : undefined;
      return found !== undefined && found.start >= span.start && occursIn(lead, candidate) === undefined;
    });
    return (
      argument && {
        label: "unsafe",
        confidence: 0.9,
        source: "context",
        trigger: "injected-instruction",
        outcome: outcomeOfCall(call),
        rationale: `The text was handed over to be worked on; ${call.tool} carries out what stands in it.`,
        evidence: [citeArgument(situation, argument), ...cite(user, span.start, span.end)],
      }
    );
  },
};
