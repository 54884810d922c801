import { pythonArguments } from "../../syntax/python/calls.ts";
import type { CodeFormat } from "../format.ts";
import { argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { modelTool } from "../python/model-tool.ts";

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
      const [name, description] = [given.named.get("name"), given.named.get("description")];
      return model === undefined
        ? []
        : (modelTool(document, { framework, model, node: call, name, description }) ?? []);
    }),
};
