import type { CodeDocument } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { namedChildren } from "../syntax/tree.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** Names of addresses that hold a password. */
const connection =
  /\b\w*(?:DSN|DATABASE_URL|CONN(?:ECTION)?_?STR(?:ING)?|REDIS_URL|MONGO(?:DB)?_UR[IL])\b|\b(?:dsn|database_?url|conn(?:ection)?_?str(?:ing)?|connectionString|db_?url)\b/i;
/** What is said of an error in so many words. */
const whole =
  /\bformat_exc\(|\btraceback\.|\bstr\(\s*(?:e|ex|exc|err|error)\s*\)|\{\s*(?:e|ex|exc|err|error)(?:![rs])?\s*\}|\b(?:e|ex|err|error)\.(?:message|stack)\b|\bString\(\s*(?:e|err|error)\s*\)/;

/** Tools that give back an error of something that was reached with a password in its address: many drivers quote it. */
export function leakingErrors(context: CodeContext): RuleFinding[] {
  const { document, text, file, tools, programs } = context;
  if (!connection.test(text)) {
    return [];
  }
  return tools.flatMap((tool) => {
    const handler = programs.get(tool.id)?.handler();
    const leak = handler?.document === document ? leakIn(document, handler.node) : undefined;
    return leak === undefined
      ? []
      : [
          {
            severity: "info" as const,
            confidence: "pattern" as const,
            message: `\`${tool.name.slice(0, 40)}\` returns the error as it is: drivers quote the address, password included.`,
            range: document.rangeOf(leak),
            tool: { id: tool.id, name: tool.name },
            fixes: () => [
              {
                title: "Say only that it failed",
                kind: "alternative" as const,
                edits: [
                  { file, range: document.rangeOf(leak), newText: '"it failed; the log has the details"' },
                ],
                placeholder: "it failed; the log has the details",
              },
            ],
          },
        ];
  });
}

/** The returned expression in a handler of errors around the use of such an address. */
function leakIn(document: CodeDocument, handler: Node): Node | undefined {
  for (const attempt of handler.descendantsOfType("try_statement")) {
    const [body, ...clauses] = attempt === null ? [] : namedChildren(attempt);
    if (body === undefined || !connection.test(document.textOf(body))) {
      continue;
    }
    for (const clause of clauses.filter(({ type }) => /^(?:except|catch)_clause$/.test(type))) {
      const values = clause
        .descendantsOfType("return_statement")
        .flatMap((one) => (one === null ? [] : namedChildren(one).slice(0, 1)));
      const leak = values.find((value) => whole.test(document.textOf(value)));
      if (leak !== undefined) {
        return (
          leak
            .descendantsOfType(["string", "template_string", "call", "call_expression", "member_expression"])
            .find((one) => one !== null && whole.test(document.textOf(one))) ?? leak
        );
      }
    }
  }
  return undefined;
}
