import type { Approval } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { PythonArguments } from "../../syntax/python/calls.ts";
import { approvalFrom } from "../code-tool.ts";

/** The argument with one of the names, else the positional one at `index`. */
export function argument(
  { positional, named }: PythonArguments,
  index: number | undefined,
  ...names: readonly string[]
): Node | undefined {
  const name = names.find((candidate) => named.has(candidate));
  return name !== undefined ? named.get(name) : index === undefined ? undefined : positional[index];
}

/** Approval from the first keyword argument of one of the names. */
export function approvalArgument(
  document: CodeDocument,
  { named }: PythonArguments,
  ...names: readonly string[]
): Approval | undefined {
  const name = names.find((candidate) => named.has(candidate));
  const value = name === undefined ? undefined : named.get(name);
  const keyword = value?.parent?.childForFieldName("name") ?? value;
  return value && keyword ? approvalFrom(document, { start: keyword, value }) : undefined;
}
