/// <reference lib="dom" />
import { deflateSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { launch } from "../../scripts/lib/browser.mjs";
import { results } from "../../scripts/lib/paths.mjs";
import { openTrajectories } from "../../src/trajectories/open.ts";
import { memorySource } from "../../src/trajectories/source.ts";
import {
  type BuiltPage,
  buildPage,
  type InspectorPage,
  openInspector,
  type Theme,
} from "./page/inspector-page.ts";

/** A picture of one colour, as PNG. */
function picture(width: number, height: number, red: number, green: number, blue: number): string {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc(body), body.length + 4);
    return framed;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const line = Buffer.concat([
    Buffer.from([0]),
    Buffer.alloc(width * 3).map((_, k) => [red, green, blue][k % 3] ?? 0),
  ]);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(Array(height).fill(line)))),
    chunk("IEND", Buffer.alloc(0)),
  ]).toString("base64");
}

function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
  }
  return ~value >>> 0;
}

const image = (type: string, data: string) => ({ type: "image", mimeType: type, data });
const hostile = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" onload="parent.ran = 1"><script>parent.ran = 1</script><image href="https://example.invalid/a.png" width="9" height="9"/><rect width="200" height="100" fill="teal"/></svg>`;

async function trajectory() {
  const many = Array.from({ length: 100 }, (_, k) =>
    image("image/png", picture(60, 40, k * 2, 120, 255 - k * 2)),
  );
  const call = (id: string) => ({
    role: "assistant",
    tool_calls: [
      { id, type: "function", function: { name: "take_screenshot", arguments: '{"window":"main"}' } },
    ],
  });
  const messages = [
    {
      role: "user",
      content: [
        { type: "text", text: "Look at the window." },
        image("image/png", picture(320, 160, 200, 80, 40)),
      ],
    },
    call("a"),
    { role: "tool", tool_call_id: "a", content: many },
    call("b"),
    {
      role: "tool",
      tool_call_id: "b",
      content: [
        image("image/svg+xml", Buffer.from(hostile).toString("base64")),
        image("image/png", Buffer.from("no picture").toString("base64")),
        { type: "text", text: "[image, image/png, #nowhere_here]" },
      ],
    },
  ];
  const opened = await openTrajectories(memorySource("pictures.json", JSON.stringify({ messages })));
  const loaded = await opened.load(0);
  if (!("trajectory" in loaded)) throw new Error("nothing was read");
  return loaded.trajectory;
}

describe("pictures in steps", () => {
  let browser: Browser;
  let built: BuiltPage;
  const open: InspectorPage[] = [];
  beforeAll(async () => {
    [browser, built] = await Promise.all([launch(inject("editor").browser), buildPage()]);
  });
  afterEach(async () => {
    for (const inspector of open.splice(0)) await inspector.close();
  });
  afterAll(() => browser.close());

  async function show(theme: Theme): Promise<InspectorPage> {
    const inspector = await openInspector(browser, built, { left: await trajectory(), theme });
    open.push(inspector);
    return inspector;
  }

  it.each(["dark", "high-contrast-light"] as const)(
    "are small until they are clicked, in %s",
    async (theme) => {
      const { page, failures, strangers } = await show(theme);
      const first = page.locator(".step[data-step='0'] .picture");
      const drawn = (selector: string) =>
        page.evaluate(
          (of) =>
            [...document.querySelectorAll<HTMLImageElement>(of)].filter((one) => one.naturalWidth > 1).length,
          selector,
        );
      await expect.poll(() => drawn(".step[data-step='0'] .picture img")).toBe(12);
      await expect.poll(() => drawn(".instruction .picture img")).toBe(1);
      await page.screenshot({ path: `${results}/pictures-${theme}.png` });
      await page.getByRole("button", { name: "88 more pictures" }).click();
      await expect.poll(() => drawn(".step[data-step='0'] .picture img")).toBe(100);
      const before = await first.first().boundingBox();
      await first.first().focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => first.first().getAttribute("aria-expanded")).toBe("true");
      expect(before?.height).toBe(120);
      await page.locator(".instruction .picture").click();
      await page.screenshot({ path: `${results}/pictures-large-${theme}.png` });
      expect([failures, strangers]).toEqual([[], []]);
    },
  );

  it("run nothing, load nothing and say when they cannot be shown", async () => {
    const { page, strangers } = await show("light");
    await page.keyboard.press("G");
    const last = page.locator(".step[data-step='1'] .picture");
    await expect
      .poll(() => last.allTextContents())
      .toEqual(["", ...Array(2).fill("This picture cannot be shown.")]);
    expect(
      await last
        .first()
        .locator("img")
        .evaluate((one: HTMLImageElement) => one.naturalWidth),
    ).toBe(200);
    await page.screenshot({ path: `${results}/pictures-hostile.png` });
    expect(await page.evaluate(() => (globalThis as unknown as { ran?: number }).ran)).toBeUndefined();
    expect(strangers).toEqual([]);
  });
});
