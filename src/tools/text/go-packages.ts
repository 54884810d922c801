import { join } from "../../syntax/modules/paths.ts";
import type { Nearby } from "../format.ts";
import { constantIn, goText } from "./go-values.ts";
import { type Stretch, type Tokens, tokensOf } from "./tokens.ts";

/** One file of a Go program. */
export interface GoFile {
  text: string;
  tokens: Tokens;
  folder: string;
}

/** The packages of a Go program: what one file of a package declares, the others and the packages that import it may use. */
export interface GoPackages {
  readonly file: GoFile;
  /** The file that declares a function, method or type, which `from` writes as `name` or `qualifier.name`. */
  declaring(from: GoFile, qualifier: string | undefined, name: string): GoFile | undefined;
  /** A text, or that of a constant: `ListName`, `names.List`. */
  text(stretch: Stretch): string | undefined;
  /** What a variable of a package holds: `ReadOnly`, `hints.ReadOnly` with `var ReadOnly = &mcp.ToolAnnotations{…}`. */
  held(stretch: Stretch): { tokens: Tokens; stretch: Stretch } | undefined;
}

const sources = /(?<!_test)\.go$/;

export function createGoPackages(text: string, nearby: Nearby): GoPackages {
  const file: GoFile = { text, tokens: tokensOf(text), folder: nearby.folder };
  const folders = new Map<string, GoFile[]>();
  const filesIn = (folder: string): GoFile[] => {
    const known =
      folders.get(folder) ?? nearby.inFolder(folder, sources).map((other) => lazily(other, folder));
    folders.set(folder, known);
    return known;
  };
  let module: { folder: string; path: string } | undefined | false = false;
  const moduleOf = () => {
    if (module === false) {
      const found = nearby.above("go.mod");
      const path = /^module\s+"?([^\s"]+)/m.exec(found?.text ?? "")?.[1];
      module = found === undefined || path === undefined ? undefined : { folder: found.folder, path };
    }
    return module;
  };

  const folderOf = (from: GoFile, qualifier: string | undefined): string | undefined => {
    if (qualifier === undefined) {
      return from.folder;
    }
    const path = importedAs(from.text, qualifier);
    const own = path === undefined ? undefined : moduleOf();
    return own === undefined || !path?.startsWith(`${own.path}/`)
      ? undefined
      : join(own.folder, path.slice(own.path.length + 1));
  };

  const packageOf = (from: GoFile, qualifier: string | undefined): GoFile[] => {
    const folder = folderOf(from, qualifier);
    const others = folder === undefined ? [] : filesIn(folder);
    return folder === file.folder ? [file, ...others] : others;
  };
  const declaring: GoPackages["declaring"] = (from, qualifier, name) =>
    qualifier === undefined && declares(from.text, name)
      ? from
      : packageOf(from, qualifier).find((other) => declares(other.text, name));

  /** `//go:embed list.md` before `var List string` puts the text of that file into it. */
  const embedded = ({ text: source, folder }: GoFile, name: string): string | undefined => {
    const path = new RegExp(`^//go:embed (\\S+)\\s+var ${name} string`, "m").exec(source)?.[1];
    const target = path === undefined ? undefined : join(folder, path);
    return target && nearby.read(target)?.trim();
  };

  /** What `read` finds in a file of the package in which the name at a stretch is given a value. */
  const stated = <T>(
    stretch: Stretch,
    read: (from: GoFile, name: string) => T | undefined,
  ): T | undefined => {
    const words = file.tokens.list.slice(stretch.from, stretch.to);
    const name = words.at(-1);
    const isName =
      name?.kind === "word" && (words.length === 1 || (words.length === 3 && words[1]?.text === "."));
    const pattern = isName ? new RegExp(`\\b${name.text}\\s*(?:string\\b|=)`) : undefined;
    return pattern && name
      ? packageOf(file, words.length === 3 ? words[0]?.text : undefined)
          .filter((other) => pattern.test(other.text))
          .map((other) => read(other, name.text))
          .find((found) => found !== undefined)
      : undefined;
  };

  return {
    file,
    declaring,
    text(stretch) {
      const own = goText(file.tokens, stretch);
      return own ?? stated(stretch, (other, name) => constantIn(other.tokens, name) ?? embedded(other, name));
    },
    held: (stretch) =>
      stated(stretch, ({ tokens }, name) => {
        const found = literalIn(tokens, name);
        return found && { tokens, stretch: found };
      }),
  };
}

/** The composite literal in `Name = &package.Struct{…}`. */
function literalIn({ list, closing }: Tokens, name: string): Stretch | undefined {
  const at = list.findIndex((token, index) => token.text === name && list[index + 1]?.text === "=");
  const open = list.findIndex((token, index) => index > at + 1 && index < at + 8 && token.text === "{");
  const close = at === -1 || open === -1 ? undefined : closing.get(open);
  return close === undefined ? undefined : { from: at + 2, to: close + 1 };
}

function lazily(text: string, folder: string): GoFile {
  let tokens: Tokens | undefined;
  return {
    text,
    folder,
    get tokens() {
      tokens ??= tokensOf(text);
      return tokens;
    },
  };
}

/** The path that a file imports a package from: by the name it gives it, else by the last part that is no version. */
function importedAs(text: string, qualifier: string): string | undefined {
  const imports = [...text.matchAll(/^\s*(?:import\s+)?(?:([\w.]+)\s+)?"([\w./~@-]+)"\s*(?:\/\/.*)?$/gm)];
  const found = imports.find(([, alias, path = ""]) => {
    const last = path.split("/").findLast((part) => !/^v\d+$/.test(part)) ?? "";
    return (alias ?? last.replace(/^go-|-go$|\.go$/g, "")) === qualifier;
  });
  return found?.[2];
}

/** `func Name(`, `func (s *Server) Name(` or `type Name struct`. */
function declares(text: string, name: string): boolean {
  return new RegExp(`^(?:func (?:\\([^)\\n]*\\) )?|type )${name}\\b`, "m").test(text);
}
