import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { memberName } from "../../syntax/script/names.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field } from "../../syntax/tree.ts";
import { createZodReader, isZod } from "./zod.ts";

const maxMembers = 4;
/** How a literal's value is asked for, in the versions of zod: `.value`, `._def.value`, `._zod.def.values[0]`. */
const inside = /^(value|values|_def|def|_zod)$/;

/**
 * The text a zod schema allows as its only value: of `z.literal("move")`, of `Move.shape.name.value`, of `Names.enum.move`.
 * Undefined for anything else.
 */
export function zodConstant(document: CodeDocument, expression: Node): string | undefined {
  let node = unwrap(expression);
  for (let depth = 0; depth < maxMembers && isInner(document, node); depth++) {
    node = unwrap(field(node, "object") ?? node);
  }
  return literalIn(document, node) ?? memberOfEnum(document, node);
}

function isInner(document: CodeDocument, node: Node): boolean {
  const property = field(node, "property");
  return node.type === "subscript_expression"
    ? document.textOf(field(node, "index") ?? node) === "0"
    : property !== undefined && inside.test(document.textOf(property));
}

function literalIn(document: CodeDocument, node: Node): string | undefined {
  if (!/^(call_expression|identifier|member_expression|shorthand_property_identifier)$/.test(node.type)) {
    return undefined;
  }
  const value = document.values.resolve(node);
  // Only what is made of a literal is read; most names are of something else.
  const mayBe = /\bliteral\b/.test(document.textOf(value)) || node.type === "member_expression";
  const schema = mayBe && isZod(document, node) ? createZodReader(document, new Set()).read(node).schema : {};
  const [only, ...others] = Array.isArray(schema.enum) ? schema.enum : [];
  return typeof only === "string" && others.length === 0 ? only : undefined;
}

/** `Names.enum.move`, `Names.Values.move` of `z.enum(["move", …])`. */
function memberOfEnum(document: CodeDocument, node: Node): string | undefined {
  const owner = field(node, "object");
  const key = field(node, "property");
  const isMember = owner !== undefined && /^(enum|Enum|Values)$/.test(memberName(document, owner) ?? "");
  const names = isMember ? field(owner, "object") : undefined;
  if (names === undefined || key === undefined || !isZod(document, names)) {
    return undefined;
  }
  const { enum: allowed } = createZodReader(document, new Set()).read(names).schema;
  const name = document.textOf(key);
  return Array.isArray(allowed) && allowed.includes(name) ? name : undefined;
}
