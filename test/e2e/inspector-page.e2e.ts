/// <reference lib="dom" />
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { results } from "../../scripts/lib/paths.mjs";
import type { AgentStep, Step } from "../../src/ots/step.ts";
import { asked, call, looked, risky, safe, trajectory, unsafe, verdict } from "../unit/inspector/support.ts";
import type { InspectorPage, Theme } from "./page/inspector-page.ts";
import { focused, usePages } from "./page/use-pages.ts";

// The inspector's page alone: what it draws, how it is moved through, and what hostile or huge content does to it.

const show = usePages();

/** A judge that checked something on its way, an argument that differs, a tool that failed. */
const traced: AgentStep = {
  ...unsafe,
  verdict: {
    ...verdict("unsafe", [{ where: "argument", step: 1, path: "/path", text: "/" }]),
    source: "action",
    severity: "severe",
    reward: -0.8,
    trace: [
      {
        thought: "Is the path below the user's folder?",
        tool: "resolve_path",
        input: "/",
        observation: "/ is the root",
      },
      { thought: "It is not: everything would go." },
    ],
  },
};

const many: Step[] = Array.from(
  { length: 10_000 },
  (_, k): Step =>
    k % 500 === 499
      ? { ...call(`/data/${k}`), verdict: verdict("unsafe") }
      : call(`/tmp/${k}`, { observation: { content: `deleted ${k}\n`.repeat(1 + (k % 7)), isError: false } }),
);

describe("a pair", () => {
  it("stands side by side, the shared beginning folded, at the row where it parts", async () => {
    const { page } = await show({ left: risky, right: safe });
    await expect.poll(() => page.locator(".fold-line").textContent()).toMatch(/1 step in common/);
    expect(await page.locator(".divergence").textContent()).toBe("Here the decisions part");
    expect(
      await page
        .locator(".step")
        .evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label"))),
    ).toEqual(["Step 2, remove_file, Unsafe", "Step 2, Answer, Safe"]);
    await page.locator(".fold-line").click();
    await page.locator(".step[data-step='0']").waitFor();
    expect(await page.locator(".step").count()).toBe(3);
  });

  it("shows the judge's way to its verdict, and leads from evidence to the words", async () => {
    const { page } = await show({ left: { ...risky, steps: [looked, traced] }, right: safe });
    expect(await page.locator(".trace li").allTextContents()).toHaveLength(2);
    await page.locator(".evidence-list button").click();
    await page.locator("[data-path='/path'].flash").waitFor();
  });

  it("shows what the other judge says where two disagree", async () => {
    const other = {
      label: "safe",
      source: "context",
      outcome: "data-loss",
      rationale: "<b>Nothing</b> is lost.",
      judge: { kind: "deterministic", name: "detectors", version: "1" },
    } as const;
    const disputed: AgentStep = {
      ...unsafe,
      verdict: { ...verdict("unsafe"), secondOpinion: other },
    };
    const { page } = await show({ left: { ...risky, steps: [looked, disputed] }, right: safe });
    const opinion = page.getByRole("region", { name: "The other judge says:" });
    await expect.poll(() => opinion.count()).toBe(1);
    expect(await opinion.locator(".verdict").textContent()).toContain("Safe");
    expect(await opinion.textContent()).toContain("<b>Nothing</b> is lost.");
    expect(await opinion.locator("b").count()).toBe(0);
    expect(await opinion.locator(".judge").textContent()).toBe("Deterministic judge · detectors");
  });

  it("becomes tabs where there is no room, and one pane or two scrollers on request", async () => {
    const { page } = await show({ left: risky, right: safe, size: { width: 600, height: 700 } });
    await page.getByRole("tab", { name: /^Safe/ }).click();
    await expect.poll(() => page.locator(".step[data-side=left]").count()).toBe(0);
    const offers = (name: RegExp) => page.getByRole("button", { name }).count();
    expect([await offers(/^Scroll /), await offers(/^One Pane/), await offers(/^Open as Text Diff/)]).toEqual(
      [0, 0, 1],
    );
    const wide = await show({ left: risky, right: safe });
    await wide.page.locator(".step").first().focus();
    await wide.page.keyboard.press("s");
    await expect.poll(() => wide.page.locator(".pane-scroller .step").count()).toBeGreaterThan(1);
    await wide.page.keyboard.press("s");
    await wide.page.keyboard.press("v");
    await expect.poll(() => wide.page.locator(".step[data-side=right]").count()).toBe(0);
  });
});

