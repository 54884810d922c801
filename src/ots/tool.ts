import { jsonObjectSchema } from "./json.ts";
import { capabilityLabelSchema } from "./vocabulary.ts";
import * as z from "./zod.ts";

/** Zero-based, half-open range in a text; columns count UTF-16 code units, as VS Code and LSP do. */
export const sourceRangeSchema = z.object({
  startLine: z.int().nonnegative(),
  startColumn: z.int().nonnegative(),
  endLine: z.int().nonnegative(),
  endColumn: z.int().nonnegative(),
});
export type SourceRange = z.infer<typeof sourceRangeSchema>;

export const sourceLocationSchema = z.object({
  /** Path relative to the workspace folder, with forward slashes. */
  file: z.string(),
  /** The whole definition: the decorated function, the registration call, the JSON object. */
  range: sourceRangeSchema,
  /** The tool's name inside it; what "reveal" selects and code lenses sit on. */
  nameRange: sourceRangeSchema,
});
export type SourceLocation = z.infer<typeof sourceLocationSchema>;

/** MCP tool annotations. Claims of whoever wrote the tool, never facts. */
export const toolAnnotationsSchema = z.object({
  title: z.string().optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
});
export type ToolAnnotations = z.infer<typeof toolAnnotationsSchema>;

/** Who must agree before a call runs, as the definition states it. */
export const approvalSchema = z.object({
  required: z.enum(["always", "never", "conditional"]),
  /** The source text that says so, such as `needsApproval: true`. */
  statedBy: z.string(),
  /** Where it stands, when that is another file than the tool's: workspace-relative, with forward slashes. */
  file: z.string().optional(),
  range: sourceRangeSchema.optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Kinds of evidence, strongest first. */
export const evidenceKinds = [
  "user",
  "annotation",
  /** A rule of the analyzer has found it in the code. */
  "finding",
  "http-verb",
  /** What the tool's own function calls. */
  "code",
  "name",
  "parameter",
  "description",
  "return-type",
] as const;

export const capabilitySchema = z.object({
  label: capabilityLabelSchema,
  /** Why: never empty, strongest first. */
  evidence: z.array(z.object({ kind: z.enum(evidenceKinds), text: z.string() })).min(1),
});
export type Capability = z.infer<typeof capabilitySchema>;

export const schemaCompletenessSchema = z.object({
  /** `full`: every parameter with its type is known; `partial`: some are not static; `none`: nothing is known. */
  level: z.enum(["full", "partial", "none"]),
  /** What could not be read and why; empty when `full`. */
  reasons: z.array(z.string()),
});
export type SchemaCompleteness = z.infer<typeof schemaCompletenessSchema>;

/** One callable tool found in the workspace. */
export const toolDefinitionSchema = z.object({
  /** Content-derived from file, framework and name: survives edits of everything else. */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Id of the tool format that found it, such as `openai-chat` or `mcp-python`. */
  framework: z.string(),
  /** JSON Schema of the arguments; always `type: "object"` at the root. */
  inputSchema: jsonObjectSchema,
  schemaCompleteness: schemaCompletenessSchema,
  annotations: toolAnnotationsSchema.optional(),
  approval: approvalSchema.optional(),
  /** HTTP verb, for definitions that are operations of an HTTP interface. */
  httpVerb: z.string().optional(),
  capabilities: z.array(capabilitySchema),
  source: sourceLocationSchema,
  /** Where else the project only lists it: the manifest of a packed server. */
  listedIn: z.array(sourceLocationSchema).min(1).optional(),
  inTests: z.boolean(),
});
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

/** What the simulators, judges and exporters need of a tool: no source positions, so equal tools hash equally. */
export const toolSpecSchema = toolDefinitionSchema.pick({
  id: true,
  name: true,
  description: true,
  inputSchema: true,
  annotations: true,
  approval: true,
  httpVerb: true,
  capabilities: true,
});
export type ToolSpec = z.infer<typeof toolSpecSchema>;

/** The part of a definition that travels with scenarios and tasks. */
export function toolSpec(tool: ToolSpec): ToolSpec {
  return toolSpecSchema.parse(tool);
}

/** True when the tool carries the label, whatever the evidence. */
export function hasLabel(tool: Pick<ToolSpec, "capabilities">, label: Capability["label"]): boolean {
  return tool.capabilities.some((capability) => capability.label === label);
}
