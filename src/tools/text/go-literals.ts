import { goMembers } from "./go-values.ts";
import { partsIn, type Stretch, type Tokens } from "./tokens.ts";

/** One composite literal of a struct, with its members by name. */
export interface GoLiteral {
  members: ReadonlyMap<string, Stretch>;
  /** From the type, or from the brace where a list has left it out, to behind the closing brace. */
  whole: Stretch;
}

/**
 * The composite literals of `package.Struct`: `mcp.Tool{…}`, and the items of `[]*mcp.Tool{{…}, {…}}`. `at` is the index of the
 * token that the type begins with, where only that one is meant.
 */
export function goLiterals(tokens: Tokens, type: string, at?: number): GoLiteral[] {
  const { list, closing } = tokens;
  const [owner, name] = type.split(".");
  const places = at === undefined ? [...list.keys()] : [at];
  return places.flatMap((index) => {
    const open = index + 3;
    const close = closing.get(open);
    const isType =
      list[index]?.text === owner &&
      list[index + 1]?.text === "." &&
      list[index + 2]?.text === name &&
      list[open]?.text === "{";
    if (!isType || close === undefined) {
      return [];
    }
    const before = list[index - 1]?.text === "*" ? list[index - 2] : list[index - 1];
    return before?.text === "]" || before?.text === "..."
      ? partsIn(tokens, open).flatMap(({ from }): GoLiteral[] => {
          const end = list[from]?.text === "{" ? closing.get(from) : undefined;
          return end === undefined
            ? []
            : [{ members: goMembers(tokens, from), whole: { from, to: end + 1 } }];
        })
      : [{ members: goMembers(tokens, open), whole: { from: index, to: close + 1 } }];
  });
}
