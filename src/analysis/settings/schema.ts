import { schemaVersionSchema } from "../../ots/vocabulary.ts";
import * as z from "../../ots/zod.ts";
import { findingSeverities } from "../finding.ts";
import { patternProblem } from "./pattern.ts";

/** Ids of rules: lower-case words with dashes. */
const ruleIdSchema = z.string().regex(/^[a-z][a-z0-9-]*$/);
const severitySettingSchema = z.enum([...findingSeverities, "off"]);
const globSchema = z.string().min(1).max(300);
const globsSchema = z.array(globSchema).max(500);

const patternSchema = z
  .string()
  .min(1)
  .max(500)
  .superRefine((pattern, context) => {
    const problem = patternProblem(pattern);
    if (problem !== undefined) {
      context.addIssue({ code: "custom", message: problem });
    }
  });

/** What becomes of one rule: a severity, `off`, or both with the files it looks at. */
export const ruleSettingSchema = z.union([
  severitySettingSchema,
  z.strictObject({
    severity: severitySettingSchema.optional(),
    /** Patterns as in `.gitignore`; the rule looks at these files only. */
    include: globsSchema.optional(),
    /** Patterns as in `.gitignore`; the rule does not look at these files. */
    exclude: globsSchema.optional(),
  }),
]);

/** A function or class by the module it is imported from, such as `acme.http` and `Client.fetch`. */
const calleeShape = {
  /** The module as written in the import; of workspace code also its file without the ending. */
  module: z.string().min(1).max(300),
  /** The name inside the module, with dots for members. It is looked for in texts: anything else would be a pattern. */
  name: z
    .string()
    .min(1)
    .max(300)
    .regex(
      /^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u,
      "use the name of a function or class, with dots for members",
    ),
};

/** What reaches a sink is dangerous in the way its kind says. */
export const sinkKinds = [
  "shell",
  "argv",
  "code",
  "path",
  "url",
  "query",
  "template",
  "html",
  "deserialize",
  "prompt",
] as const;
const sinkKindSchema = z.enum(sinkKinds);

/** An argument by its place or its keyword. */
const argumentSchema = z.union([z.int().nonnegative().max(50), z.string().min(1).max(100)]);

/** A call whose result is not to be trusted. */
export const ownSourceSchema = z.strictObject({
  ...calleeShape,
  kind: z.enum(["untrusted", "model", "secret"]),
});
export type OwnSource = z.infer<typeof ownSourceSchema>;

/** A call that does something dangerous with an argument. */
export const ownSinkSchema = z.strictObject({
  ...calleeShape,
  argument: argumentSchema,
  kind: sinkKindSchema,
});
export type OwnSink = z.infer<typeof ownSinkSchema>;

/** A call whose result is clean. */
export const ownSanitizerSchema = z.strictObject({
  ...calleeShape,
  /** The kinds of sink its result is safe for; all when left out. */
  for: z.array(sinkKindSchema).min(1).optional(),
});
export type OwnSanitizer = z.infer<typeof ownSanitizerSchema>;

/** A call that raises, or whose result is tested, when its argument is not acceptable. */
export const ownGuardSchema = z.strictObject({
  ...calleeShape,
  argument: argumentSchema.optional(),
  for: z.array(sinkKindSchema).min(1).optional(),
});
export type OwnGuard = z.infer<typeof ownGuardSchema>;

/** What an argument must be for a call to be reported; several conditions must all hold. */
const argumentConditionSchema = z.strictObject({
  argument: argumentSchema,
  /** The argument is (or, when false, is not) given at all. */
  present: z.boolean().optional(),
  /** Its constant value. */
  equals: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  /** A regular expression its constant text matches. */
  matches: patternSchema.optional(),
});
export type ArgumentCondition = z.infer<typeof argumentConditionSchema>;

/** A call of a function by the module it comes from. */
const callPatternSchema = z.strictObject({
  ...calleeShape,
  arguments: z.array(argumentConditionSchema).max(20).optional(),
});

export const modelVisiblePlaces = [
  "tool-name",
  "tool-description",
  "parameter-name",
  "parameter-description",
] as const;

/** Text of tool definitions that the model reads. */
const textPatternSchema = z.strictObject({
  /** A regular expression without repetition inside repetition, not case-sensitive. */
  pattern: patternSchema,
  /** Where it is looked for; everywhere when left out. */
  in: z.array(z.enum(modelVisiblePlaces)).min(1).optional(),
});

/** A rule of the project's own, as data. */
export const customRuleSchema = z.strictObject({
  id: ruleIdSchema,
  title: z.string().min(1).max(120),
  /** What a finding says, on one line. */
  message: z.string().min(1).max(120),
  severity: z.enum(findingSeverities),
  explanation: z.string().max(4_000).optional(),
  /** One of the two. */
  call: callPatternSchema.optional(),
  text: textPatternSchema.optional(),
});
export type CustomRule = z.infer<typeof customRuleSchema>;

/** A finding the project has decided to live with where no comment can stand, as in plain JSON. */
export const settingsSuppressionSchema = z.strictObject({
  rule: ruleIdSchema,
  /** Pattern as in `.gitignore`. */
  file: globSchema,
  /** JSON pointer of the value it is about, such as `/mcpServers/files/args/2`; the whole file when left out. */
  pointer: z.string().max(1_000).optional(),
  reason: z.string().min(1).max(1_000),
});
export type SettingsSuppression = z.infer<typeof settingsSuppressionSchema>;

/** `.autosafe/rules.json`: what a project changes about the rules and adds to them. */
export const rulesFileSchema = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: schemaVersionSchema,
  /** By rule id. */
  rules: z.record(ruleIdSchema, ruleSettingSchema).optional(),
  /** Patterns as in `.gitignore`; only these files are looked at. */
  include: globsSchema.optional(),
  /** Patterns as in `.gitignore`; these files are not looked at. */
  exclude: globsSchema.optional(),
  sources: z.array(ownSourceSchema).max(500).optional(),
  sinks: z.array(ownSinkSchema).max(500).optional(),
  sanitizers: z.array(ownSanitizerSchema).max(500).optional(),
  guards: z.array(ownGuardSchema).max(500).optional(),
  customRules: z.array(customRuleSchema).max(200).optional(),
  suppress: z.array(settingsSuppressionSchema).max(5_000).optional(),
});
export type RulesFile = z.infer<typeof rulesFileSchema>;
