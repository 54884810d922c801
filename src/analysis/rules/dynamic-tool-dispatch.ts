import { isJsonObject } from "../../ots/json.ts";
import { subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { ownNameFixes, tableFixes } from "../fixes/flow-fixes.ts";
import type { Hit } from "../flow/engine.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import type { Rule } from "../rule.ts";
import { argumentsCheck, sourceCheck } from "../source-rule.ts";

const hints = [
  "globals(",
  "locals(",
  "etattr(",
  "__dict__",
  "Object.assign(",
  "](",
  /=\s*[\w$.]+\[[a-zA-Z_$]/,
];

/** The model's word chooses the function that is called. */
export const dynamicToolDispatch: Rule = {
  id: "dynamic-tool-dispatch",
  title: "Function to call chosen by the model's word",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: ["LLM06", "ASI02", "CWE-470", "CWE-915", "CWE-1321", "AML.T0053"],
  explanation:
    "`globals()[name]` and `getattr(module, name)` reach every function there is, and an object literal of JavaScript has " +
    "`constructor` and `__proto__` besides your tools. `setattr` and `Object.assign` with keys of the model's choice overwrite " +
    "any field, `is_admin` among them. Look the name up in a dictionary or a `Map` of your tools and " +
    "answer an unknown name with an error.",
  bad: { language: "typescript", code: "const result = await tools[call.function.name](args);" },
  good: {
    language: "typescript",
    code: 'const tool = toolMap.get(call.function.name);\nif (!tool) throw new Error("unknown tool");',
  },
  checks: [
    sourceCheck(["dispatch"], ["model"], (hit) => judged(hit, "A model's word")),
    argumentsCheck(["dispatch"], hints, (flow) =>
      flow.hit.detail === "attribute" && namesItsFields(flow) ? undefined : judged(flow.hit, subject(flow)),
    ),
  ],
};

function judged(hit: Hit, who: string): Judgement | undefined {
  const { isSafe, assumed } = guarding(hit, ["declared"]);
  if (isSafe || (hit.taint.isPart && hit.taint.lead !== "" && hit.taint.lead !== "…")) {
    return undefined;
  }
  if (hit.detail === "attribute") {
    return {
      message: `${who} chooses which fields \`${hit.what}\` overwrites: name the ones that may be set.`,
      severity: "warning",
      confidence: assumed === undefined ? "proven" : "likely",
    };
  }
  const isOpen = hit.detail === "module";
  return {
    message: `${who} chooses what is called through \`${hit.what}\`: ${isOpen ? "any function there is" : "`constructor` among others"}.`,
    severity: isOpen && assumed === undefined ? "error" : "warning",
    confidence: assumed === undefined ? "proven" : "likely",
    fixes: () => [...ownNameFixes(hit), ...tableFixes(hit)],
  };
}

/** An argument whose schema says which fields it has, and no others, chooses none. */
function namesItsFields({ tool, argument }: ArgumentFlow): boolean {
  const [first = "", ...rest] = argument.split(".");
  const { properties } = tool.inputSchema;
  const schema = isJsonObject(properties) ? properties[first] : undefined;
  return (
    rest.length > 0 ||
    (isJsonObject(schema) && isJsonObject(schema.properties) && schema.additionalProperties !== true)
  );
}
