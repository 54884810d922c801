import type { CodeDocument } from "../../syntax/code-document.ts";

/** A comment of a file, with the marks that make it one. Offsets count UTF-16 code units. */
export interface Comment {
  offset: number;
  text: string;
}

/** Lexical marks of comments and strings in text that no parser of ours gives comments of. */
export type CommentSyntax = "json" | "hash" | "markup";

/** The syntax of a file that is no program text, by its name. */
export function commentSyntaxOf(file: string): CommentSyntax {
  return /\.(?:json|jsonc|json5|snap|code-workspace|mcpb)$/i.test(file)
    ? "json"
    : /\.(?:md|mdx|html?)$/i.test(file)
      ? "markup"
      : "hash";
}

/** The comments of program text, as the parser sees them: not what looks like one inside a string. */
export function codeComments(document: CodeDocument): Comment[] {
  return document.nodes("comment").map((node) => ({ offset: node.startIndex, text: document.textOf(node) }));
}

const patterns: Readonly<Record<CommentSyntax, RegExp>> = {
  // A string or a comment, whichever begins first.
  json: /"(?:[^"\\\n]|\\.)*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g,
  // A quote begins a string only where a value may begin; YAML's block texts are not looked into.
  hash: /(?<=^|[\s=:,[{(])(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(?<=^|\s)#[^\n\r]*/gm,
  markup: /<!--[\s\S]*?-->/g,
};

/** The comments of JSON with comments, YAML, TOML, shell scripts and Markdown. */
export function textComments(text: string, syntax: CommentSyntax): Comment[] {
  return [...text.matchAll(patterns[syntax])].flatMap((match) =>
    /^["']/.test(match[0]) ? [] : [{ offset: match.index, text: match[0] }],
  );
}
