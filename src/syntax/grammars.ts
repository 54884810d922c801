import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type * as TreeSitter from "@vscode/tree-sitter-wasm";
import { useBinding } from "./tree-walk.ts";
import { findWasmFolder } from "./wasm-folder.ts";

/** Languages that tree-sitter parses here. */
export type CodeLanguage = "python" | "javascript" | "typescript" | "tsx";

type Runtime = typeof TreeSitter;

interface Loaded {
  runtime: Runtime;
  folder: string;
  parsers: Map<CodeLanguage, Promise<TreeSitter.Parser>>;
}

/** Parsers by language, for who must parse without waiting. */
export type Parsers = ReadonlyMap<CodeLanguage, TreeSitter.Parser>;

let loaded: Promise<Loaded> | undefined;

async function load(): Promise<Loaded> {
  const folder = findWasmFolder(import.meta.url);
  const imported: Runtime & { default?: Runtime } = await import("@vscode/tree-sitter-wasm");
  // The package is CommonJS: Node hands its exports over as `default`, a bundler may spread them.
  const runtime = imported.default ?? imported;
  const options = { locateFile: (file: string) => join(folder, file) };
  await runtime.Parser.init(options);
  useBinding(options);
  return { runtime, folder, parsers: new Map() };
}

async function createParser({ runtime, folder }: Loaded, language: CodeLanguage): Promise<TreeSitter.Parser> {
  const grammar = await runtime.Language.load(await readFile(join(folder, `tree-sitter-${language}.wasm`)));
  return new runtime.Parser().setLanguage(grammar);
}

/**
 * The parser of a language; runtime and grammar load on first use and stay.
 * @throws Error when the parser files are missing.
 */
export async function parserFor(language: CodeLanguage): Promise<TreeSitter.Parser> {
  loaded ??= load();
  const { parsers } = await loaded;
  const known = parsers.get(language);
  if (known !== undefined) {
    return known;
  }
  const created = createParser(await loaded, language);
  parsers.set(language, created);
  return created;
}

/** The parsers of several languages. @throws Error when the parser files are missing. */
export async function parsersFor(languages: readonly CodeLanguage[]): Promise<Parsers> {
  const entries = languages.map(async (language) => [language, await parserFor(language)] as const);
  return new Map(await Promise.all(entries));
}

/** After a trap inside wasm its memory cannot be trusted: the next parse starts with a fresh instance. */
export function forgetParsers(): void {
  loaded = undefined;
}
