import type { Approval } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { approvalFrom, withApproval } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { functionTool } from "../python/function-tool.ts";
import { type ToolClass, toolClasses } from "../python/tool-classes.ts";

const framework = "agno";
const baseClass = /^(agno|phi)(\.\w+)*\.Toolkit$/;
const hiddenNames = ["agent", "team", "run_context", "session_state", "dependencies"];
const approvalSetting = "requires_confirmation_tools";

/**
 * Agno's toolkits: the methods that `__init__` hands on, be it as `tools=[self.send]`, `tools.append(self.send)` or
 * `self.register(self.send)` (Agno documentation, "Toolkits").
 */
export const agnoToolkitsFormat: CodeFormat = {
  kind: "code",
  id: "agno-toolkits",
  languages: ["python"],
  hints: [/\b(?:agno|phi)\b/],
  needs: [/\bToolkit\b/],
  find: (document) => toolClasses(document, baseClass).flatMap((kit) => toolsOf(document, kit)),
};

function toolsOf(document: CodeDocument, kit: ToolClass): FoundTool[] {
  const names = new Set(handedOn(document, kit.method("__init__")));
  return [...names].flatMap((name) => {
    const definition = kit.method(name);
    const tool =
      definition && functionTool(document, { framework, node: definition, definition, hiddenNames });
    const approval = tool && confirmation(document, kit, name);
    return tool === undefined ? [] : approval ? withApproval(document, tool, approval) : tool;
  });
}

/** Methods of `self` that are named without being called. */
function handedOn(document: CodeDocument, setUp: Node | undefined): string[] {
  return (setUp?.descendantsOfType("attribute") ?? []).flatMap((node) => {
    const isOwn = node !== null && /^self\.\w+$/.test(document.textOf(node));
    const isCalled = isOwn && node.parent?.type === "call" && field(node.parent, "function")?.id === node.id;
    const name = isOwn && !isCalled ? field(node, "attribute") : undefined;
    return name ? [document.textOf(name)] : [];
  });
}

function confirmation(document: CodeDocument, kit: ToolClass, name: string): Approval | undefined {
  const list = kit.setting(approvalSetting);
  const item = (list && document.values.items(list)?.items)?.find(
    (one) => document.values.string(one) === name,
  );
  const approval = item && approvalFrom(document, { start: list?.parent ?? item, value: item });
  return approval && { ...approval, required: "always" };
}
