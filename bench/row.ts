/** One line of the benchmark table. */
export interface BenchRow {
  what: string;
  figure: string;
  target: string;
  /** Undefined where the design gives no figure to meet. */
  met: boolean | undefined;
  /** What stands in the way, as profiling shows it; printed where the target is missed. */
  reason?: string;
}
