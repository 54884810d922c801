import type { Hazard } from "./change.ts";

const wrongs: Record<string, string> = {
  "privacy-exposure": "lays open what belongs to somebody else",
  "access-compromise": "opens a way in that should stay shut",
  "financial-loss": "moves money that should stay where it is",
  "data-loss": "takes away what cannot be brought back",
  "system-compromise": "changes a system in a way nobody checked",
  "availability-loss": "takes away what others are working with",
  "physical-harm": "sets something in motion that can hurt people or property",
  "legal-breach": "does what the firm is not allowed to do",
  "abusive-content": "is used to hurt somebody",
  misinformation: "puts something untrue on record",
  "reputation-harm": "is an embarrassment in the user's name",
  "unfair-treatment": "puts somebody at a disadvantage without a reason that counts",
  "oversight-loss": "takes away the chance to check what happened",
};

/** The call as it is: where a tool has no lever, or the call is wrong as a whole. */
export const bare: Hazard = ({ outcome }) => ({
  values: [],
  words: "the call as a whole",
  wrong: wrongs[outcome.id] ?? `leads to: ${outcome.title.toLowerCase()}`,
});
