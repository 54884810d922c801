import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, nameFrom, nameOfNode } from "../code-tool.ts";
import type { FoundTool } from "../format.ts";
import { type InputSchema, noArguments } from "../input-schema.ts";
import { pythonCode } from "./code.ts";
import { modelSchema } from "./model-schema.ts";
import { type SignatureOptions, signatureSchema } from "./signature.ts";
import type { ToolClass } from "./tool-classes.ts";
import { typeParts } from "./types.ts";

/** How a framework's tool classes state what they are. */
export interface ClassShape extends SignatureOptions {
  framework: string;
  /** The attribute with the class of the arguments. */
  schemaAttribute?: string;
  /** The methods that do the work, best first. */
  methods: readonly string[];
  /** In place of reading the attribute or the method. */
  schema?: InputSchema | undefined;
}

/** The tool a class is. A class without a static name is left out: it is a base for others, or named at run time. */
export function classTool(document: CodeDocument, tool: ToolClass, shape: ClassShape): FoundTool | undefined {
  const nameNode = tool.setting("name");
  const named = nameFrom(document, nameNode);
  if (named === undefined) {
    return undefined;
  }
  return codeTool(document, {
    framework: shape.framework,
    node: tool.node,
    named,
    description: descriptionFrom(document, tool.setting("description")) || tool.documentation,
    schema: shape.schema ?? schemaOf(document, tool, shape),
    code: pythonCode(document, {
      nameNode: named.node,
      description: tool.setting("description"),
      definition: tool.method(...shape.methods),
      documented: tool.definition,
      model: shape.schemaAttribute === undefined ? undefined : argumentsModel(tool, shape.schemaAttribute),
      signature: shape,
    }),
  });
}

function schemaOf(document: CodeDocument, tool: ToolClass, shape: ClassShape): InputSchema {
  const model = shape.schemaAttribute === undefined ? undefined : argumentsModel(tool, shape.schemaAttribute);
  const method = tool.method(...shape.methods);
  if (model !== undefined) {
    const schema = modelSchema(document, model);
    return schema.schemaCompleteness.level === "none" && method !== undefined
      ? weaker(signatureSchema(document, method, shape), schema.schemaCompleteness.reasons)
      : schema;
  }
  return method === undefined ? noArguments() : signatureSchema(document, method, shape);
}

/** `args_schema = Model` or, with a type only, `args_schema: Type[Model]`. */
function argumentsModel(tool: ToolClass, name: string): Node | undefined {
  const value = tool.setting(name);
  const type = tool.attribute(name)?.type;
  if (value !== undefined) {
    return value.type === "none" ? undefined : value;
  }
  return type === undefined ? undefined : typeParts(type).parts[0];
}

/** The signature stands in for a model that lives elsewhere; it may say less. */
export function weaker(schema: InputSchema, reasons: readonly string[]): InputSchema {
  const all = [...reasons, ...schema.schemaCompleteness.reasons];
  return { ...schema, schemaCompleteness: { level: "partial", reasons: [...new Set(all)] } };
}

/** Names a class by its identifier, for frameworks that do so. */
export function nameOfClass(document: CodeDocument, definition: Node) {
  const name = field(definition, "name");
  return name === undefined ? undefined : nameOfNode(document, name);
}
