import type { CodeDocument } from "../syntax/code-document.ts";
import { contentRange } from "../syntax/literal-range.ts";
import type { Node } from "../syntax/node.ts";
import { ownerOf } from "../syntax/owner.ts";
import { field } from "../syntax/tree.ts";
import type { VisibleText } from "./format.ts";

const textTypes = ["string", "template_string", "concatenated_string"];
const maxTexts = 500;

/** A text of the tool with its place; nothing when the node is no text. The place is that of the literal. */
export function visibleAt(
  document: CodeDocument,
  part: VisibleText["part"],
  node: Node | undefined,
  parameter?: string,
): VisibleText[] {
  const literal = node && document.values.resolve(node);
  const text = node && document.values.text(node)?.text;
  if (literal === undefined || text === undefined) {
    return [];
  }
  const place = { file: ownerOf(document, literal).file, range: contentRange(document, literal) };
  return [{ part, text, ...place, ...(parameter === undefined ? {} : { parameter }) }];
}

/**
 * The descriptions inside a schema as it is written, in either language: the texts after a `description` or `title`, in
 * `.describe(…)`, `Field(…)` and the like, and those that stand bare in `Annotated[…]`.
 */
export function descriptionsIn(document: CodeDocument, schema: Node): VisibleText[] {
  return schema
    .descendantsOfType(textTypes)
    .filter((node): node is Node => node !== null && describes(document, node))
    .slice(0, maxTexts)
    .flatMap((node) => visibleAt(document, "parameter", node, propertyAround(document, node)));
}

function describes(document: CodeDocument, node: Node): boolean {
  const { parent } = node;
  if (parent === null || textTypes.includes(parent.type)) {
    return false;
  }
  const name = field(parent, "key") ?? field(parent, "name");
  if (name !== undefined && name.id !== node.id) {
    return /^["']?(description|title|help|modelDescription)["']?$/.test(document.textOf(name));
  }
  if (parent.type === "arguments" && parent.parent?.type === "call_expression") {
    return /\.describe$/.test(document.textOf(field(parent.parent, "function") ?? parent));
  }
  const bare = parent.type === "type" || parent.type === "type_parameter" || parent.type === "subscript";
  return bare || parent.type === "expression_statement";
}

/** The property, field or parameter a description belongs to: the nearest around it that is not a keyword itself. */
function propertyAround(document: CodeDocument, node: Node): string | undefined {
  let inner = node;
  for (let around = node.parent; around !== null; around = around.parent) {
    const name =
      around.type === "pair"
        ? field(around, "key")
        : around.type === "assignment"
          ? field(around, "left")
          : around.type === "typed_parameter"
            ? (around.firstNamedChild ?? undefined)
            : /_parameter$/.test(around.type)
              ? field(around, "name")
              : undefined;
    const text = name === undefined ? "" : document.textOf(name).replace(/^["']|["']$/g, "");
    if (name !== undefined && name.id !== inner.id && !/^(description|title|properties|help)$/.test(text)) {
      return text;
    }
    inner = around;
  }
  return undefined;
}
