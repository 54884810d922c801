import { annotationFixes } from "../fixes/annotate.ts";
import type { Rule } from "../rule.ts";

/** A file of MCP tools that say nothing about their effects. */
export const toolAnnotationMissing: Rule = {
  id: "tool-annotation-missing",
  title: "MCP tools without annotations",
  severity: "info",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["oversight-loss"],
  references: ["LLM06", "ASI09", "MCP02", "CWE-1059"],
  explanation:
    "Without annotations a host must take a tool for one that destroys and reaches the open world, and asks before every call until nobody " +
    "reads the questions any more; directories of servers do not list it. Say of each tool whether it only reads. Said once a file.",
  bad: { language: "python", code: "@mcp.tool()\ndef list_orders() -> list: ..." },
  good: {
    language: "python",
    code: "@mcp.tool(annotations=ToolAnnotations(readOnlyHint=True))\ndef list_orders() -> list: ...",
  },
  checks: [
    {
      kind: "code",
      hints: "tools",
      check(context) {
        const { tools } = context;
        const bare = tools.filter(
          ({ framework, annotations }) =>
            /^mcp-(?:python|typescript)$/.test(framework) && annotations === undefined,
        );
        const [first] = bare;
        const others = bare.length === 1 ? "" : ` and ${bare.length - 1} more`;
        return first === undefined
          ? []
          : [
              {
                confidence: "pattern",
                message: `\`${first.name.slice(0, 40)}\`${others}: no annotations, so hosts must expect the worst of each call.`,
                range: first.source.nameRange,
                tool: { id: first.id, name: first.name },
                fixes: () => annotationFixes(context, bare),
              },
            ];
      },
    },
  ],
};
