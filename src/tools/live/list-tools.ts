import type { Client } from "@modelcontextprotocol/client";
import { type ConnectOptions, type RequestLimits, withServer } from "./connect.ts";
import type { Launch } from "./launch.ts";
import { type ListedTool, type Listing, listedToolSchema } from "./snapshot.ts";

const maxTools = 5_000;
const maxPages = 100;
const maxCharacters = 10_000_000;

/**
 * Starts or reaches a server, asks for its tools and nothing else, and ends it. No tool is called.
 * @throws InputError with the reason when the server does not answer as one; the signal's reason when aborted.
 */
export function listTools(launch: Launch, options: ConnectOptions): Promise<Listing> {
  return withServer(launch, options, toolsOf);
}

/** The tools of a connected server, page by page. */
export async function toolsOf(client: Client, limits: RequestLimits): Promise<Listing> {
  const tools: ListedTool[] = [];
  let size = 0;
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const answer = await client.listTools(cursor === undefined ? {} : { cursor }, limits);
    for (const tool of answer.tools) {
      size += JSON.stringify(tool).length;
      if (tools.length === maxTools || size > maxCharacters) {
        throw new Error("it lists more tools than anybody could use");
      }
      const checked = listedToolSchema.safeParse(tool);
      if (checked.success) {
        tools.push(checked.data);
      }
    }
    cursor = answer.nextCursor;
    if (cursor === undefined) {
      break;
    }
  }
  const info = client.getServerVersion();
  return { tools, ...(info ? { serverInfo: { name: info.name, version: info.version } } : {}) };
}
