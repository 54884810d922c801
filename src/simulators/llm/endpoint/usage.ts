import type { TaskKind } from "../../../ots/task.ts";
import type { ChatUsage } from "../chat.ts";
import { RunStop } from "../failures.ts";
import { costOf, dollars, type Price } from "../prices.ts";

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
  /** US dollars by the prices that are known. */
  dollars: number;
  /** Completions of models whose price is not known, which `dollars` leaves out. */
  unpriced: number;
}

/** What a run may use at most; an absent field sets no limit. */
export interface Budget {
  /** Requests that the server may bill: answered, or of unknown fate. */
  calls?: number;
  /** Input and output together. */
  tokens?: number;
  /** US dollars, by the prices given to the meter. */
  dollars?: number;
}

export interface MeterOptions {
  budget?: Budget;
  /** Price of a model by the name it is asked for under; without it nothing is priced. */
  price?: (model: string) => Price | undefined;
  onChange?: (totals: UsageTotals) => void;
}

/** Counts what is used, and says no before a request that the budget does not allow. */
export class UsageMeter {
  readonly #budget: Budget;
  readonly #price: NonNullable<MeterOptions["price"]>;
  readonly #onChange: NonNullable<MeterOptions["onChange"]>;
  #charged = 0;
  readonly #totals: UsageTotals = {
    requests: 0,
    completions: 0,
    retries: 0,
    inputTokens: 0,
    outputTokens: 0,
    estimated: 0,
    byKind: { propose: 0, act: 0, observe: 0, judge: 0, reflect: 0, appraise: 0 },
    dollars: 0,
    unpriced: 0,
  };

  constructor({ budget = {}, price = () => undefined, onChange = () => {} }: MeterOptions = {}) {
    this.#budget = budget;
    this.#price = price;
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
    const { calls, tokens, dollars: money } = this.#budget;
    const used = this.#totals.inputTokens + this.#totals.outputTokens;
    if (calls !== undefined && this.#charged >= calls) {
      throw new RunStop("budget", `the budget of ${calls} calls is used up`);
    }
    if (tokens !== undefined && used >= tokens) {
      throw new RunStop("budget", `the budget of ${tokens} tokens is used up (${used} used)`);
    }
    if (money !== undefined && this.#totals.dollars >= money) {
      const spent = dollars(this.#totals.dollars);
      throw new RunStop("budget", `the budget of ${dollars(money)} is used up (${spent} by the price table)`);
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

  /** Counts a completion by the model that was asked. */
  used({ inputTokens, outputTokens, estimated }: ChatUsage, model: string): void {
    const price = this.#price(model);
    this.#totals.dollars += price ? costOf({ inputTokens, outputTokens }, price) : 0;
    this.#totals.unpriced += price ? 0 : 1;
    this.#totals.completions++;
    this.#totals.inputTokens += inputTokens;
    this.#totals.outputTokens += outputTokens;
    this.#totals.estimated += estimated ? 1 : 0;
    this.#onChange(this.totals());
  }
}
