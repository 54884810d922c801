import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { parseCode } from "../../syntax/parsed.ts";
import { jsonTemplates } from "./json.ts";
import { pythonTemplates } from "./python.ts";
import { scriptTemplates } from "./script.ts";
import type { TemplateLanguage, ToolIntent, ToolTemplate } from "./template.ts";

/** Every template; a new one is an entry in its language's file. */
export const toolTemplates: readonly ToolTemplate[] = [
  ...pythonTemplates,
  ...scriptTemplates,
  ...jsonTemplates,
];

/**
 * Templates for the language, those the text already uses first.
 * @param frameworks ids of the formats of the tools that the text defines.
 * @returns `certain` when the file leaves no doubt which one is meant.
 */
export function templatesFor(
  language: TemplateLanguage,
  text: string,
  frameworks: readonly string[],
): { templates: ToolTemplate[]; certain: boolean } {
  const own = toolTemplates.filter((template) => template.language === language);
  const used = own.filter(({ id }) => frameworks.includes(id));
  const signed = used.length > 0 ? used : own.filter(({ signs }) => signs.test(text));
  return {
    templates: [...signed, ...own.filter((template) => !signed.includes(template))],
    certain: signed.length === 1,
  };
}

/** Where a snippet goes: at `offset`, and imports as whole lines before it. Offsets count UTF-16 code units. */
export interface Composition {
  offset: number;
  snippet: string;
  /** Text to insert elsewhere, before or at the snippet. */
  imports?: { offset: number; text: string };
}

/**
 * The template as it goes into the text.
 * @param cursor offset of the cursor.
 * @param taken ranges of definitions, as offsets, into which nothing is inserted.
 */
export async function compose(
  template: ToolTemplate,
  intent: ToolIntent,
  text: string,
  cursor: number,
  taken: readonly { start: number; end: number }[],
): Promise<Composition> {
  if (template.language === "json") {
    return composeJson(template, template.body[intent], text, cursor);
  }
  const { receiver } = template;
  const known = receiver?.find.exec(text)?.[1];
  const name = known ?? receiver?.name ?? "";
  const setup = receiver && known === undefined ? [receiver.code] : [];
  const body = template.body[intent].replaceAll("RECEIVER", name);
  const used = template.imports.filter((line) => isUsed(line, [...setup, body].join("\n")));
  const missing = used.filter((line) => !imports(text, line));
  const between = template.language === "python" ? "\n\n\n" : "\n\n";
  const at = free(text, cursor, taken) ? cursor : text.trimEnd().length;
  const pad = at === cursor ? indentAt(text, cursor) : "";
  const code = [...setup, body].join(between).replaceAll(/\n(?=[^\n])/g, `\n${pad}`);
  const before = text.slice(0, at);
  const lead = before.trim() === "" || at === cursor ? "" : between;
  const trail = text.length === at ? "\n" : "";
  if (missing.length === 0) {
    return { offset: at, snippet: `${lead}${code}${trail}` };
  }
  const place = before.trim() === "" ? undefined : await afterImports(template.language, text);
  const lines = missing.join("\n");
  if (place === undefined || place > at) {
    return { offset: at, snippet: `${lead}${snippetText(lines)}${between}${code}${trail}` };
  }
  return {
    offset: at,
    snippet: `${lead}${code}${trail}`,
    imports: { offset: place, text: place === 0 ? `${lines}\n` : `\n${lines}` },
  };
}

/** An empty line outside of any definition takes the tool where the cursor is. */
function free(text: string, cursor: number, taken: readonly { start: number; end: number }[]): boolean {
  const lineStart = text.lastIndexOf("\n", cursor - 1) + 1;
  const lineEnd = text.indexOf("\n", cursor);
  const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  return line.trim() === "" && !taken.some(({ start, end }) => start <= cursor && cursor <= end);
}

/** Names that an import line binds. */
function boundNames(line: string): string[] {
  const list = /import\s*\{([^}]*)\}/.exec(line)?.[1] ?? /^from\s+\S+\s+import\s+(.*)$/.exec(line)?.[1] ?? "";
  return list.split(",").map((name) => name.trim());
}

function isUsed(line: string, code: string): boolean {
  return boundNames(line).some((name) => new RegExp(`\\b${name}\\b`).test(code));
}

/** Whether the text binds the names already, from wherever: another binding of `z` or `tool` must not be doubled. */
function imports(text: string, line: string): boolean {
  const statements = text.match(
    /^\s*(?:from\s[^\n]*import\s*(?:\([^)]*\)|[^\n]*)|import\s[^;\n]*(?:\{[^}]*\})?[^;\n]*)/gm,
  );
  const all = (statements ?? []).join("\n");
  return boundNames(line).every((name) => new RegExp(`\\b${name}\\b`).test(all));
}

const importTypes = new Set(["import_statement", "import_from_statement", "future_import_statement"]);

/** The offset behind the imports at the top of the file, or where they would begin. */
async function afterImports(language: TemplateLanguage, text: string): Promise<number> {
  const document = await parseCode(language === "python" ? "python" : "tsx", text);
  try {
    const nodes = document.root.namedChildren.filter((node) => node !== null);
    const last = nodes.findLast((node) => importTypes.has(node.type));
    const first = nodes[0];
    const isDocstring =
      language === "python" && first?.type === "expression_statement" && /^[rubf]*["']/i.test(first.text);
    return last?.endIndex ?? (isDocstring && first ? first.endIndex : headEnd(text));
  } finally {
  }
}

/** Behind a `#!` line. */
function headEnd(text: string): number {
  return text.startsWith("#!") ? Math.max(0, text.indexOf("\n")) : 0;
}

/** Text that a snippet takes as it is. */
function snippetText(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}

function composeJson(template: ToolTemplate, body: string, text: string, cursor: number): Composition {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (!root) {
    const snippet =
      template.id === "mcp"
        ? `{\n  "tools": [\n    ${body.replaceAll("\n", "\n    ")}\n  ]\n}\n`
        : `[\n  ${body.replaceAll("\n", "\n  ")}\n]\n`;
    return { offset: text.length, snippet };
  }
  const list = toolList(root, cursor);
  if (!list) {
    return { offset: cursor, snippet: body };
  }
  const last = list.children?.at(-1);
  const pad = indentAt(text, list.offset);
  const entry = `\n${pad}  ${body.replaceAll("\n", `\n${pad}  `)}`;
  return last
    ? { offset: last.offset + last.length, snippet: `,${entry}` }
    : { offset: list.offset + 1, snippet: `${entry}\n${pad}` };
}

/** The list around the cursor whose entries are objects, else the file's list of tools. */
function toolList(root: Node, cursor: number): Node | undefined {
  const around: Node[] = [];
  const visit = (node: Node): void => {
    if (node.offset <= cursor && cursor <= node.offset + node.length) {
      const objects = (node.children ?? []).every(({ type }) => type === "object");
      if (node.type === "array" && objects && (node.children?.length || isToolsKey(node) || node === root)) {
        around.push(node);
      }
      for (const child of node.children ?? []) {
        visit(child);
      }
    }
  };
  visit(root);
  const named = [["tools"], ["result", "tools"], ["functions"]].map((path) => findNodeAtLocation(root, path));
  const whole = root.type === "array" ? root : named.find((node) => node?.type === "array");
  return around.findLast((node) => node === whole || isToolsKey(node)) ?? whole;
}

function isToolsKey({ parent }: Node): boolean {
  return parent?.type === "property" && ["tools", "functions"].includes(String(parent.children?.[0]?.value));
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[\t ]*/.exec(text.slice(start, offset))?.[0] ?? "";
}