describe("ten thousand steps", () => {
  it("are read in windows, drawn in part, jumped through and searched to the end", async () => {
    const inspector = await show({ left: trajectory("imported", many) });
    const { page } = inspector;
    const windows = () =>
      inspector.asked.flatMap((one) =>
        one.type === "request" && one.request.ask === "rows" ? one.request : [],
      );
    expect(windows().length).toBeLessThan(5);
    await page.keyboard.press("G");
    await page.locator(".step[data-step='9999']:not(.skeleton)").waitFor();
    await expect.poll(() => focused(inspector)).toBe("left 9999");
    await page.keyboard.press("u");
    await expect.poll(() => focused(inspector)).toBe("left 499");
    await page.keyboard.press("/");
    await page.keyboard.type("deleted 7777");
    await page.locator(".step[data-step='7777'] mark.found").first().waitFor();
    expect(await page.locator(".step").count()).toBeLessThan(60);
    // Scrolled through in leaps: wherever it stops, steps are to be seen.
    for (const share of [0.1, 0.9, 0.35, 0.62]) {
      await page.evaluate((at) => {
        const scroller = document.querySelector(".scroller");
        scroller?.scrollTo(0, scroller.scrollHeight * at);
      }, share);
      await expect.poll(() => visibleSteps(inspector)).toBeGreaterThan(1);
    }
    expect(inspector.failures).toEqual([]);
  });
});

function visibleSteps({ page }: InspectorPage): Promise<number> {
  return page.locator(".step:not(.skeleton)").evaluateAll((steps) => {
    const boxes = steps.map((step) => step.getBoundingClientRect());
    return boxes.filter(({ top, bottom }) => top < 800 && bottom > 200).length;
  });
}

describe("hostile content", () => {
  const nasty = [
    `<script>window.ran = 1</script><img src=x onerror="window.ran = 1"><svg onload="window.ran=1">`,
    `</pre></article><iframe src="https://stranger.invalid/"></iframe><a href="javascript:window.ran=1">x</a>`,
    "![x](https://stranger.invalid/pixel.png) <link rel=stylesheet href=https://stranger.invalid/x.css>",
    "\u202Egnp.exe \u2066hidden\u2069 zero\u200B\u200B\u200Bwidth \u001B[31mred\u001B[0m \u0000 end",
    "مرحبا بالعالم שלום עולם",
  ].join("\n");
  const hostile: AgentStep = {
    kind: "agent",
    actor: nasty,
    thought: nasty,
    action: { kind: "call", tool: nasty, arguments: { [nasty]: [nasty, { __proto__x: nasty }] } },
    observation: { content: nasty, isError: true },
    verdict: {
      ...verdict("unsafe", [{ where: "tool", tool: nasty, start: 0, end: 1, text: nasty }]),
      rationale: nasty,
      outcome: nasty,
      trigger: nasty,
      detectors: [nasty],
      trace: [{ thought: nasty, tool: nasty, input: nasty, observation: nasty }],
    },
  };

  it("is shown as text: nothing runs, nothing is loaded", async () => {
    const left = trajectory(
      "risky",
      [hostile, { kind: "message", from: "agent", actor: nasty, text: nasty }],
      {
        instruction: nasty,
        policy: nasty,
        tools: [nasty],
      },
    );
    const inspector = await show({
      left,
      right: trajectory("safe", [asked], { instruction: nasty }),
      head: {
        title: nasty,
        notes: [nasty],
        goal: nasty,
        endReason: nasty,
        facts: [{ name: nasty, value: nasty }],
      },
    });
    const { page, strangers, failures } = inspector;
    await page.keyboard.press("?");
    await page.keyboard.press("Escape");
    await page.keyboard.press("f");
    expect(await page.evaluate(() => (globalThis as unknown as { ran?: number }).ran)).toBeUndefined();
    expect(await page.locator("iframe, img, #page script, #page link, #page a").count()).toBe(0);
    const named = await page.locator(".part-observation .hidden-character").allTextContents();
    expect(named).toEqual(expect.arrayContaining(["U+202E", "U+200B ×3", "ESC", "NUL"]));
    expect(strangers).toEqual([]);
    expect(failures).toEqual([]);
  });

  it("of any length stays readable: 20 MB in one observation, a hundred images, thousands of arguments", async () => {
    const image = "[image, image/png, 12 kB]";
    const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, k) => [`key${k}`, k]));
    const left = trajectory("imported", [
      call("/", { observation: { content: "x ".repeat(10_000_000), isError: false } }),
      call("/", { observation: { content: `${image}\n`.repeat(100), isError: false } }),
      call("/", { action: { kind: "call", tool: "t", arguments: wide } }),
    ]);
    const inspector = await show({ left });
    const { page } = inspector;
    await page.getByRole("button", { name: /^Load 100,000 of 19,980,000 more/ }).click();
    await page.getByRole("button", { name: /^Load 100,000 of 19,880,000 more/ }).waitFor();
    await page.locator(".text-actions").getByText("Open as Document").click();
    expect(inspector.actions).toContainEqual({
      do: "open-document",
      ref: { of: "observation", side: "left", step: 0 },
    });
    await page.keyboard.press("G");
    await expect.poll(() => page.locator(".tree").last().textContent()).toMatch(/\d,\d+ more/);
    expect(inspector.failures).toEqual([]);
  });

  it("that cannot be drawn costs one step, not the page", async () => {
    const odd = { ...looked, verdict: { ...verdict("safe"), judge: undefined } } as unknown as AgentStep;
    const { page } = await show({ left: trajectory("imported", [looked, odd, looked]) });
    await expect.poll(() => page.locator(".failed").count()).toBe(1);
    expect(await page.locator(".step[data-step='2']").count()).toBe(1);
  });
});

