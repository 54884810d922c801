import { stop, type ToolIntent, type ToolTemplate } from "./template.ts";

const property = (name: string, schema: string) => `    "${name}": { ${schema} }`;
const id = property(
  stop(2, "order_id"),
  `"type": "string", "description": "${stop(3, "Number of the order, such as SO-104233")}"`,
);
const detail = property("detail", '"type": "string", "enum": ["summary", "items"]');
const reason = property("reason", '"type": "string", "enum": ["customer_request", "duplicate", "fraud"]');
const confirmation = property(
  "confirmation",
  '"type": "string", "description": "The sentence in which the user agreed to this very call"',
);
const names: Readonly<Record<ToolIntent, string>> = {
  reads: stop(1, "find_order"),
  acts: stop(1, "cancel_order"),
};
const descriptions: Readonly<Record<ToolIntent, string>> = {
  reads: stop(4, "Return status and items of one order."),
  acts: stop(4, "Cancel one order that has not been shipped. This cannot be undone."),
};

function schema(intent: ToolIntent): string {
  const properties = intent === "reads" ? [id, detail] : [id, reason, confirmation];
  const required = intent === "reads" ? '"$2", "detail"' : '"$2", "reason", "confirmation"';
  return `{
  "type": "object",
  "properties": {
${properties.join(",\n")}
  },
  "required": [${required}],
  "additionalProperties": false
}`;
}

const indented = (text: string) => text.replaceAll("\n", "\n  ");
const both = (write: (intent: ToolIntent) => string) => ({ reads: write("reads"), acts: write("acts") });

const head = (intent: ToolIntent) => `"name": "${names[intent]}",
  "description": "${descriptions[intent]}"`;

export const jsonTemplates: readonly ToolTemplate[] = [
  {
    id: "openai-chat",
    title: "OpenAI (chat completions)",
    language: "json",
    signs: /"function"\s*:\s*\{/,
    imports: [],
    body: both(
      (intent) => `{
  "type": "function",
  "function": {
    ${indented(head(intent))},
    "strict": true,
    "parameters": ${indented(indented(schema(intent)))}
  }
}`,
    ),
  },
  {
    id: "openai-responses",
    title: "OpenAI (Responses API)",
    language: "json",
    signs: /"type"\s*:\s*"function"\s*,\s*"name"/,
    imports: [],
    body: both(
      (intent) => `{
  "type": "function",
  ${head(intent)},
  "strict": true,
  "parameters": ${indented(schema(intent))}
}`,
    ),
  },
  {
    id: "anthropic",
    title: "Anthropic",
    language: "json",
    signs: /"input_schema"\s*:/,
    imports: [],
    body: both(
      (intent) => `{
  ${head(intent)},
  "input_schema": ${indented(schema(intent))}
}`,
    ),
  },
  {
    id: "mcp",
    title: "MCP (tools/list)",
    language: "json",
    signs: /"inputSchema"\s*:/,
    imports: [],
    body: both(
      (intent) => `{
  ${head(intent)},
  "inputSchema": ${indented(schema(intent))},
  "annotations": { "readOnlyHint": ${intent === "reads"}, "destructiveHint": ${intent === "acts"} }
}`,
    ),
  },
];
