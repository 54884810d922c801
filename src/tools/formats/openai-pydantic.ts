import { pythonArguments } from "../../syntax/python/calls.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import { docstringOf } from "../../syntax/python/docstrings.ts";
import { field } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, nameFrom, nameOfNode } from "../code-tool.ts";
import type { CodeFormat } from "../format.ts";
import { pythonCode } from "../python/code.ts";
import { argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { modelSchema } from "../python/model-schema.ts";

const framework = "openai-literals";

/** OpenAI tools made of Pydantic models: `pydantic_function_tool(GetWeather, name=…, description=…)`. */
export const openaiPydanticFormat: CodeFormat = {
  kind: "code",
  id: "openai-pydantic",
  languages: ["python"],
  hints: ["pydantic_function_tool"],
  find: (document) =>
    callsOf(document, /^openai(\.\w+)*\.pydantic_function_tool$/).flatMap((call) => {
      const given = pythonArguments(document, call);
      const model = argument(given, 0, "model");
      const definition = model && definitionOf(document, model, "class");
      const nameNode = definition && field(definition, "name");
      const named =
        nameFrom(document, given.named.get("name")) ?? (nameNode && nameOfNode(document, nameNode));
      if (model === undefined || named === undefined) {
        return [];
      }
      const description = given.named.get("description");
      return codeTool(document, {
        framework,
        node: call,
        named,
        description:
          descriptionFrom(document, description) || (definition ? docstringOf(document, definition) : ""),
        schema: modelSchema(document, model),
        code: pythonCode(document, { nameNode: named.node, description, documented: definition, model }),
      });
    }),
};
