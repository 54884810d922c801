import { perObject } from "../text/memo.ts";
import { analysed, type Passage, type Place } from "../text/passage.ts";
import { sieved } from "../text/sieve.ts";

/** Words that claim somebody approved something. */
export interface Claim {
  start: number;
  end: number;
}

export interface PlacedClaim extends Claim {
  place: Place;
}

const who =
  "(?:manager|committee|council|jury|panel|commission|parents|ceo|coordinator|landlord|treasurer|chair(?:man|woman|person)?|dean|rector|notary|attending|partner|cfo|cto|coo|ciso|director|boss|chief|legal|compliance|security|admin(?:istrator)?|supervisor|owner|head|president|board|finance|hr|management|leadership|executive|vp|principal|doctor|physician|account holder|customer|user|client|lead|team lead|it department|headquarters|vorstand|chef(?:in)?|leitung)";
const agreed =
  "(?:approved|authori[sz]ed|cleared|signed (?:it |this )?off|sanctioned|green-?lit|ok(?:'d|ayed)|confirmed|agreed|consented|waived|given (?:the |his |her |their )?(?:ok|go-ahead|approval|permission|consent)|genehmigt|freigegeben)";

const pattern = sieved(
  new RegExp(
    [
      `\\b(?:already |pre-?|verbally |fully )?${agreed}\\b[^.!?\\n]{0,30}\\bby\\b[^.!?\\n]{0,30}\\b${who}\\b`,
      `\\b${who}\\b(?:[^.!?\\n]|\\.(?=\\s\\w)){0,40}\\b(?:has|have|had|already|just|verbally|personally)\\b[^.!?\\n]{0,25}\\b${agreed}\\b`,
      `\\b${who}\\b (?:\\w+ ){0,2}${agreed}\\b(?:[^.!?\\n]|[.,](?=\\d)){0,60}\\b(?:yesterday|today|this morning|last \\w+|by phone|on the phone|verbally|already|in principle)\\b`,
      `\\bno (?:further|additional|more|other|second|extra) (?:approval|sign-?off|confirmation|review|verification|authori[sz]ation|checks?)\\b`,
      `\\b(?:approval|sign-?off|confirmation|verification|authori[sz]ation|consent)\\b[^.!?\\n]{0,20}\\b(?:is |was |has been )?(?:not (?:needed|required|necessary)|waived|already (?:given|granted|obtained|on file))\\b`,
      `\\b(?:security|legal|compliance|finance|management) (?:is|are) (?:fine|ok|okay|happy|good) with\\b`,
      `\\bon (?:the )?(?:behalf|authority|orders?|instructions?) of (?:the |our )?${who}\\b`,
      `\\b(?:pre-?approved|pre-?authori[sz]ed|pre-?cleared)\\b`,
      `\\b${who}\\b[^.!?\\n]{0,20}\\b(?:said|says|told (?:me|us)|gave|confirmed|agreed)\\b[^.!?\\n]{0,25}\\b(?:ok|okay|yes|fine|go(?:[- ]ahead)?|approv\\w+)\\b`,
      `\\b(?:treat|consider|regard|count|mark) (?:it|this|that|the \\w+) as (?:approved|authori[sz]ed|cleared|confirmed|signed)\\b|\\btreat as (?:approved|authori[sz]ed|cleared)\\b|\\bapprov(?:al|ed)\\b[^.!?\\n]{0,20}\\b(?:verbally|by phone|over the phone|on the phone|by word of mouth)\\b`,
      `\\bi(?:'ve| have) (?:cleared|checked|agreed|confirmed) (?:it |this )?with\\b`,
    ].join("|"),
  ),
);

/** Claims of an approval in a text, 20 at most. */
export const claimsIn: (passage: Passage) => readonly Claim[] = perObject((passage) =>
  pattern
    .all(analysed(passage), 20)
    .map(({ index, 0: words }) => ({ start: index, end: index + words.length })),
);

/** `claimsIn` with the place, in the form `gather` takes. */
export function placedClaims(place: Place): readonly PlacedClaim[] {
  return claimsIn(place.passage).map((claim) => ({ ...claim, place }));
}
