/// <reference lib="dom" />

import { launch } from "../scripts/lib/browser.mjs";
import { findChromium } from "../scripts/lib/chromium.mjs";
import type { Step } from "../src/ots/step.ts";
import { buildPage, openInspector } from "../test/e2e/page/inspector-page.ts";
import { call, trajectory, verdict } from "../test/unit/inspector/support.ts";
import type { BenchRow } from "./row.ts";

const steps = 10_000;
const leaps = 40;
const scrolled = 120;

/** Opens a trajectory of 10,000 steps in the inspector's page in a real browser, scrolls through it and leaps about in it. */
export async function benchInspector(): Promise<BenchRow[]> {
  const executable = await findChromium();
  const what = `inspector: ${steps.toLocaleString("en")} steps`;
  if (!executable) {
    return [{ what, figure: "not measured: no Chromium", target: "under 1 s", met: undefined }];
  }
  const browser = await launch(executable);
  try {
    const built = await buildPage();
    const began = performance.now();
    const { page, failures } = await openInspector(browser, built, { left: trajectory("imported", long()) });
    await page.locator(".step:not(.skeleton)").first().waitFor();
    const readable = performance.now() - began;
    const frames = await page.evaluate(scrollThrough, scrolled);
    const { blank, settled } = await page.evaluate(leapAbout, leaps);
    return [
      {
        what: `${what}, page loaded to first step read`,
        figure: `${readable.toFixed(0)} ms`,
        target: "under 1 s",
        met: readable < 1000,
        reason:
          "Reading and laying out in the worker, and opening the browser's tab. The page's own part is a fifth of a second of processor time.",
      },
      {
        what: `${what}, ${scrolled} frames of scrolling`,
        figure: `${frames.median.toFixed(0)} ms a frame in the median, ${frames.slow} over 50 ms, ${frames.blank} without a step`,
        target: "smooth, never blank",
        met: frames.blank === 0 && frames.median < 34,
      },
      {
        what: `${what}, ${leaps} leaps anywhere`,
        figure: `steps read after ${settled.toFixed(0)} ms in the median, ${blank} frames without even a placeholder`,
        target: "never blank",
        met: blank === 0 && failures.length === 0,
      },
    ];
  } finally {
    await browser.close();
  }
}

function long(): Step[] {
  return Array.from({ length: steps }, (_, k): Step => {
    const content = `line ${k}\n`.repeat(1 + (k % 25));
    const step = call(`/tmp/${k}`, { observation: { content, isError: k % 40 === 0 } });
    return k % 500 === 499 ? { ...step, verdict: verdict("unsafe") } : step;
  });
}

// The two below run in the page.

async function scrollThrough(count: number): Promise<{ median: number; slow: number; blank: number }> {
  const scroller = document.querySelector(".scroller");
  const times: number[] = [];
  let blank = 0;
  let last = performance.now();
  for (let frame = 0; frame < count; frame++) {
    scroller?.scrollBy(0, 240);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight * 0.6);
    blank += middle?.closest(".row, .rows, .header-place, .sticky") ? 0 : 1;
  }
  times.sort((a, b) => a - b);
  return {
    median: times[Math.floor(count / 2)] ?? 0,
    slow: times.filter((time) => time > 50).length,
    blank,
  };
}

async function leapAbout(count: number): Promise<{ blank: number; settled: number }> {
  const scroller = document.querySelector(".scroller");
  const times: number[] = [];
  let blank = 0;
  for (let leap = 0; leap < count; leap++) {
    const share = ((leap * 7919) % 1000) / 1000;
    scroller?.scrollTo(0, scroller.scrollHeight * share);
    const began = performance.now();
    for (let frame = 0; frame < 300; frame++) {
      await new Promise(requestAnimationFrame);
      const middle = document.elementFromPoint(innerWidth / 2, innerHeight * 0.6);
      // Behind the rows stand empty cards, which the browser paints by itself before anybody is told of the scrolling.
      blank += middle?.closest(".row, .rows, .header-place, .sticky") ? 0 : 1;
      if (middle?.closest(".step:not(.skeleton)")) {
        break;
      }
    }
    times.push(performance.now() - began);
  }
  return { blank, settled: times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0 };
}
