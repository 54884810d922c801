/** Work under way or waiting for its turn, so that somebody can wait until there is none. */
export class Activity {
  readonly #pending = new Set<Promise<unknown>>();

  /** Counts `work` until it settles; hands it back. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#pending.add(settled);
    void settled.then(() => this.#pending.delete(settled));
    return work;
  }

  /** Resolves when nothing is under way, work that other work started included. Never rejects. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) {
      await Promise.all(this.#pending);
    }
  }
}
