// Tools of the chat assistant that the operations team uses.
import { tool as langchainTool } from "@langchain/core/tools";
import { generateText, stepCountIs, tool } from "ai";
import { z } from "zod";
import { github, statusPage } from "./clients.js";

const listIssues = langchainTool(
  async ({ repository, label }) => JSON.stringify(await github.issues(repository, label)),
  {
    name: "list_issues",
    description: "Lists open issues of a repository with their full text and comments.",
    schema: z.object({
      repository: z.string().describe("owner/name"),
      label: z.string().optional(),
    }),
  },
);

export const tools = {
  grant_repository_access: tool({
    description: "Gives a user a role on a repository.",
    inputSchema: z.object({
      repository: z.string().describe("owner/name"),
      username: z.string(),
      role: z.enum(["read", "write", "admin"]),
    }),
    needsApproval: true,
    execute: async ({ repository, username, role }) => github.grant(repository, username, role),
  }),
  publish_status: tool({
    description: "Publishes an incident notice on the public status page.",
    inputSchema: z.object({
      title: z.string().max(120),
      message: z.string(),
      impact: z.enum(["none", "minor", "major", "critical"]),
    }),
    execute: async (notice) => statusPage.publish(notice),
  }),
};

export async function answer(prompt: string) {
  return generateText({ model: "openai/gpt-4o", prompt, tools, stopWhen: stepCountIs(12) });
}

export const langchainTools = [listIssues];
