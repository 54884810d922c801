import type { CodeDocument } from "../../syntax/code-document.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { unknownArguments } from "../input-schema.ts";
import { callTool } from "../python/call-tool.ts";
import { functionOf } from "../python/function-tool.ts";
import { approvalArgument, argument } from "../python/keyword.ts";
import { mayMakeTools } from "../python/own-names.ts";
import {
  approvalKeys,
  descriptionKeys,
  readableSchema,
  schemaKeys,
  statedSchema,
} from "../python/stated-schema.ts";

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
  hints: [new RegExp(`\\b(?:${schemaKeys.join("|")})\\s*=`), /tool\w{0,40}\(\s*["']/i],
  needs: [
    /tool|action|skill|command|function|register|capability|ability/i,
    // With a schema comes a description by name.
    /\bdesc(?:ription)?\s*=|[tT][oO][oO][lL]\w{0,40}\(\s*["']/,
  ],
  find: (document) => [...called(document), ...inOrder(document)],
};

const named = /(?:^|_|[a-z\d])tool(?:_?(?:def|definition|spec|info|declaration))?$/i;

/** The same in order: `ToolDefinition("find_part", "Finds a part.", {…}, run)`; what stands second must be a sentence. */
function inOrder(document: CodeDocument): FoundTool[] {
  return document.nodes("call").flatMap((call) => {
    const callee = calleeOf(call);
    if (!named.test(document.textOf(callee)) || !mayMakeTools(document, callee)) {
      return [];
    }
    const { positional } = pythonArguments(document, call);
    const [name, description, ...others] = positional;
    const isSentence = description !== undefined && / /.test(document.values.text(description)?.text ?? "");
    const isName = name?.type === "string" && !/\s/.test(document.textOf(name));
    if (!isName || !isSentence || others.length === 0) {
      return [];
    }
    const schema = others.map((node) => readableSchema(document, node)).find((one) => one !== undefined);
    const implementation = others.find((node) => functionOf(document, node) !== undefined);
    return (
      callTool(document, {
        framework,
        call,
        name,
        description,
        implementation,
        schema: schema ?? unknownArguments("the schema is not static"),
      }) ?? []
    );
  });
}

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
