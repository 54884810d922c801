import type { CodeDocument } from "../../syntax/code-document.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { callTool } from "../python/call-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { mayMakeTools } from "../python/own-names.ts";
import { approvalKeys, descriptionKeys, schemaKeys, statedSchema } from "../python/stated-schema.ts";

const framework = "tool-objects";
const functionKeys = ["handler", "func", "function", "fn", "callback", "execute", "run", "implementation"];

/**
 * Tools as calls of a program's own registry in Python, with a name, a description and a schema that can be read:
 * `register_tool(name=…, description=…, parameters={…}, handler=run)`.
 */
export const pythonOwnCallsFormat: CodeFormat = {
  kind: "code",
  id: "python-own-calls",
  languages: ["python"],
  isFallback: true,
  hints: [new RegExp(`\\b(?:${schemaKeys.join("|")})\\s*=`)],
  needs: [/\bdesc(?:ription)?\s*=/, /tool|action|skill|command|function|register|capability|ability/i],
  find: called,
};

function called(document: CodeDocument): FoundTool[] {
  return document.nodes("keyword_argument").flatMap((keyword) => {
    const call = keyword.parent?.parent;
    const isDescription = /^desc(ription)?\s*=/.test(document.textOf(keyword).slice(0, 20));
    if (!isDescription || call?.type !== "call" || !mayMakeTools(document, calleeOf(call))) {
      return [];
    }
    const given = pythonArguments(document, call);
    const name = argument(given, 0, "name", "tool_name");
    const description = argument(given, undefined, ...descriptionKeys);
    const schema = statedSchema(document, given);
    const implementation = argument(given, undefined, ...functionKeys);
    if (nameFrom(document, name) === undefined || schema === undefined) {
      return [];
    }
    const approval = approvalArgument(document, given, ...approvalKeys);
    return callTool(document, { framework, call, name, description, schema, implementation, approval }) ?? [];
  });
}
