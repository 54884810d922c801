import type { Hit } from "./flow/engine.ts";
import { safeFact } from "./flow/models/own-functions.ts";

/** Whether a source is settled before it reaches a sink, and what is known when it is not. */
export interface Guarding {
  isSafe: boolean;
  /** A check by a function that could not be read: `validate_path`. */
  assumed: string | undefined;
  /** Why a check that is there does not do: `only the scheme is tested`. */
  flaw: string | undefined;
}

/** `enough`: the facts of which any one makes the source harmless at this kind of sink. */
export function guarding({ kind, taint: { facts } }: Hit, enough: readonly string[]): Guarding {
  const note = (prefix: string) =>
    [...facts]
      .find((fact) => fact.startsWith(prefix))
      ?.slice(prefix.length)
      .trim();
  return {
    isSafe:
      facts.has("allowed") ||
      facts.has("literal") ||
      facts.has(safeFact(kind)) ||
      enough.some((fact) => facts.has(fact)),
    assumed: note("assumed:"),
    flaw: note("false:"),
  };
}
