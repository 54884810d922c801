/// <reference lib="dom" />
import { describe, expect, it } from "vitest";
import { call, trajectory, verdict } from "../unit/inspector/support.ts";
import { usePages } from "./page/use-pages.ts";

const show = usePages();
const steps = (count: number) =>
  Array.from({ length: count }, (_, k) =>
    call(`/tmp/${k}`, { observation: { content: `line ${k}\n`.repeat(40), isError: false } }),
  );

describe("a trajectory that is written on while it is read", () => {
  it("grows where it is: place, scroll position, search, what is open and what one types stay", async () => {
    const inspector = await show({ left: trajectory("imported", steps(30)) });
    const { page, failures, desk, shown } = inspector;
    await page.locator(".step[data-step='0'] .part-observation .text-button").first().click();
    await page.locator(".step[data-step='0']").focus();
    await page.keyboard.press("r");
    await page.keyboard.type("half a sen");
    await page.evaluate(() => document.querySelector(".scroller")?.scrollBy(0, 300));
    await page.waitForTimeout(400);
    const scroller = () => page.evaluate(() => document.querySelector(".scroller")?.scrollTop);
    const before = await scroller();
    await page.keyboard.press("ArrowLeft");
    const field = page.locator(".step[data-step='0'] .review-form vscode-text-field").first();

    const grown = [...steps(30), call("/", { verdict: verdict("unsafe") })];
    const inspected = await desk.answer({
      call: "inspect",
      left: { trajectory: trajectory("imported", grown) },
      reviews: [],
    });
    if (shown?.type !== "show") throw new Error("nothing is shown");
    await inspector.send({ ...shown, inspected });
    await expect.poll(() => page.locator(".pane-title").textContent()).toContain("31 steps");
    await expect.poll(() => page.locator(".pin").isVisible()).toBe(true);
    expect(await page.locator(".timeline").getAttribute("aria-valuemax")).toBe("31");
    expect(await scroller()).toBe(before);
    expect(await field.evaluate((element) => (element as HTMLInputElement).value)).toBe("half a sen");
    expect(await page.locator(".step[data-step='0'] .part-observation .clipped").count()).toBe(0);

    // Between two letters the file has grown.
    await page.keyboard.type("_");
    expect(await field.evaluate((element) => (element as HTMLInputElement).value)).toBe("half a se_n");

    await page.keyboard.press("Escape");
    await page.locator(".step[data-step='0']").focus();
    await page.keyboard.press("u");
    await page.locator(".step[data-step='30'].is-unsafe").waitFor();
    expect(failures).toEqual([]);
  });

  it("is there again after it was read anew from the beginning", async () => {
    const inspector = await show({ left: trajectory("imported", steps(3)) });
    const { page, desk, shown } = inspector;
    const left = { trajectory: trajectory("imported", steps(5)) };
    const inspected = await desk.answer({ call: "inspect", left, reviews: [] });
    if (shown?.type !== "show") throw new Error("nothing is shown");
    await inspector.send({ type: "loading", what: "Reading…", done: 1, total: 2 });
    await page.locator(".loading").waitFor();
    await inspector.send({ ...shown, inspected });
    await expect.poll(() => page.locator(".pane-title").textContent()).toContain("5 steps");
    expect(await page.locator(".step:not(.skeleton)").count()).toBeGreaterThan(0);
  });
});
