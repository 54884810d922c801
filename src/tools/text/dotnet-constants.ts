import { type Stretch, type Tokens, textOf, tokensOf } from "./tokens.ts";

/** Texts that stand for themselves or are constants, of the file or of a class of the project. */
export interface Constants {
  /** Undefined when it is neither. */
  text(stretch: Stretch): string | undefined;
}

/**
 * Constants as C# names them: `ListName`, `ToolNames.List`, `nameof(List)`. A class is looked for in the file and, by custom, in
 * a file that is called after it, which `named` gives.
 */
export function createConstants(tokens: Tokens, named: (name: string) => string | undefined): Constants {
  const others = new Map<string, Tokens>();
  const fileOf = (name: string): Tokens => {
    const known = others.get(name) ?? tokensOf(named(`${name}.cs`) ?? "");
    others.set(name, known);
    return known;
  };
  return {
    text(stretch) {
      const plain = textOf(tokens, stretch);
      const words = tokens.list.slice(stretch.from, stretch.to);
      if (plain !== undefined || words.length === 0) {
        return plain;
      }
      if (words[0]?.text === "nameof" && words[1]?.text === "(") {
        return words.findLast(({ kind }) => kind === "word")?.text;
      }
      const isName = words.every(({ kind, text }, index) =>
        index % 2 === 0 ? kind === "word" : text === ".",
      );
      const name = words.at(-1)?.text;
      const owner = words.at(-3)?.text;
      return !isName || name === undefined
        ? undefined
        : (constantIn(tokens, name) ?? (owner === undefined ? undefined : constantIn(fileOf(owner), name)));
    },
  };
}

/** The only constant of the name: `public const string ListName = "list";`, `static readonly string …`. */
function constantIn(tokens: Tokens, name: string): string | undefined {
  const { list } = tokens;
  const found = list.flatMap((token, index) => {
    const isStated =
      token.text === name &&
      /^string$/i.test(list[index - 1]?.text ?? "") &&
      list[index + 1]?.text === "=" &&
      /^(const|readonly)$/.test(list[index - 2]?.text ?? "");
    const end = isStated ? list.findIndex(({ text }, at) => at > index && text === ";") : -1;
    return end === -1 ? [] : (textOf(tokens, { from: index + 2, to: end }) ?? []);
  });
  return found.length === 1 ? found[0] : undefined;
}
