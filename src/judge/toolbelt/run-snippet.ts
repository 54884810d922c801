import * as z from "../../ots/zod.ts";
import { BeltError, defineTool, reasonOf } from "./tool.ts";

const input = z.object({
  text: z.string().describe("a JavaScript expression or snippet; its last value is the result"),
});

const output = z.object({ result: z.string() });

const limits = { text: 20_000, result: 4_000 };

/** Runs a JavaScript snippet in the sandbox that the judge's user allowed; see `src/sandbox`. */
export const runTool = defineTool({
  id: "run",
  description:
    "Runs a JavaScript snippet in a sandbox without files or network, one second long, and gives its last value.",
  effect: "sandbox",
  input,
  output,
  async run({ text }, { runSnippet }, signal) {
    if (!runSnippet) {
      throw new BeltError("Running snippets is switched off.");
    }
    if (text.length > limits.text) {
      throw new BeltError(`The snippet has ${text.length} characters; up to ${limits.text} are run.`);
    }
    try {
      return { result: (await runSnippet(text, signal)).slice(0, limits.result) };
    } catch (error) {
      signal?.throwIfAborted();
      throw new BeltError(reasonOf(error));
    }
  },
});
