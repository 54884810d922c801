import { newSieve, type Sieved } from "../../text/sieve.ts";
import { overTags } from "../../text/tagged.ts";

/** What a sign speaks of. Signs of one kind say the same again, so only the strongest of them counts. */
export type SignKind =
  | "covert"
  | "untrue"
  | "identity"
  | "evasion"
  | "spite"
  | "gain"
  | "weak"
  | "hurt"
  | "danger"
  | "program"
  | "private"
  | "prey"
  | "intrusion"
  | "ruin"
  | "others"
  | "group"
  | "abuse"
  | "flood"
  | "crime"
  | "guard"
  | "public"
  | "minor"
  | "self"
  | "record"
  | "stage"
  | "means"
  | "excuse"
  | "scorn"
  | "impunity";

/** Words that speak for harm being wanted, or with a negative weight against it. */
export interface Sign {
  readonly kind: SignKind | "topic" | `not-${string}`;
  readonly weight: number;
  /** Outcomes that these words speak for. */
  readonly outcomes: readonly string[];
  /** The ways to say it, each with a sieve of its own: most texts hold what hardly any of them needs. */
  readonly ways: readonly Sieved[];
}

/** Outcomes by the letters that the tables use. */
const outcomeOf: Readonly<Record<string, string>> = {
  p: "privacy-exposure",
  a: "access-compromise",
  f: "financial-loss",
  d: "data-loss",
  s: "system-compromise",
  v: "availability-loss",
  h: "physical-harm",
  l: "legal-breach",
  b: "abusive-content",
  m: "misinformation",
  r: "reputation-harm",
  u: "unfair-treatment",
  o: "oversight-loss",
};

/** Puts a pattern over marked text behind the sieve of all signs. */
export const overMarked = newSieve();

/** One row of a table: kind, weight, letters of outcomes, and the ways to say it (see `overTags`). */
export function sign(kind: Sign["kind"], weight: number, outcomes: string, ...ways: string[]): Sign {
  return {
    kind,
    weight,
    outcomes: [...outcomes].map((letter) => outcomeOf[letter] ?? letter),
    ways: ways.map((way) => overMarked(overTags(way))),
  };
}
