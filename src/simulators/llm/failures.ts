import { SimulatorError } from "../../ots/task.ts";

/** The server understood the request and turned its form down (400 and its like): another form may do. */
export class BadRequest extends SimulatorError {
  readonly status: number;

  constructor(status: number, message: string) {
    super("invalid", message);
    this.name = "BadRequest";
    this.status = status;
  }
}

/**
 * Nothing more should be asked in this run: the budget is spent, or the endpoint will not answer anything (wrong key,
 * wrong path, unknown model, no quota), or the answers are elsewhere for now ("waiting": request files were written). The episodes under way stay open, so that a resumed run goes on with them.
 */
export class RunStop extends Error {
  readonly why: "budget" | "endpoint" | "waiting";

  constructor(why: RunStop["why"], message: string) {
    super(message);
    this.name = "RunStop";
    this.why = why;
  }
}
