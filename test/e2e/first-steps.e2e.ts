import { describe, it } from "vitest";
import { useEditor } from "./harness.ts";

// What a newcomer does first, and how the list of scenarios is narrowed.
describe("the first steps", () => {
  const editor = useEditor({ size: { width: 1600, height: 900 } }); // the walkthrough has pictures where there is room

  it("begin with the walkthrough", async () => {
    await editor().openView("AutoSafe"); // until the editor knows the extension, the palette has none of its commands
    await editor().runCommand("AutoSafe: Get Started");
    await editor().waitForText("See a finding and fix it");
    await editor().screenshot("first-1-walkthrough");
    for (const step of [
      "Open a ready scenario in the inspector",
      "Generate scenarios for your own tools",
      "Let a language model play the agent",
      "Export training data",
    ]) {
      await (await editor().waitForText(step)).click();
      await editor().page.waitForTimeout(700);
      await editor().screenshot(`first-1-${step.split(" ")[0]}`);
    }
  });

  it("show a finding in a sample", async () => {
    await (await editor().waitForText("See a finding and fix it")).click();
    await editor().page.getByRole("button", { name: "Open Sample Tool" }).first().click();
    await editor().page.locator(".squiggly-error").first().waitFor();
    await editor().screenshot("first-2-sample");
  });

  it("show a ready pair", async () => {
    await editor().runCommand("AutoSafe: Open Sample Trajectories");
    const page = await editor().webview(".step[data-side=right]");
    await page.locator(".step[data-side=right]").first().waitFor();
    await editor().screenshot("first-3-pair");
  });

  it("narrow the scenarios, and say when nothing is left", async () => {
    await editor().openView("AutoSafe");
    await editor()
      .row(/^Tool unlock_door/)
      .waitFor();
    await editor().leavePage();
    await editor().runCommand("AutoSafe: Run Full Pipeline");
    await editor().pick("Whole workspace");
    await editor()
      .row(/^delete_mail, \d+ scenarios/)
      .waitFor({ timeout: 90_000 });
    await editor().leavePage();
    await editor().runCommand("AutoSafe: Filter Scenarios");
    await editor().page.getByPlaceholder("What to show; nothing ticked").waitFor();
    await editor().screenshot("first-4-filter");
    await editor().pickMany("Never unsafe");
    await editor().waitForText(/by tool, \d+ of \d+/);
    await editor().screenshot("first-5-filtered");
    await editor().leavePage();
    await editor().runCommand("AutoSafe: Filter Scenarios");
    await editor().pickMany("Mild", "Severe", "Interaction context");
    await editor().screenshot("first-6-more");
    await editor().runCommand("AutoSafe: Clear Filter");
    await editor()
      .row(/^delete_mail, \d+ scenarios/)
      .waitFor();
  });
});
