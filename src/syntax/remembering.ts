import type * as TreeSitter from "@vscode/tree-sitter-wasm";

type Node = TreeSitter.Node;

/** What a node has answered; absent until it is asked. */
interface Answers {
  type?: string;
  endIndex?: number;
  parent?: Node | null;
  children?: Node["namedChildren"];
  fields?: Map<string, Node | null>;
}

const answers = Symbol("answers");
type Remembering = Node & { [answers]?: Answers };

function answersOf(node: Remembering): Answers {
  const known = node[answers] ?? {};
  node[answers] = known;
  return known;
}

/**
 * Makes the nodes of a runtime remember what they answered. Each question goes into WebAssembly and back, which costs more than
 * most of what is done with the answer, and rules and formats ask the same nodes the same questions. Trees are never
 * edited once somebody has a node of them, so an answer holds as long as the node. Doing it twice does no harm.
 */
export function rememberAnswers({ Node }: Pick<typeof TreeSitter, "Node">): void {
  const prototype: Node & { [answers]?: unknown } = Node.prototype;
  if (answers in prototype) {
    return;
  }
  const typeOf = getterOf(prototype, "type");
  const endOf = getterOf(prototype, "endIndex");
  const parentOf = getterOf(prototype, "parent");
  const childrenOf = getterOf(prototype, "namedChildren");
  const childOf = prototype.childForFieldName;
  const adopt = (node: Node, child: Node | null) => {
    if (child !== null) {
      answersOf(child).parent ??= node;
    }
  };
  const answer = <K extends keyof Node>(name: K, get: (node: Node, known: Answers) => Node[K]) => {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: Node) {
        return get(this, answersOf(this));
      },
    });
  };
  Object.defineProperty(prototype, answers, { value: undefined, writable: true });
  answer("type", (node, known) => {
    known.type ??= typeOf(node);
    return known.type;
  });
  answer("endIndex", (node, known) => {
    known.endIndex ??= endOf(node);
    return known.endIndex;
  });
  answer("parent", (node, known) => {
    if (known.parent === undefined) {
      known.parent = parentOf(node);
    }
    return known.parent;
  });
  answer("namedChildren", (node, known) => {
    if (known.children === undefined) {
      known.children = childrenOf(node);
      for (const child of known.children) {
        adopt(node, child);
      }
    }
    return known.children;
  });
  prototype.childForFieldName = function (this: Node, name) {
    const known = answersOf(this);
    known.fields ??= new Map();
    let child = known.fields.get(name);
    if (child === undefined) {
      child = childOf.call(this, name);
      adopt(this, child);
      known.fields.set(name, child);
    }
    return child;
  };
}

function getterOf<K extends keyof Node>(prototype: Node, name: K): (node: Node) => Node[K] {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) {
    throw new Error(`nodes have no ${name}`);
  }
  return (node) => get.call(node);
}
