import type { SourceRange } from "../../ots/tool.ts";
import { type Call, calleeOrigins, callsOf } from "../calls.ts";
import type { ModelText } from "../model-text.ts";
import type { CodeContext } from "../rule.ts";

/** A text that reaches the model although it belongs to no tool. */
export type DescribedText = ModelText & { range: SourceRange; subject: string };

const servers = /^(?:mcp|fastmcp|@modelcontextprotocol\/|@mcp\/)/;

/** The `instructions` that MCP servers hand to every client. */
export function describedTexts(context: CodeContext): DescribedText[] {
  const { document } = context;
  return callsOf(document).flatMap((call): DescribedText[] => {
    const option = call.option("instructions");
    const text = option === undefined ? undefined : document.values.text(option.value)?.text;
    return option === undefined || text === undefined || !isServer(context, call)
      ? []
      : [
          {
            place: "tool-description",
            text,
            range: document.rangeOf(option.value),
            subject: "The server's instructions",
          },
        ];
  });
}

function isServer({ document }: CodeContext, call: Call): boolean {
  return calleeOrigins(document, call).some(({ module }) => servers.test(module));
}
