export interface Disposable {
  dispose(): unknown;
}

/** Owns what it is given and disposes it in reverse order. What is added after that is disposed at once. */
export class Disposables implements Disposable {
  #owned: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(disposable: T): T {
    if (this.#disposed) {
      disposable.dispose();
    } else {
      this.#owned.push(disposable);
    }
    return disposable;
  }

  dispose(): void {
    this.#disposed = true;
    for (const disposable of this.#owned.splice(0).reverse()) {
      disposable.dispose();
    }
  }
}