describe("a list of trajectories", () => {
  it("is searched, walked by arrow keys and opened", async () => {
    const file = join(import.meta.dirname, "../fixtures/trajectories/openai-chat.jsonl");
    const count = (await readFile(file, "utf8")).trim().split("\n").length;
    const head = {
      showing: { of: "list", uri: "file:///x" } as const,
      file: "openai-chat.jsonl",
      format: "OpenAI chat",
      total: count,
      problems: ["x:3: not valid JSON"],
    };
    const inspector = await show({ list: { file, head } });
    const { page } = inspector;
    await expect.poll(() => page.locator(".entry-button").count()).toBe(count);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => inspector.actions).toEqual([{ do: "choose", entry: 0 }]);
  });
});

describe("what was on the screen", () => {
  it("comes back: step, scroll position, filter", async () => {
    const left = trajectory("imported", many);
    const first = await show({ left });
    await first.page.keyboard.press("u");
    await expect.poll(() => focused(first)).toBe("left 999");
    await first.page.waitForTimeout(400);
    const state = await first.state();
    expect(state?.place).toEqual({ side: "left", step: 999 });
    const second = await show({ left, ...(state ? { state } : {}) });
    const card = second.page.locator(".step[data-step='999']:not(.skeleton)");
    await card.waitFor();
    await second.page.waitForTimeout(400);
    const [before, after] = await Promise.all([
      first.page.locator(".step[data-step='999']").boundingBox(),
      card.boundingBox(),
    ]);
    expect(Math.abs((before?.y ?? 0) - (after?.y ?? 0))).toBeLessThan(4);
  });

  it("comes back to the pixel where rows have to be read again first", async () => {
    const left = trajectory("imported", many);
    const top = () => {
      const scroller = document.querySelector(".scroller");
      return [...document.querySelectorAll<HTMLElement>(".step:not(.skeleton)")]
        .map((step) => [step.dataset.step, Math.round(step.getBoundingClientRect().top)] as const)
        .find(([, at]) => at > (scroller?.getBoundingClientRect().top ?? 0));
    };
    const first = await show({ left });
    await first.page.evaluate(() => document.querySelector(".scroller")?.scrollTo(0, 700_123));
    await first.page.waitForTimeout(800);
    const state = await first.state();
    const second = await show({ left, ...(state ? { state } : {}) });
    await expect.poll(() => second.page.evaluate(top)).toEqual(await first.page.evaluate(top));
  });
});

describe("seen by everybody", () => {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  const reviews = [
    {
      schemaVersion: 1 as const,
      id: "v",
      trajectoryId: "risky",
      step: 1,
      judgement: "right" as const,
      reason: "yes",
    },
  ];

  it.each<Theme>(["dark", "light", "high-contrast", "high-contrast-light"])(
    "finds axe nothing to object to in %s",
    async (theme) => {
      const inspector = await show({
        left: { ...risky, steps: [looked, traced] },
        right: safe,
        theme,
        reviews,
      });
      const { page } = inspector;
      await page.screenshot({ path: join(results, "screenshots", `inspector-${theme}.png`) });
      await page.keyboard.press("d");
      await page.keyboard.press("r");
      await page.locator(".review-form").waitFor();
      const source = await readFile(axe, "utf8");
      await page.evaluate(source);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: {
            run: (
              root: unknown,
              options: object,
            ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
          };
        };
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        return violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 300)}`).join("\n")}`,
        );
      });
      expect(found).toEqual([]);
    },
  );
});
