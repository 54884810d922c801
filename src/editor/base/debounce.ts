import type { Activity } from "./activity.ts";
import type { Disposable } from "./disposables.ts";

export interface Debounced extends Disposable {
  /** Runs the body once, `wait` after the last call. A call while the body runs makes it run again afterwards. */
  call(): void;
}

/**
 * Joins a burst of calls into one. The body never overlaps itself. What waits counts as activity, so `Activity.idle`
 * includes it; the body must not reject.
 * @param wait milliseconds of quiet before the body runs.
 */
export function debounce(activity: Activity, wait: number, body: () => Promise<void> | void): Debounced {
  let timer: NodeJS.Timeout | undefined;
  let done: (() => void) | undefined;
  let running = false;
  let again = false;

  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void fire(), wait);
  };
  const fire = async () => {
    timer = undefined;
    running = true;
    try {
      await body();
    } finally {
      running = false;
      if (again) {
        again = false;
        start();
      } else {
        done?.();
        done = undefined;
      }
    }
  };
  return {
    call() {
      if (!done) {
        void activity.track(
          new Promise<void>((resolve) => {
            done = resolve;
          }),
        );
      }
      if (running) {
        again = true;
      } else {
        start();
      }
    },
    dispose() {
      clearTimeout(timer);
      again = false;
      done?.();
      done = undefined;
    },
  };
}
