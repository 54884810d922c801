import type { Approval } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import { excerpt } from "../../syntax/static-json.ts";
import { field } from "../../syntax/tree.ts";
import { dottedOrigins } from "./origins.ts";

/** Worth looking at the calls of a function. */
const mayAsk = /\b(?:ApprovalRequired|request_confirmation|interrupt)\b/;
const asking = /^pydantic_ai(?:\.\w+)*\.ApprovalRequired$|^langgraph(?:\.\w+)*\.interrupt$/;
/** Of the context an ADK tool is given, whatever it is called. */
const method = /^(?:request_confirmation)$/;

/**
 * Approval that a tool asks for while it runs: `raise ApprovalRequired()`, `tool_context.request_confirmation(…)`,
 * `interrupt({…})`. On what it depends only the run shows.
 */
export function askedInside(document: CodeDocument, definition: Node): Approval | undefined {
  const body = field(definition, "body");
  if (body === undefined || !mayAsk.test(document.textOf(body))) {
    return undefined;
  }
  const found = body.descendantsOfType(["call", "raise_statement"]).find((node) => {
    const made = node?.type === "raise_statement" ? node.firstNamedChild : node;
    const callee = made && calleeOf(made);
    const name = callee?.type === "attribute" ? field(callee, "attribute") : undefined;
    return (
      callee &&
      ((name !== undefined && method.test(document.textOf(name))) ||
        dottedOrigins(document, callee).some((origin) => asking.test(origin)))
    );
  });
  if (!found) {
    return undefined;
  }
  const owner = ownerOf(document, found);
  return {
    required: "conditional",
    statedBy: excerpt(document, found),
    ...(owner === document ? {} : { file: owner.file }),
    range: owner.rangeAt(found.startIndex, found.endIndex),
  };
}
