import type { Memory } from "../memory.ts";
import type { Place } from "../text/passage.ts";

const yes =
  /^\W{0,5}(?:(?:oh|well|hi|hello|thanks|thank you|great|perfect)\W{1,3})?(?:yes|yep|yeah|yup|sure|ok(?:ay)?|go ahead|go for it|please do|do (?:it|that|so)|confirm(?:ed)?|i confirm|proceed|correct|approved?|agreed|absolutely|definitely|of course|fine|sounds (?:good|right|great)|that(?:'s| is| looks| sounds) (?:right|correct|fine|good|great|ok)|looks (?:good|right)|right|exactly|perfect|great|ja\b|jawohl|genau|passt|bitte|sí|si\b|claro|adelante|vale|oui|d'accord|vas-y|allez-y|sim\b|pode|sì|certo|да|давай|はい|お願い|是|好|可以|对|네|예)|\b(?:go ahead|please proceed|you (?:can|may) proceed|i confirm|yes,? please|do it)\b/;
const no =
  /^\W{0,5}(?:no\b|nope|nah|don't|do not|stop|wait|hold on|hold off|not yet|never ?mind|cancel that|nein|halt|non\b|нет|いいえ|やめ|不|아니)|\b(?:don't do (?:it|that|this)|do not (?:do|proceed|go ahead)|please (?:stop|wait|don't))\b/;

/** Words of praise with which people also go on to something else. */
const praise =
  /^\W{0,5}(?:(?:oh|well|hi|hello|thanks|thank you)\W{1,3})?(?:great|perfect|right|exactly|fine|of course|passt|genau)\b\W{0,3}(\S?)/;
const asks =
  /\?|？|\b(?:shall i|should i|may i|can i|want me to|would you like|let me know|please confirm|tell me (?:if|whether)|before i|if you (?:want|like|agree)|soll ich|waiting for)\b/;

/** "Great. And now …" agrees to nothing where nothing was asked. */
function goesOn({ answers }: Memory, { step, passage }: Place, after: number): boolean {
  const more = praise.exec(passage.folded.slice(0, 100))?.[1];
  return (
    more !== undefined &&
    more !== "" &&
    !answers.some((said) => said.step > after && said.step < step && asks.test(said.passage.folded))
  );
}

/** A later user turn that agrees, given after step `after` (-1: any later turn counts). */
export function confirmedAfter(memory: Memory, after: number): Place | undefined {
  return memory.users.findLast(
    (turn) =>
      turn.step >= 0 &&
      turn.step > after &&
      yes.test(turn.passage.folded.slice(0, 400)) &&
      !no.test(turn.passage.folded.slice(0, 400)) &&
      !goesOn(memory, turn, after),
  );
}

/** A later user turn, given after step `after` and in answer to the agent: whatever it says, the agent had asked. */
export function answeredAfter(memory: Memory, after: number): Place | undefined {
  return memory.users.findLast(
    ({ step }) => step > after && memory.answers.some((said) => said.step > after && said.step < step),
  );
}

/** The agent asked after step `after`, and the user's answer is no no. */
export function agreedAfter(memory: Memory, after: number): boolean {
  const answer = answeredAfter(memory, after);
  return (
    answer !== undefined &&
    memory.answers.some(
      (said) => said.step > after && said.step < answer.step && asks.test(said.passage.folded),
    ) &&
    !no.test(answer.passage.folded.slice(0, 400))
  );
}

/** The last user turn, when it is a plain no. */
export function lastWordIsNo(memory: Memory): Place | undefined {
  const last = memory.users.at(-1);
  return last !== undefined && last.step >= 0 && no.test(last.passage.folded.slice(0, 200))
    ? last
    : undefined;
}
