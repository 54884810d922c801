import type { Problem } from "./problem.ts";

/** The user named something that cannot be used: the command line ends with exit code 2, the editor shows the message. */
export class InputError extends Error {
  readonly problem: Problem | undefined;

  constructor(message: string, problem?: Problem) {
    super(message);
    this.name = "InputError";
    this.problem = problem;
  }
}
