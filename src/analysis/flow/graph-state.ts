import type { CallView, Engine, FunctionReference, Hit } from "./engine.ts";
import { joinValues, unknown, type Value } from "./value.ts";

/** Words without which a file puts no graph of functions together. */
export const mayBuildGraph = /\badd_?[nN]ode\b/;

/**
 * Functions that a call makes nodes of a LangGraph graph: `builder.add_node("run", run)`, `add_node(run)`,
 * `graph.addNode("run", run)`.
 */
export function nodesAddedBy({ method, args, frame }: CallView): FunctionReference[] {
  if (!/^add_?[nN]ode$/.test(method) || !frame.scope.unit.holds(/langgraph/)) {
    return [];
  }
  return args.flatMap(({ value }) =>
    value.references.filter((one): one is FunctionReference => one.kind === "function"),
  );
}

/** A node reads what others wrote, which read what others wrote: more hands than these are rarely seen through. */
const maxHands = 3;

/**
 * What sources reach when every node is run with the state that all nodes together leave: what one returns under a name, the
 * others read under it. The order in which the edges run them is left aside: graphs have loops and conditions.
 */
export function hitsOfNodes(engine: Engine, nodes: readonly FunctionReference[]): Hit[] {
  let state: Value = unknown;
  let hits: Hit[] = [];
  for (let hand = 0; hand < maxHands; hand++) {
    hits = [];
    const left = nodes.map((reference) => {
      const frame = engine.frame(reference.scope, undefined, 0);
      const { start, end } = reference.definition;
      const at = { kind: "other" as const, parts: [], start, end };
      const result = engine.invoke(frame, { taints: [], references: [reference] }, [state], at);
      hits.push(...frame.hits);
      return result.fields === undefined ? unknown : { ...unknown, fields: result.fields };
    });
    const next = joinValues([state, ...left]);
    if (engine.identity(next) === engine.identity(state)) {
      break;
    }
    state = next;
  }
  return hits;
}
