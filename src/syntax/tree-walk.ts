import type { Tree, TreeCursor } from "@vscode/tree-sitter-wasm";

/** What a walk over a whole tree needs of a cursor. */
export type TreeWalk = Pick<
  TreeCursor,
  | "nodeTypeId"
  | "currentFieldId"
  | "startIndex"
  | "endIndex"
  | "gotoFirstChild"
  | "gotoNextSibling"
  | "gotoParent"
  | "delete"
>;

/** The runtime's own functions behind its cursors. They take the tree's address; where the cursor is lies in a buffer of theirs. */
interface Binding {
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_delete_wasm(tree: number): void;
}

const names = [
  "_ts_tree_cursor_current_node_type_id_wasm",
  "_ts_tree_cursor_current_field_id_wasm",
  "_ts_tree_cursor_start_index_wasm",
  "_ts_tree_cursor_end_index_wasm",
  "_ts_tree_cursor_goto_first_child_wasm",
  "_ts_tree_cursor_goto_next_sibling_wasm",
  "_ts_tree_cursor_goto_parent_wasm",
  "_ts_tree_cursor_delete_wasm",
] as const;

let binding: Binding | undefined;

/** Hands over the object the runtime was started with, which it puts its functions on. */
export function useBinding(started: object): void {
  binding = isBinding(started) ? started : binding;
}

function isBinding(started: object): started is Binding {
  return names.every((name) => typeof Reflect.get(started, name) === "function");
}

/**
 * A cursor at the root of a tree. The runtime's cursors copy their state into the buffer and back around every step; a walk that
 * nobody else asks anything in between leaves it there, which makes it several times as fast. Nothing may be asked of any tree until
 * `delete`. Without the functions, the runtime's own cursor.
 */
export function createTreeWalk(tree: Tree): TreeWalk {
  const cursor = tree.walk();
  const address: unknown = Reflect.get(tree, 0);
  if (binding === undefined || typeof address !== "number") {
    return cursor;
  }
  const {
    _ts_tree_cursor_current_node_type_id_wasm: typeOf,
    _ts_tree_cursor_current_field_id_wasm: fieldOf,
    _ts_tree_cursor_start_index_wasm: startOf,
    _ts_tree_cursor_end_index_wasm: endOf,
    _ts_tree_cursor_goto_first_child_wasm: down,
    _ts_tree_cursor_goto_next_sibling_wasm: next,
    _ts_tree_cursor_goto_parent_wasm: up,
    _ts_tree_cursor_delete_wasm: free,
  } = binding;
  return {
    get nodeTypeId() {
      return typeOf(address);
    },
    get currentFieldId() {
      return fieldOf(address);
    },
    get startIndex() {
      return startOf(address);
    },
    get endIndex() {
      return endOf(address);
    },
    gotoFirstChild: () => down(address) === 1,
    gotoNextSibling: () => next(address) === 1,
    gotoParent: () => up(address) === 1,
    delete: () => free(address),
  };
}
