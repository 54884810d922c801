import { canonicalJson } from "../../../ots/json.ts";
import { schema } from "../../toolbelt/schema.ts";
import { BeltError } from "../../toolbelt/tool.ts";
import type { Checker } from "../side.ts";

/** The arguments of a call against the schema of its tool. */
export const argumentsCheck: Checker = {
  tool: "schema",
  async check({ step, context }) {
    const { action } = step;
    if (action.kind !== "call" || !context.tools.some(({ name }) => name === action.tool)) {
      return [];
    }
    const json = canonicalJson(action.arguments);
    const base = {
      tool: "schema",
      thought: "Do the arguments fit the tool?",
      input: `${action.tool} ${json}`.slice(0, 400),
    };
    try {
      const said = (await schema.answer({ tool: action.tool, arguments_json: json }, context)) as {
        valid: boolean;
        reasons: { path: string; reason: string }[];
      };
      return [
        said.valid
          ? { ...base, standing: "held", weight: 0.3, observation: "valid" }
          : {
              ...base,
              standing: "broken",
              weight: 1,
              observation: said.reasons
                .map(({ path, reason }) => `${path} ${reason}`)
                .join("; ")
                .slice(0, 400),
            },
      ];
    } catch (error) {
      if (error instanceof BeltError) {
        return [{ ...base, standing: "failed", weight: 0, observation: error.message }];
      }
      throw error;
    }
  },
};
