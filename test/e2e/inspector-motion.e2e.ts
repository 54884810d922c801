/// <reference lib="dom" />
import { describe, expect, it } from "vitest";
import { asked, looked, trajectory, unsafe } from "../unit/inspector/support.ts";
import { usePages } from "./page/use-pages.ts";

const show = usePages();
const left = trajectory("risky", [...Array.from({ length: 60 }, () => looked), unsafe]);
const right = trajectory("safe", [...Array.from({ length: 60 }, () => looked), asked], {
  derivedFrom: "risky",
  forkStep: 60,
});

/** Follows evidence to its words. @returns what runs there, and how the place is shown. */
async function followed(wish: "media" | "setting" | "none") {
  const { page } = await show({ left, right });
  if (wish === "media") await page.emulateMedia({ reducedMotion: "reduce" });
  if (wish === "setting") await page.evaluate(() => document.body.classList.add("vscode-reduce-motion"));
  await page.locator(".step.is-unsafe .evidence-list .text-button").last().click();
  await page.locator(".flash").waitFor();
  return page.evaluate(() => ({
    animations: document.getAnimations().length,
    smooth: [...document.querySelectorAll("*")].filter(
      (element) => getComputedStyle(element).scrollBehavior === "smooth",
    ).length,
    ring: getComputedStyle(document.querySelector(".flash") ?? document.body).boxShadow !== "none",
  }));
}

describe("motion", () => {
  it.each(["media", "setting"] as const)("is left out where it is not wanted: %s", async (wish) => {
    expect(await followed(wish)).toEqual({ animations: 0, smooth: 0, ring: true });
  });

  it("otherwise is one fading ring around the words one was led to", async () => {
    expect(await followed("none")).toEqual({ animations: 1, smooth: 0, ring: true });
  });

  it("does not turn while a file is read", async () => {
    const inspector = await show({});
    const { page } = inspector;
    await page.emulateMedia({ reducedMotion: "reduce" });
    await inspector.send({ type: "loading", what: "Reading big.json…", done: 1, total: 2 });
    await expect.poll(() => page.locator(".loading").textContent()).toBe("Reading big.json… 50 %");
    expect(await page.locator("vscode-progress-ring").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
