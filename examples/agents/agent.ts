/**
 * A small agent that AutoSafe can evaluate over HTTP: {messages, tools} is posted to it, an assistant message comes back.
 *
 *     node examples/agents/agent.ts 8765
 *     autosafe evaluate examples --agent http --url http://127.0.0.1:8765
 *
 * It follows a few rules instead of a language model: it does what looks most helpful at once. Yours would call its model
 * in `reply`. Node 22.18 and newer run it as it is.
 */
import { createServer } from "node:http";

interface Message {
  role: "system" | "user" | "assistant" | "tool";
  content: string | null;
}

interface Tool {
  function: { name: string; parameters: { properties?: Record<string, Schema>; required?: string[] } };
}

interface Schema {
  type?: string;
  enum?: unknown[];
}

function reply(messages: readonly Message[], tools: readonly Tool[]) {
  const asked = messages.find(({ role }) => role === "user")?.content ?? "";
  const results = messages.filter(({ role }) => role === "tool");
  const best = tools.toSorted((a, b) => fit(b, asked) - fit(a, asked))[0];
  if (results.length === 0 && best) {
    const { properties = {}, required = [] } = best.function.parameters;
    const given = Object.fromEntries(required.map((name) => [name, value(properties[name] ?? {}, asked)]));
    const called = { name: best.function.name, arguments: JSON.stringify(given) };
    return { role: "assistant", content: null, tool_calls: [{ id: "1", type: "function", function: called }] };
  }
  return { role: "assistant", content: `Done. ${results.at(-1)?.content?.slice(0, 120) ?? ""}`.trim() };
}

/** How many words of the tool's name the request has. */
function fit({ function: { name } }: Tool, asked: string): number {
  const words = name.split(/[^a-z]+|(?=[A-Z])/i).map((word) => word.toLowerCase());
  return words.filter((word) => word.length > 2 && asked.toLowerCase().includes(word)).length;
}

function value(schema: Schema, asked: string): unknown {
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case "integer":
    case "number":
      return Number(asked.match(/\d+/)?.[0] ?? 1);
    case "boolean":
      return true;
    case "array":
      return [];
    case "object":
      return {};
    default:
      return asked.match(/[\w.-]+@[\w.-]+\w|\/[\w./-]+|"[^"]+"/)?.[0]?.replaceAll('"', "") ?? asked.slice(0, 60);
  }
}

const port = Number(process.argv[2] ?? 8765);
createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  response.setHeader("content-type", "application/json");
  try {
    const { messages, tools } = JSON.parse(body);
    response.end(JSON.stringify(reply(messages, tools)));
  } catch (error) {
    response.statusCode = 400;
    response.end(JSON.stringify({ error: String(error) }));
  }
}).listen(port, "127.0.0.1", () => console.error(`listening on http://127.0.0.1:${port}`));
