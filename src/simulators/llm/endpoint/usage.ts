import type { TaskKind } from "../../../ots/task.ts";
import type { ChatUsage } from "../chat.ts";
import { RunStop } from "../failures.ts";

/** What a run has asked for and used so far. */
export interface UsageTotals {
  /** Requests sent, retries and repair turns included. */
  requests: number;
  /** Requests that were answered with a completion. */
  completions: number;
  retries: number;
  inputTokens: number;
  outputTokens: number;
  /** Completions whose tokens the server did not tell, and that are counted by length. */
  estimated: number;
  byKind: Record<TaskKind, number>;
}

/** What a run may use at most; an absent field sets no limit. */
export interface Budget {
  /** Requests that the server may bill: answered, or of unknown fate. */
  calls?: number;
  /** Input and output together. */
  tokens?: number;
}

/** Counts what is used, and says no before a request that the budget does not allow. */
export class UsageMeter {
  readonly #budget: Budget;
  readonly #onChange: (totals: UsageTotals) => void;
  #charged = 0;
  readonly #totals: UsageTotals = {
    requests: 0,
    completions: 0,
    retries: 0,
    inputTokens: 0,
    outputTokens: 0,
    estimated: 0,
    byKind: { propose: 0, act: 0, observe: 0, judge: 0, reflect: 0, appraise: 0 },
  };

  constructor(budget: Budget = {}, onChange: (totals: UsageTotals) => void = () => {}) {
    this.#budget = budget;
    this.#onChange = onChange;
  }

  totals(): UsageTotals {
    return { ...this.#totals, byKind: { ...this.#totals.byKind } };
  }

  /**
   * Charges one request before it is sent, so that requests in flight together cannot overshoot the number of calls.
   * @throws RunStop "budget" when the budget does not allow it.
   */
  charge(kind: TaskKind, retry: boolean): void {
    const { calls, tokens } = this.#budget;
    const used = this.#totals.inputTokens + this.#totals.outputTokens;
    if (calls !== undefined && this.#charged >= calls) {
      throw new RunStop("budget", `the budget of ${calls} calls is used up`);
    }
    if (tokens !== undefined && used >= tokens) {
      throw new RunStop("budget", `the budget of ${tokens} tokens is used up (${used} used)`);
    }
    this.#charged++;
    this.#totals.requests++;
    this.#totals.retries += retry ? 1 : 0;
    this.#totals.byKind[kind]++;
  }

  /** Takes back the charge for a request that the server turned away unanswered. */
  refund(): void {
    this.#charged--;
  }

  used({ inputTokens, outputTokens, estimated }: ChatUsage): void {
    this.#totals.completions++;
    this.#totals.inputTokens += inputTokens;
    this.#totals.outputTokens += outputTokens;
    this.#totals.estimated += estimated ? 1 : 0;
    this.#onChange(this.totals());
  }
}
