import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeLanguage } from "./grammars.ts";

const python = [
  "as_pattern_target",
  "assignment",
  "augmented_assignment",
  "call",
  "class_definition",
  "decorated_definition",
  "dictionary",
  "for_in_clause",
  "for_statement",
  "function_definition",
  "import_from_statement",
  "import_statement",
  "keyword_argument",
  "lambda",
  "named_expression",
  "pair",
  "type_alias_statement",
];

const script = [
  "abstract_class_declaration",
  "arrow_function",
  "assignment_expression",
  "augmented_assignment_expression",
  "call_expression",
  "catch_clause",
  "class",
  "class_declaration",
  "enum_declaration",
  "export_statement",
  "field_definition",
  "for_in_statement",
  "for_statement",
  "function_declaration",
  "function_expression",
  "generator_function",
  "generator_function_declaration",
  "import_statement",
  "lexical_declaration",
  "method_definition",
  "new_expression",
  "object",
  "pair",
  "public_field_definition",
  "required_parameter",
  "shorthand_property_identifier",
  "statement_block",
  "switch_body",
  "update_expression",
  "variable_declaration",
  "variable_declarator",
];

// A hostile file can hold millions of calls; text within the length limit that people or their bundlers wrote does not.
const maxNodes = 500_000;

/** Collects the nodes of the types, in document order. */
export type NodeQuery = (types: readonly string[]) => readonly Node[];

/**
 * Queries over one tree. A walk of the tree is the dear part, so the types that are asked for most are collected in a
 * single one, on the first question; other types cost a walk each.
 */
export function createNodeQuery(language: CodeLanguage, root: Node): NodeQuery {
  const answers = new Map<string, readonly Node[]>();
  let structure: { nodes: readonly Node[]; types: readonly string[] } | undefined;
  return (types) => {
    const key = types.join();
    let answer = answers.get(key);
    if (answer === undefined) {
      const collected = language === "python" ? python : script;
      if (types.every((type) => collected.includes(type))) {
        structure ??= collect(root, collected);
        const { nodes, types: known } = structure;
        const wanted = new Set(types);
        answer = nodes.filter((_, index) => wanted.has(known[index] ?? ""));
      } else {
        answer = collect(root, types).nodes;
      }
      answers.set(key, answer);
    }
    return answer;
  };
}

function collect(root: Node, types: readonly string[]): { nodes: readonly Node[]; types: readonly string[] } {
  const nodes = root
    .descendantsOfType([...types])
    .filter((node) => node?.isNamed)
    .slice(0, maxNodes) as Node[];
  return { nodes, types: nodes.map((node) => node.type) };
}
