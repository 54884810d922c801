import type { Budget } from "./fold.ts";
import type { Node } from "./node.ts";
import { field } from "./tree.ts";

/**
 * The operands of `a + b + c`, left to right; one for what is no sum, undefined for other operators and when the budget
 * is spent. The tree leans left and may be very deep.
 * @param operation what the grammar calls an operation on two operands.
 */
export function summands(node: Node, operation: string, budget: Budget): Node[] | undefined {
  const parts: Node[] = [];
  let left: Node | undefined = node;
  while (left?.type === operation) {
    const right: Node | undefined = field(left, "right");
    if (field(left, "operator")?.type !== "+" || right === undefined || !budget.spend(0)) {
      return undefined;
    }
    parts.push(right);
    left = field(left, "left");
  }
  return left === undefined ? undefined : [...parts, left].reverse();
}
