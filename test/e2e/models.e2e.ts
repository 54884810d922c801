// What a person does to use a language model: choose an endpoint, test it, agree to send, watch, read the report.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../servers/model-server.ts";
import { play } from "../servers/roles.ts";
import { useEditor } from "./harness.ts";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({
    milliseconds: 150,
    answer: (asked) =>
      asked.role === "capital_city" ? { capital: "Paris", country: "France" } : play(asked),
  });
});
afterAll(() => server.close());

describe("a run with a model at an endpoint", () => {
  const editor = useEditor();

  it("is chosen, tested, agreed to, run and reported", async () => {
    const { page } = editor();
    await editor().openFile("mail-assistant/tools.py");

    await editor().runCommand("AutoSafe: Select Model");
    await editor().waitForText("Built-in simulator");
    await editor().screenshot("model-1-select");
    await editor().pick("OpenAI-compatible endpoint");
    await editor().pick("vLLM");
    await editor().type(server.baseUrl);
    await editor().type("scripted");
    await editor().waitForText(/AutoSafe will use scripted/);

    await editor().runCommand("AutoSafe: Test Connection");
    await editor().waitForText(/works: answered in/);
    await editor().screenshot("model-2-test");

    await editor().runCommand("AutoSafe: Run Full Pipeline");
    await editor().pick("This file");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/Send tool definitions and scenarios to/).waitFor();
    await editor().screenshot("model-3-consent");
    expect(server.asked.filter(({ role }) => role !== "capital_city")).toHaveLength(0);
    await dialog.getByRole("button", { name: "Preview Payload" }).click();
    await editor().waitForText(/payload\.md/);
    await editor().screenshot("model-4-preview");
    await page.getByRole("button", { name: "Send", exact: true }).click();

    await editor().waitForText(/of \d+ episodes, \d+ calls/);
    await editor().screenshot("model-5-progress");
    await editor().waitForText(/episodes finished/, 120_000);
    await editor().screenshot("model-6-finished");
    await page.getByRole("button", { name: "Open Report" }).click();
    await page.waitForTimeout(3_000);
    await editor().screenshot("model-7-report");
    expect(server.asked.length).toBeGreaterThan(20);
  });
});
