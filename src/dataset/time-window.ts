/** A span of time that examples are selected by: when their trajectories were stored here. Both ends belong to it. */
export class TimeWindow {
  readonly #since: number;
  readonly #until: number;
  readonly #stored: ReadonlyMap<string, number>;

  /** @param stored times of trajectories, as `storedTimes` gives them */
  constructor(stored: ReadonlyMap<string, number>, { since, until }: { since?: Date; until?: Date }) {
    this.#stored = stored;
    this.#since = since?.getTime() ?? Number.NEGATIVE_INFINITY;
    this.#until = until?.getTime() ?? Number.POSITIVE_INFINITY;
  }

  /** Undefined when it is not known when the trajectory was stored. */
  holds(trajectoryId: string): boolean | undefined {
    const at = this.#stored.get(trajectoryId);
    return at === undefined ? undefined : at >= this.#since && at <= this.#until;
  }

  /** What the window is, without the times it is held against: for manifests. */
  toJSON(): { since?: string; until?: string } {
    return {
      ...(Number.isFinite(this.#since) ? { since: new Date(this.#since).toISOString() } : {}),
      ...(Number.isFinite(this.#until) ? { until: new Date(this.#until).toISOString() } : {}),
    };
  }

  /** For cards. */
  toString(): string {
    const { since, until } = this.toJSON();
    return [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(" ");
  }
}
