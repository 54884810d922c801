import type { SourceRange } from "../../ots/tool.ts";
import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import type { FindingSeverity } from "../finding.ts";
import type { ConfigContext, RuleFinding } from "../rule.ts";

/** A member of a settings file by its dotted path; members whose own name has dots are found too. */
export function settingAt(root: DataNode | undefined, path: string): DataNode | undefined {
  if (root === undefined || path === "") {
    return root;
  }
  for (const { key, value } of root.entries()) {
    if (path === key) {
      return value;
    }
    if (path.startsWith(`${key}.`)) {
      const found = settingAt(value, path.slice(key.length + 1));
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** What is told of one value of a settings file. */
export interface SettingFinding {
  severity: FindingSeverity;
  message: string;
  /** The value's text in the file after the fix, such as `false` or `"default"`. */
  instead?: string;
  /** Another value that has to change with it. */
  also?: { node: DataNode; instead: string };
}

/** A finding at a value. The range of a text is without its quotes; a fix replaces the whole value. */
export function settingFinding(
  { file }: ConfigContext,
  document: DataDocument,
  node: DataNode,
  { severity, message, instead, also }: SettingFinding,
): RuleFinding {
  const range: SourceRange = document.rangeOf(node);
  return {
    severity,
    confidence: "pattern",
    message,
    range: document.contentRangeOf(node),
    fixes: () =>
      instead === undefined
        ? []
        : [
            {
              title: `Set it to ${instead}`,
              kind: "safe",
              edits: [
                { file, range, newText: instead },
                ...(also === undefined
                  ? []
                  : [{ file, range: document.rangeOf(also.node), newText: also.instead }]),
              ],
            },
          ],
  };
}
