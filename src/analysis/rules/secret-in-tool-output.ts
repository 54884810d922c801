import { outputFinding } from "../finding-of-flow.ts";
import { presenceFixes } from "../fixes/flow-fixes.ts";
import { leakingErrors } from "../leaking-errors.ts";
import type { CodeContext, Rule } from "../rule.ts";
import { whatOf } from "../source-rule.ts";

/** A tool gives back a secret, which the model then knows and may repeat. */
export const secretInToolOutput: Rule = {
  id: "secret-in-tool-output",
  title: "Secret in a tool's result",
  severity: "error",
  languages: ["python", "typescript"],
  source: "context",
  outcomes: ["access-compromise"],
  references: [
    "LLM02",
    "ASI03",
    "MCP01",
    "MCP10",
    "CWE-200",
    "CWE-497",
    "CWE-522",
    "AML.T0055",
    "AML.T0057",
    "AML.T0098",
  ],
  explanation:
    "What a tool returns goes into the conversation, to the model's provider and into logs, and a steered model repeats it to " +
    "anyone. Keys may be used inside the tool, in a header for example; what is returned must not hold them. Say that a key " +
    "is set, or show its last characters, instead.",
  bad: { language: "python", code: "@mcp.tool()\ndef config() -> dict:\n    return dict(os.environ)" },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef config() -> dict:\n    return {"key_is_set": bool(os.environ.get("API_KEY"))}',
  },
  checks: [
    {
      kind: "code",
      hints: "tools",
      check: (context) =>
        // What is returned together is one defect, however many secrets are in it.
        [...Map.groupBy(context.flows.outputs, placeOf).values()].flatMap(([first, ...others]) => {
          if (first === undefined) {
            return [];
          }
          const { tool, hit } = first;
          const isWhole = [first, ...others].some((one) => /whole|choice/.test(whatOf(one.hit)));
          const what = `${whatOf(hit)}${others.length > 0 ? ` and ${others.length} more` : ""}`;
          return outputFinding(context, tool, hit, {
            message: `\`${tool.name}\` returns ${what}: the model, its provider and logs get it.`,
            severity: isWhole ? "error" : "warning",
            fixes: () => (others.length > 0 ? [] : presenceFixes(hit)),
          });
        }),
    },
    { kind: "code", hints: "tools", needs: /except|catch/, check: leakingErrors },
  ],
};

function placeOf({ tool, hit: { place } }: CodeContext["flows"]["outputs"][number]): string {
  return `${tool.id} ${place.unit.file} ${place.start} ${place.end}`;
}
