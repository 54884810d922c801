import type { ExternalCaller } from "../../judge/toolbelt/tool.ts";
import type { JsonObject } from "../../ots/json.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { CallResult } from "../../tools/live/call-tool.ts";
import { callKey, type LookupRecords } from "./lookup-records.ts";
import type { LookupServer } from "./servers.ts";

const longestResult = 20_000;
const longestDescription = 2_000;

export interface CallerParts {
  servers: readonly LookupServer[];
  records: LookupRecords;
  signal: AbortSignal;
  now(): Date;
}

/**
 * A caller that asks servers, each call over a connection of its own, and records what comes back. What has an answer on
 * record is not asked again; a failure is. The person has agreed to every server before this is called: they are started here.
 * @throws InputError when a server cannot be reached, or does not annotate an allowed tool as read-only.
 */
export async function liveCaller({ servers, records, signal, now }: CallerParts): Promise<ExternalCaller> {
  // The client of MCP servers loads with the first look-up outside.
  const { callReadOnlyTool, isReadOnly } = await import("../../tools/live/call-tool.ts");
  const { listTools } = await import("../../tools/live/list-tools.ts");
  const tools: ExternalCaller["tools"][number][] = [];
  for (const server of servers) {
    const { name, hash, allowed, maxMilliseconds } = server;
    const listing = await listTools(server.launch(), { signal, maxMilliseconds }).catch((error: unknown) => {
      throw error instanceof InputError
        ? new InputError(`The look-up server ${name} cannot be used: ${error.message}`)
        : error;
    });
    const offered = allowed.map((wanted) => {
      const tool = listing.tools.find((one) => one.name === wanted);
      if (!tool || !isReadOnly(tool)) {
        throw new InputError(
          tool
            ? `${name}/${wanted} is not annotated as read-only (readOnlyHint), so it cannot be allowed for judging: take it out of "allow"`
            : `The look-up server ${name} has no tool ${wanted}: take it out of "allow"`,
        );
      }
      const { description = "", inputSchema } = tool;
      return { name: wanted, description: description.slice(0, longestDescription), inputSchema };
    });
    records.add({ key: hash, server: name, tools: offered, at: now().toISOString() });
    tools.push(...offered.map((tool) => ({ server: name, ...tool })));
  }
  return {
    tools,
    async call(serverName, tool, input, callSignal) {
      const server = serverOf(servers, serverName, tool);
      const given = input as JsonObject;
      const key = callKey(server.hash, tool, given);
      const known = records.call(key)?.result;
      if (known && "text" in known) {
        return known.text;
      }
      const result = await resultOf(() =>
        callReadOnlyTool(
          server.launch(),
          { name: tool, input: given },
          {
            signal: callSignal ? AbortSignal.any([signal, callSignal]) : signal,
            maxMilliseconds: server.maxMilliseconds,
          },
        ),
      );
      records.add({ key, server: serverName, tool, input: given, result, at: now().toISOString() });
      return textOrThrow(result);
    },
  };
}

/** A caller that starts and reaches nothing: what is not on record fails, and what failed then fails again. */
export function replayingCaller({
  servers,
  records,
}: Pick<CallerParts, "servers" | "records">): ExternalCaller {
  return {
    tools: servers.flatMap(({ name, hash, allowed }) =>
      allowed.map((tool) => {
        const { description = "", inputSchema = {} } =
          records.list(hash)?.tools.find((one) => one.name === tool) ?? {};
        return { server: name, name: tool, description, inputSchema };
      }),
    ),
    async call(serverName, tool, input) {
      const server = serverOf(servers, serverName, tool);
      const record = records.call(callKey(server.hash, tool, input as JsonObject));
      if (!record) {
        throw new Error("There is no record of this call, and a replay asks no server.");
      }
      return textOrThrow(record.result);
    },
  };
}

function serverOf(servers: readonly LookupServer[], name: string, tool: string): LookupServer {
  const server = servers.find((one) => one.name === name && one.allowed.includes(tool));
  if (!server) {
    throw new Error(`${name}/${tool} is not among the allowed tools.`);
  }
  return server;
}

/** A server that cannot be reached is a result, too; that the person stopped the run is none. */
async function resultOf(call: () => Promise<CallResult>): Promise<CallResult> {
  try {
    const result = await call();
    return "text" in result ? { text: result.text.slice(0, longestResult) } : failed(result.failure);
  } catch (error) {
    if (error instanceof InputError) {
      return failed(error.message);
    }
    throw error;
  }
}

function failed(reason: string): CallResult {
  return { failure: reason.slice(0, longestResult) };
}

function textOrThrow(result: CallResult): string {
  if ("failure" in result) {
    throw new Error(result.failure);
  }
  return result.text;
}
