import type { ToolDefinition } from "../../ots/tool.ts";
import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import { hintRange } from "../annotations.ts";
import type { Effect } from "../flow/engine.ts";
import { choosesHost, provenLabels } from "../proven.ts";
import type { CodeContext, ConfigContext, FileContext, Rule, RuleFinding } from "../rule.ts";

/** A tool that says it only reads, or harms nothing, and is named after what it changes. */
export const toolAnnotationContradiction: Rule = {
  id: "tool-annotation-contradiction",
  title: "Annotation that contradicts the tool",
  severity: "error",
  languages: ["python", "typescript", "config"],
  source: "action",
  outcomes: ["oversight-loss", "data-loss"],
  references: ["LLM06", "ASI02", "ASI09", "MCP02", "CWE-684", "CWE-1287", "AML.T0110"],
  explanation:
    "Hosts skip the question before tools that are annotated as read-only, and warn less before those that are not destructive. A tool that " +
    "says so and deletes, pays, or changes records runs unasked. A tool that does both should be split in two.",
  bad: {
    language: "python",
    code: "@mcp.tool(annotations=ToolAnnotations(readOnlyHint=True))\ndef delete_user(user: str) -> str: ...",
  },
  good: {
    language: "python",
    code: "@mcp.tool(annotations=ToolAnnotations(destructiveHint=True))\ndef delete_user(user: str) -> str: ...",
  },
  checks: [
    { kind: "tools", check: (context) => context.tools.flatMap((tool) => contradictions(context, tool)) },
    {
      kind: "code",
      hints: ["readOnlyHint", "destructiveHint", "openWorldHint", "idempotentHint"],
      check: (context) =>
        context.tools.flatMap((tool) =>
          contradictions(context, tool).length > 0 ? [] : (contradicted(context, tool) ?? []),
        ),
    },
    {
      kind: "config",
      files: /\.(?:json|ya?ml)$/i,
      hints: ["x-openai-isConsequential"],
      check: inconsequential,
    },
  ],
};

/** What is said of an annotation and the effect that contradicts it. */
const denied: readonly {
  hint: "readOnlyHint" | "destructiveHint" | "idempotentHint";
  value: boolean;
  effects: Partial<Record<Effect["kind"], string>>;
}[] = [
  {
    hint: "readOnlyHint",
    value: true,
    effects: {
      deletes: "says that it only reads, and deletes",
      "changes-rows": "says that it only reads, and changes records",
      inserts: "says that it only reads, and adds records",
      writes: "says that it only reads, and writes files",
      appends: "says that it only reads, and writes files",
      sends: "says that it only reads, and sends changes",
      pays: "says that it only reads, and moves money",
      grants: "says that it only reads, and grants access",
    },
  },
  {
    hint: "destructiveHint",
    value: false,
    effects: { deletes: "says that it destroys nothing, and deletes" },
  },
  {
    hint: "idempotentHint",
    value: true,
    effects: {
      appends: "says that a second call changes nothing, and appends",
      inserts: "says that a second call changes nothing, and adds records",
    },
  },
];

/** The annotation against what the handler does. */
function contradicted(context: CodeContext, tool: ToolDefinition): RuleFinding | undefined {
  const { annotations } = tool;
  if (annotations === undefined) {
    return undefined;
  }
  const effects = context.flows.effectsOf(tool);
  for (const { hint, value, effects: words } of denied) {
    const found =
      annotations[hint] === value ? effects.find(({ kind }) => words[kind] !== undefined) : undefined;
    if (found !== undefined) {
      const { unit, start, end } = found.place;
      return {
        ...finding(
          context,
          tool,
          hint,
          `${words[found.kind]} through \`${found.what.split(".").slice(-2).join(".")}\`: hosts trust it.`,
        ),
        severity: hint === "idempotentHint" ? "warning" : "error",
        confidence: "proven",
        related: [{ message: "It does so here.", file: unit.file, range: unit.document.rangeAt(start, end) }],
      };
    }
  }
  const runs = annotations.readOnlyHint === true && provenLabels(context, tool).includes("executes-code");
  if (runs) {
    return {
      ...finding(
        context,
        tool,
        "readOnlyHint",
        "says that it only reads, and runs what the model writes: hosts will not ask.",
      ),
      severity: "error",
      confidence: "proven",
    };
  }
  const isOpen = context.flows.arguments.some((flow) => flow.tool.id === tool.id && choosesHost(flow));
  return annotations.openWorldHint === false && isOpen
    ? {
        ...finding(
          context,
          tool,
          "openWorldHint",
          "says that it stays inside, and asks any host the model names.",
        ),
        severity: "warning",
        confidence: "proven",
      }
    : undefined;
}

