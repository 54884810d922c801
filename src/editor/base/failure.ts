import { InputError } from "../../syntax/input-error.ts";
import type { Problem } from "../../syntax/problem.ts";

/** What went wrong, as far as the user is concerned. */
export type Failure =
  | { kind: "cancelled" }
  /** The user can mend it: say what is wrong, and where if it is in a file. */
  | { kind: "input"; message: string; problem?: Problem }
  | { kind: "unexpected"; message: string };

/** Sorts anything that was thrown. Cancellation is no failure, whoever's error it comes as. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InputError) {
    return error.problem
      ? { kind: "input", message: error.message, problem: error.problem }
      : { kind: "input", message: error.message };
  }
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  return name === "AbortError" || name === "Canceled" || name === "CancellationError"
    ? { kind: "cancelled" }
    : { kind: "unexpected", message };
}
