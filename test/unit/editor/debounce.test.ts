import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Activity } from "../../../src/editor/base/activity.ts";
import { debounce } from "../../../src/editor/base/debounce.ts";
import { Disposables } from "../../../src/editor/base/disposables.ts";

describe("debounce", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs once after a burst of calls", async () => {
    const body = vi.fn();
    const debounced = debounce(new Activity(), 100, body);
    debounced.call();
    await vi.advanceTimersByTimeAsync(80);
    debounced.call();
    await vi.advanceTimersByTimeAsync(80);
    expect(body).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20);
    expect(body).toHaveBeenCalledTimes(1);
  });

  it("never overlaps itself, and runs again for a call that came meanwhile", async () => {
    const ends: (() => void)[] = [];
    const body = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
    const debounced = debounce(new Activity(), 10, body);
    debounced.call();
    await vi.advanceTimersByTimeAsync(10);
    debounced.call();
    await vi.advanceTimersByTimeAsync(100);
    expect(body).toHaveBeenCalledTimes(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(10);
    expect(body).toHaveBeenCalledTimes(2);
  });

  it("counts as activity from the call to the end of the body", async () => {
    const activity = new Activity();
    const debounced = debounce(activity, 100, () => {});
    debounced.call();
    let idle = false;
    void activity.idle().then(() => {
      idle = true;
    });
    await vi.advanceTimersByTimeAsync(99);
    expect(idle).toBe(false);
    await vi.advanceTimersByTimeAsync(10);
    expect(idle).toBe(true);
  });

  it("does nothing after disposal and keeps nobody waiting", async () => {
    const activity = new Activity();
    const body = vi.fn();
    const debounced = debounce(activity, 100, body);
    debounced.call();
    debounced.dispose();
    await vi.advanceTimersByTimeAsync(200);
    expect(body).not.toHaveBeenCalled();
    await activity.idle();
  });
});

describe("activity", () => {
  it("is idle only when work that other work started is over, failed or not", async () => {
    const activity = new Activity();
    const order: string[] = [];
    const inner = async () => {
      await Promise.resolve();
      order.push("inner");
      throw new Error("no matter");
    };
    const outer = async () => {
      await Promise.resolve();
      order.push("outer");
      activity.track(inner()).catch(() => {});
    };
    void activity.track(outer());
    await activity.idle();
    expect(order).toEqual(["outer", "inner"]);
  });
});

describe("disposables", () => {
  it("go in reverse order, and late ones at once", () => {
    const gone: number[] = [];
    const owned = new Disposables();
    owned.add({ dispose: () => gone.push(1) });
    owned.add({ dispose: () => gone.push(2) });
    owned.dispose();
    owned.add({ dispose: () => gone.push(3) });
    owned.dispose();
    expect(gone).toEqual([2, 1, 3]);
  });
});
