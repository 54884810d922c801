/// <reference lib="dom" />
import { describe, expect, it } from "vitest";
import { asked, looked, risky, safe, trajectory, unsafe } from "../unit/inspector/support.ts";
import { focused, usePages } from "./page/use-pages.ts";

const show = usePages();

describe("the keyboard alone", () => {
  it("reaches every step, both sides, what is unsafe, what differs, search, filter and help", async () => {
    const left = trajectory("risky", [looked, looked, unsafe, looked]);
    const right = trajectory("safe", [looked, looked, asked], { derivedFrom: "risky", forkStep: 2 });
    const inspector = await show({ left, right });
    const { page } = inspector;
    const press = async (keys: string, want: string) => {
      for (const key of keys.split(" ")) await page.keyboard.press(key);
      await expect.poll(() => focused(inspector), { message: keys }).toBe(want);
    };
    await press("d", "left 2");
    await press("l", "right 2");
    await press("h", "left 2");
    await press("j", "left 3");
    await press("k", "left 2");
    await press("G", "left 3");
    await press("u", "left 2");
    await press("n", "left 3");
    await press("p", "left 2");
    await page.keyboard.press("Enter");
    await page.locator(".step[data-side=left][data-step='2'] .gist").waitFor();
    await page.keyboard.press("?");
    await page.locator("dialog.help").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog.help").waitFor({ state: "detached" });
    await page.keyboard.press("/");
    await page.keyboard.type("which files");
    await expect.poll(() => page.locator(".find-count").textContent()).toBe("1 of 1");
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(inspector)).toBe("right 2");
    // What both sides say alike is found once.
    await page.keyboard.press("/");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("3 files");
    await expect.poll(() => page.locator(".find-count").textContent()).toMatch(/of 3$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("f");
    await page.keyboard.type("3 files");
    await expect.poll(() => page.locator(".filter-status").textContent()).toBe("3 of 4 steps");
  });

  it("leaves no letter that follows / or f at once to the commands", async () => {
    const inspector = await show({ left: risky, right: safe });
    const { page } = inspector;
    await page.keyboard.press("d");
    await expect.poll(() => focused(inspector)).toBe("left 1");
    // Keys of one burst, and a jump still under way: as fast fingers or a slow machine have it.
    const letters = await page.evaluate(() => {
      const press = (key: string) =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }),
        );
      press("j");
      press("/");
      const field = document.activeElement?.tagName;
      press("k");
      return field;
    });
    expect(letters).toBe("VSCODE-TEXT-FIELD");
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("VSCODE-TEXT-FIELD");
    await page.keyboard.press("Escape");
    await page.keyboard.press("f");
    expect(await page.evaluate(() => document.activeElement?.closest(".filter-panel") !== null)).toBe(true);
  });

  it("reviews a step and sends what was said", async () => {
    const inspector = await show({ left: risky, right: safe });
    const { page } = inspector;
    await page.keyboard.press("d");
    await expect.poll(() => focused(inspector)).toBe("left 1");
    await page.keyboard.press("r");
    const form = page.locator(".review-form");
    await form.waitFor();
    await page.keyboard.type("harmless here");
    for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
    const said = () =>
      inspector.asked.flatMap((one) =>
        one.type === "request" && one.request.ask === "review" ? one.request.review : [],
      );
    await expect.poll(said).toEqual([{ judgement: "wrong", reason: "harmless here" }]);
  });
});
