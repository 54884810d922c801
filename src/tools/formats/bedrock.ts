import type { Approval } from "../../ots/tool.ts";
import type { DataDocument, DataNode, Place } from "../../syntax/data-node.ts";
import {
  candidateObjects,
  dataTool,
  isElementOf,
  nameIn,
  objectIn,
  schemaFrom,
  stringIn,
} from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { type InputSchema, inputSchemaOf, noArguments } from "../input-schema.ts";

/**
 * Amazon Bedrock: `{"toolSpec":{"name","description","inputSchema":{"json":schema}}}` of the Converse API, and the
 * functions of an agent's action group, in the API's spelling or in CloudFormation's.
 */
export const bedrockFormat: DataFormat = {
  kind: "data",
  id: "bedrock",
  hints: ["toolSpec", "functionSchema", "FunctionSchema"],
  find(document) {
    return candidateObjects(document).flatMap(
      (place) => toolSpec(document, place) ?? actionGroupFunction(document, place) ?? [],
    );
  },
};

function toolSpec(document: DataDocument, place: Place): FoundTool | undefined {
  const spec = objectIn(place.node, "toolSpec");
  const name = spec === undefined ? undefined : nameIn(spec);
  if (spec === undefined || name === undefined) {
    return undefined;
  }
  return dataTool(document, {
    framework: "bedrock",
    node: place.node,
    name,
    description: stringIn(spec, "description"),
    schema: schemaFrom(document, objectIn(spec, "inputSchema")?.get("json")),
  });
}

function actionGroupFunction(document: DataDocument, place: Place): FoundTool | undefined {
  const schemaKey = place.parent?.parent?.key;
  const inGroup =
    (schemaKey === "functionSchema" && isElementOf(place, "functions")) ||
    (schemaKey === "FunctionSchema" && isElementOf(place, "Functions"));
  const spelled = (key: string) => (schemaKey === "FunctionSchema" ? upperFirst(key) : key);
  const name = nameIn(place.node, spelled("name"));
  if (!inGroup || name === undefined) {
    return undefined;
  }
  return dataTool(document, {
    framework: "bedrock",
    node: place.node,
    name,
    description: stringIn(place.node, spelled("description")),
    schema: parameterMap(objectIn(place.node, spelled("parameters")), spelled),
    approval: confirmation(document, place.node, spelled("requireConfirmation")),
  });
}

/** Action groups name each parameter with type, description and whether it is required; no nesting. */
function parameterMap(parameters: DataNode | undefined, spelled: (key: string) => string): InputSchema {
  if (parameters === undefined) {
    return noArguments();
  }
  const entries = parameters.entries().filter((entry) => entry.value.kind === "object");
  const properties = entries.map(({ key, value }) => {
    const description = stringIn(value, spelled("description"));
    return [
      key,
      {
        type: stringIn(value, spelled("type")) ?? "string",
        ...(description === undefined ? {} : { description }),
      },
    ] as const;
  });
  const required = entries
    .filter(({ value }) => String(value.get(spelled("required"))?.value) === "true")
    .map((entry) => entry.key);
  return inputSchemaOf({ type: "object", properties: Object.fromEntries(properties), required });
}

function confirmation(document: DataDocument, node: DataNode, key: string): Approval | undefined {
  const member = node.get(key);
  if (member?.value !== "ENABLED" && member?.value !== "DISABLED") {
    return undefined;
  }
  return {
    required: member.value === "ENABLED" ? "always" : "never",
    statedBy: `${key}: ${member.value}`,
    range: document.rangeOf(member),
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
