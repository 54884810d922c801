import { contentHash } from "../../ots/ids.ts";
import { canonicalJson, type JsonObject } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
import { InputError } from "../../syntax/input-error.ts";
import { type Launch, type LaunchPlace, substitute } from "../../tools/live/launch.ts";

const allow = z
  .array(z.string().min(1).max(200))
  .min(1)
  .max(100)
  .describe("names of the tools that may be asked, one by one");
const timeoutSeconds = z.number().min(1).max(600).optional();

const serverSchema = z.union([
  z.strictObject({
    command: z.string().min(1),
    args: z.array(z.string()).optional(),
    env: z.record(z.string(), z.string()).optional(),
    cwd: z.string().optional(),
    allow,
    timeoutSeconds,
  }),
  z.strictObject({
    type: z.enum(["http", "sse"]).optional(),
    url: z.string().min(1),
    headers: z.record(z.string(), z.string()).optional(),
    allow,
    timeoutSeconds,
  }),
]);

/** Servers that a user set up for judging, by name: how MCP clients write them, with the tools that are allowed. */
export const lookupServersSchema = z.record(z.string().min(1).max(100), serverSchema);
export type LookupServers = z.infer<typeof lookupServersSchema>;

/** `{"mcpServers": {…}}`, what a file of look-up servers holds. */
export const lookupFileSchema = z.strictObject({ mcpServers: lookupServersSchema });

/** One server with what may be asked of it. */
export interface LookupServer {
  name: string;
  /** Content hash of the entry as it is written, values of variables left out: nothing secret. */
  hash: string;
  allowed: readonly string[];
  maxMilliseconds: number;
  /** How it is started or reached, as written, for people. */
  line: string;
  /** With variables filled in: made when it is needed, never kept. */
  launch(): Launch;
}

const defaultSeconds = 30;

/**
 * The servers in the order of the configuration.
 * @throws InputError for an entry that leaves something to be asked for, which nobody can answer while judging.
 */
export function lookupServers(servers: LookupServers, place: LaunchPlace): LookupServer[] {
  return Object.entries(servers).map(([name, entry]) => {
    const { allow: allowed, timeoutSeconds: seconds = defaultSeconds, ...start } = entry;
    const written = canonicalJson(start as JsonObject);
    if (written.includes("${input:")) {
      throw new InputError(
        `${name}: \${input:…} cannot be asked for while judging; take the value from the environment with \${env:NAME}`,
      );
    }
    const fill = (text: string) => substitute(text, place, new Map());
    const filled = (map: Record<string, string> = {}) =>
      Object.fromEntries(Object.entries(map).map(([key, value]) => [key, fill(value)]));
    return {
      name,
      hash: contentHash(`${name}\n${written}`),
      allowed,
      maxMilliseconds: seconds * 1000,
      line: "url" in entry ? entry.url : [entry.command, ...(entry.args ?? [])].join(" "),
      launch: () =>
        "url" in entry
          ? { transport: entry.type ?? "http", url: fill(entry.url), headers: filled(entry.headers) }
          : {
              transport: "stdio",
              command: fill(entry.command),
              args: (entry.args ?? []).map(fill),
              env: filled(entry.env),
              cwd: entry.cwd === undefined ? place.workspaceFolder : fill(entry.cwd),
            },
    };
  });
}
