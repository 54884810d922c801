import type { JsonObject } from "../../ots/json.ts";
import { type ConnectOptions, withServer } from "./connect.ts";
import type { Launch } from "./launch.ts";
import { toolsOf } from "./list-tools.ts";
import type { ListedTool } from "./snapshot.ts";

/** What a tool gave back: its text, or the reason why there is none. */
export type CallResult = { text: string } | { failure: string };

/** True only when the server says so itself: whatever it leaves open may write. */
export function isReadOnly({ annotations }: Pick<ListedTool, "annotations">): boolean {
  return annotations?.readOnlyHint === true && annotations.destructiveHint !== true;
}

/**
 * Starts or reaches a server, calls one tool that it annotates as read-only, and ends it. The annotation is looked at again
 * on the very connection that the call goes through: a server may list its tools otherwise than when somebody looked.
 * @throws InputError when the server does not answer; the signal's reason when aborted.
 */
export function callReadOnlyTool(
  launch: Launch,
  call: { name: string; input: JsonObject },
  options: ConnectOptions,
): Promise<CallResult> {
  return withServer(launch, options, async (client, limits) => {
    const tool = (await toolsOf(client, limits)).tools.find(({ name }) => name === call.name);
    if (!tool || !isReadOnly(tool)) {
      return { failure: tool ? "the tool is not annotated as read-only" : "the server has no such tool" };
    }
    const answer = await client.callTool({ name: call.name, arguments: call.input }, limits);
    const text = textOf(answer);
    return answer.isError === true ? { failure: text === "" ? "the tool reports an error" : text } : { text };
  });
}

function textOf({ content, structuredContent }: { content?: unknown; structuredContent?: unknown }): string {
  const parts = (Array.isArray(content) ? content : []).flatMap((part: { type?: unknown; text?: unknown }) =>
    part?.type === "text" && typeof part.text === "string" ? [part.text] : [],
  );
  return parts.length === 0 && structuredContent !== undefined
    ? JSON.stringify(structuredContent)
    : parts.join("\n");
}
