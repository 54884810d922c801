import { sourceLocationSchema, sourceRangeSchema } from "./tool.ts";
import * as z from "./zod.ts";

export const serverTransports = ["stdio", "http", "sse"] as const;

/** A value that stood in the file and is not in the record, because it opens something. */
export const redactionSchema = z.object({
  /** Where in the entry: `env.API_KEY`, `headers.Authorization`, `args[2]`, `url`, `command`. */
  where: z.string(),
  range: sourceRangeSchema,
});
export type Redaction = z.infer<typeof redactionSchema>;

/** A tool that a configuration names. `*` stands for all tools of the server. */
export const namedToolSchema = z.object({ name: z.string(), range: sourceRangeSchema });
export type NamedTool = z.infer<typeof namedToolSchema>;

/**
 * An MCP server as a client's configuration starts or reaches it. Holds no secrets: of environment variables and headers
 * only the names, and in command, arguments and address what looks like a credential is replaced by `‹redacted›`.
 */
export const serverDefinitionSchema = z.object({
  /** Content-derived from file, format and name: survives edits of everything else. */
  id: z.string(),
  name: z.string(),
  /** Id of the configuration format, such as `vscode-mcp` or `codex`. */
  format: z.string(),
  transport: z.enum(serverTransports),
  /** For `stdio`. */
  command: z.string().optional(),
  args: z.array(z.string()),
  workingDirectory: z.string().optional(),
  /** For `http` and `sse`. */
  url: z.string().optional(),
  /** Names of the environment variables the entry sets or passes on. */
  environment: z.array(z.string()),
  /** Names of the HTTP headers the entry sends. */
  headers: z.array(z.string()),
  redacted: z.array(redactionSchema),
  /** Tools the client runs without asking. */
  autoApproved: z.array(namedToolSchema),
  /** The only tools that are offered to the model; absent when all are. */
  allowedTools: z.array(z.string()).optional(),
  /** Tools that are kept from the model. */
  excludedTools: z.array(z.string()),
  disabled: z.boolean(),
  /** The client runs every tool of the server without asking. */
  trusted: z.boolean(),
  source: sourceLocationSchema,
  inTests: z.boolean(),
});
export type ServerDefinition = z.infer<typeof serverDefinitionSchema>;

/** What a configuration says about tools by name or pattern, whoever provides them. */
export const toolPermissionSchema = z.object({
  /** Content-derived from file, key, pattern and decision. */
  id: z.string(),
  /** As written, in the client's own syntax: `Bash(rm:*)`, `mcp__github__*`; secrets redacted. */
  pattern: z.string(),
  decision: z.enum(["allow", "ask", "deny"]),
  /** `approval`: whether a call runs without a question. `availability`: whether the agent has the tool at all. */
  governs: z.enum(["approval", "availability"]),
  /** The key that says so, such as `permissions.allow`. */
  statedBy: z.string(),
  /** The agent, command or skill that it holds for; absent when it holds for the whole client. */
  agent: z.string().optional(),
  /** Id of the configuration format, such as `claude-settings`. */
  format: z.string(),
  source: sourceLocationSchema.pick({ file: true, range: true }),
  inTests: z.boolean(),
});
export type ToolPermission = z.infer<typeof toolPermissionSchema>;
