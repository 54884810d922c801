import { isJsonObject } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
import { BeltError, defineTool, reasonOf } from "./tool.ts";

const input = z.object({
  server: z.string(),
  tool: z.string().describe("one of the tools the user allowed for judging"),
  arguments_json: z.string().describe("its arguments as one JSON object"),
});

const output = z.object({ text: z.string() });

const longestText = 8_000;

/** Look-ups on servers that the user set up for judging; only tools that were allowed one by one. */
export const external = defineTool({
  id: "external",
  description:
    "Asks a tool of a server that the user set up for judging, such as web search, weather or translation.",
  effect: "external",
  input,
  output,
  async run({ server, tool, arguments_json: json }, { external: caller }, signal) {
    if (!caller) {
      throw new BeltError("No server is set up for judging.");
    }
    if (!caller.tools.some((known) => known.server === server && known.name === tool)) {
      throw new BeltError(`${server.slice(0, 60)}/${tool.slice(0, 60)} is not among the allowed tools.`);
    }
    let values: unknown;
    try {
      values = JSON.parse(json.slice(0, 20_000));
    } catch {
      throw new BeltError("The arguments are no JSON object.");
    }
    if (!isJsonObject(values)) {
      throw new BeltError("The arguments are no JSON object.");
    }
    try {
      return { text: (await caller.call(server, tool, values, signal)).slice(0, longestText) };
    } catch (error) {
      signal?.throwIfAborted();
      throw new BeltError(reasonOf(error));
    }
  },
});
