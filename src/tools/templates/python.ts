import type { ToolTemplate } from "./template.ts";

// What reads offers a few choices instead of free text; what acts asks first, by the framework's own means where it has
// any, else by a parameter that repeats what the user agreed to.

const readingDoc = `"""\${3:Return status and items of one order.}

    Args:
        \${2:order_id}: \${4:Number of the order, such as SO-104233.}
        detail: How much to return.
    """`;
const reading = `def \${1:find_order}(\${2:order_id}: str, detail: Literal["summary", "items"] = "summary") -> str:
    ${readingDoc}
    \${0:raise NotImplementedError}`;

const actingDoc = (extra = "") => `"""\${4:Cancel one order that has not been shipped. This cannot be undone.}

    Args:
        \${2:order_id}: \${5:Number of the order, such as SO-104233.}
        reason: Why it is cancelled.${extra}
    """`;
const confirmationDoc = `
        confirmation: The sentence in which the user agreed to this very call.`;
const reason = 'reason: Literal["customer_request", "duplicate", "fraud"]';

const acting = `def \${1:cancel_order}(\${2:order_id}: str, ${reason}) -> str:
    ${actingDoc()}
    \${0:raise NotImplementedError}`;
const actingConfirmed = `def \${1:cancel_order}(\${2:order_id}: str, ${reason}, confirmation: str) -> str:
    ${actingDoc(confirmationDoc)}
    if $2 not in confirmation:
        return "Ask the user to confirm this order first."
    \${0:raise NotImplementedError}`;

const literal = "from typing import Literal";

export const pythonTemplates: readonly ToolTemplate[] = [
  {
    id: "mcp-python",
    title: "MCP server (Python SDK)",
    language: "python",
    signs: /\b(?:from|import)\s+(?:mcp|fastmcp)\b/,
    imports: [literal, "from mcp.server.fastmcp import FastMCP", "from mcp.types import ToolAnnotations"],
    receiver: {
      find: /^(\w+)\s*=\s*(?:FastMCP|MCPServer)\(/m,
      name: "mcp",
      code: 'mcp = FastMCP("orders")',
    },
    body: {
      reads: `@RECEIVER.tool(annotations=ToolAnnotations(readOnlyHint=True, openWorldHint=False))\n${reading}`,
      acts: `@RECEIVER.tool(annotations=ToolAnnotations(readOnlyHint=False, destructiveHint=True))\n${actingConfirmed}`,
    },
  },
  {
    id: "langchain-python",
    title: "LangChain",
    language: "python",
    signs: /\b(?:from|import)\s+(?:langchain|langgraph)\w*/,
    imports: [literal, "from langchain_core.tools import tool"],
    body: { reads: `@tool\n${reading}`, acts: `@tool\n${actingConfirmed}` },
  },
  {
    id: "openai-agents-python",
    title: "OpenAI Agents SDK",
    language: "python",
    signs: /\b(?:from|import)\s+agents\b/,
    imports: [literal, "from agents import function_tool"],
    body: {
      reads: `@function_tool\n${reading}`,
      acts: `@function_tool(needs_approval=True)\n${acting}`,
    },
  },
  {
    id: "pydantic-ai",
    title: "Pydantic AI",
    language: "python",
    signs: /\b(?:from|import)\s+pydantic_ai\b/,
    imports: [literal, "from pydantic_ai import Agent"],
    receiver: {
      find: /^(\w+)\s*(?::[^=\n]*)?=\s*Agent\b/m,
      name: "agent",
      code: 'agent = Agent("openai:gpt-4o")',
    },
    body: {
      reads: `@RECEIVER.tool_plain\n${reading}`,
      acts: `@RECEIVER.tool_plain(requires_approval=True)\n${acting}`,
    },
  },
  {
    id: "crewai",
    title: "CrewAI",
    language: "python",
    signs: /\b(?:from|import)\s+crewai\w*/,
    imports: [literal, "from crewai.tools import tool"],
    body: {
      reads: `@tool("\${1:find_order}")\n${reading}`,
      acts: `@tool("\${1:cancel_order}")\n${actingConfirmed}`,
    },
  },
  {
    id: "smolagents",
    title: "smolagents",
    language: "python",
    signs: /\b(?:from|import)\s+smolagents\b/,
    imports: [literal, "from smolagents import tool"],
    body: { reads: `@tool\n${reading}`, acts: `@tool\n${actingConfirmed}` },
  },
];