/** OpenAPI operations that a host is told not to ask about, although they change something. */
function inconsequential({ document }: ConfigContext): RuleFinding[] {
  const paths = document?.root?.get("paths");
  return (paths?.entries() ?? []).flatMap(({ value: path }) =>
    path.entries().flatMap(({ key, value: operation }): RuleFinding[] => {
      const flag = operation.get("x-openai-isConsequential");
      return document !== undefined && flag?.value === false && /^(?:post|put|patch|delete)$/i.test(key)
        ? [
            {
              severity: "warning",
              confidence: "pattern",
              message: `This ${key.toUpperCase()} is said to have no consequences: hosts run it without asking.`,
              range: document.rangeOf(flag),
            },
          ]
        : [];
    }),
  );
}

const changing: readonly (readonly [CapabilityLabel, string])[] = [
  ["destructive", "deletes or overwrites"],
  ["moves-money", "moves money"],
  ["grants-access", "grants access"],
  ["executes-code", "runs code"],
  ["publishes-content", "publishes"],
  ["changes-records", "changes records"],
];

function contradictions(context: FileContext, tool: ToolDefinition): RuleFinding[] {
  const { annotations } = tool;
  if (annotations?.readOnlyHint === true && annotations.destructiveHint === true) {
    return [
      finding(
        context,
        tool,
        "destructiveHint",
        "says that it only reads and that it destroys: only one can be true.",
      ),
    ];
  }
  if (annotations?.readOnlyHint === true) {
    const words = effectByName(tool, changing);
    return words === undefined
      ? []
      : [
          finding(
            context,
            tool,
            "readOnlyHint",
            `says that it only reads, and ${words}: hosts will not ask.`,
          ),
        ];
  }
  if (annotations?.destructiveHint === false) {
    const words = effectByName(tool, changing.slice(0, 1));
    // Stopping or pausing something counts as destructive elsewhere, and can be taken back.
    return words === undefined ||
      !/delet|remov|drop|destroy|purge|eras|wipe|truncat|overwrit/i.test(tool.name)
      ? []
      : [finding(context, tool, "destructiveHint", `says that it destroys nothing, and ${words}.`)];
  }
  return [];
}

const changesByName =
  /updat|writ|creat|edit|modif|insert|renam|mov|sav|upsert|patch|append|set|add|assign|change|replac|merg|archiv|clos|reset|enabl|disabl/i;

/** Only what the name says: descriptions speak of other things as well. */
function effectByName(tool: ToolDefinition, labels: typeof changing): string | undefined {
  return labels.find(
    ([label]) =>
      // Triggering and starting something need not change anything that is kept.
      (label !== "changes-records" || changesByName.test(tool.name)) &&
      tool.capabilities.some(
        (one) => one.label === label && one.evidence.some(({ kind }) => kind === "name"),
      ),
  )?.[1];
}

function finding(
  context: FileContext,
  tool: ToolDefinition,
  hint: "readOnlyHint" | "destructiveHint" | "idempotentHint" | "openWorldHint",
  what: string,
): RuleFinding {
  const range = hintRange(context.text, tool, hint);
  const { file } = context;
  return {
    severity: "warning",
    confidence: "likely",
    message: `\`${tool.name.slice(0, 30)}\` ${what}`,
    range: range ?? tool.source.nameRange,
    tool: { id: tool.id, name: tool.name },
    fixes: () => {
      if (range === undefined) {
        return [];
      }
      const isTrue = tool.annotations?.[hint] === true;
      const isPython = /\.pyi?$/.test(file);
      const newText = isTrue ? (isPython ? "False" : "false") : isPython ? "True" : "true";
      return [{ title: `Set ${hint} to ${newText}`, kind: "alternative", edits: [{ file, range, newText }] }];
    },
  };
}
