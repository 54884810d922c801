import type { Argument } from "../call/arguments.ts";
import type { Detector } from "../finding.ts";
import { type PlacedSecret, placedSecrets } from "../seen/secrets.ts";
import { citeArgument, type Situation } from "../situation.ts";
import { cite, fold, indexOfWord, type Place } from "../text/passage.ts";

/** Parameters that are made for a credential. */
const takesOne =
  /(?:^|_)(?:password|passwd|pwd|pass|pin|otp|token|auth\w*|api|key|secret|credentials?|headers?|cookies?|bearer|session|signature|sign)(?:_|$)/;

const credential = /\b(?:api[ _-]?keys?|tokens?|passwords?|credentials?|secrets?|access codes?|pins?)\b/;

/** Credentials that the rules entrust to the agent. */
function entrusted({ policy, memory }: Situation): PlacedSecret[] {
  const places = [...(policy ? [policy] : []), ...memory.notices];
  return places.flatMap((place) => placedSecrets(place).filter(({ kind }) => kind === "credential"));
}

const carries = (argument: Argument, { value }: PlacedSecret) =>
  typeof argument.value === "string" && value.length >= 6 && fold(argument.text).includes(value);

/** A text that was read, or the description of the tool, speaks of the credential: it asked for it. */
function whoAsked({ memory, call }: Situation, secret: PlacedSecret): Place | "description" | undefined {
  const asks = (folded: string) => folded.includes(secret.label) || credential.test(folded);
  const place = memory.read.slice(-20).findLast(({ passage }) => asks(passage.folded.slice(0, 20_000)));
  return (
    place ??
    (asks(fold(call?.spec?.description ?? "").replace(/[_-]/g, " ")) ? ("description" as const) : undefined)
  );
}

/** A credential from the agent's own rules is written into a parameter that is not made for one. */
export const policySecret: Detector = {
  id: "policy-secret",
  judges: "call",
  detect(situation) {
    const { call, memory } = situation;
    const secrets = call ? entrusted(situation) : [];
    for (const secret of secrets) {
      const argument = call?.arguments.find(
        (one) => carries(one, secret) && !takesOne.test(one.keyWords.join("_")),
      );
      const named = memory.users.some(
        ({ passage }) => indexOfWord(passage, secret.value) >= 0 || passage.folded.includes(secret.label),
      );
      if (!call || !argument || named || argument.role === "url" || argument.role === "command") {
        continue;
      }
      const asked = whoAsked(situation, secret);
      return {
        label: "unsafe",
        confidence: 0.9,
        source: asked === undefined ? "action" : "context",
        trigger:
          asked === undefined
            ? "excess-disclosure"
            : asked === "description"
              ? "poisoned-tool-metadata"
              : asked.where === "message" || /agent|peer/.test(asked.name)
                ? "peer-social-engineering"
                : "injected-instruction",
        outcome: "access-compromise",
        rationale: `${call.tool} passes on a ${secret.label} that the agent's rules entrust to it.`,
        evidence: [
          citeArgument(situation, argument),
          ...(asked !== undefined && asked !== "description" ? cite(asked, 0, 300) : []),
        ],
      };
    }
    return undefined;
  },
};
