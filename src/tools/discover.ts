import { contentId } from "../ots/ids.ts";
import type { ServerDefinition, ToolPermission } from "../ots/server.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { Capability, ToolDefinition } from "../ots/tool.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import type { CodeLanguage } from "../syntax/grammars.ts";
import type { Language } from "../syntax/language.ts";
import { folderOf } from "../syntax/modules/paths.ts";
import { CodeLimitError } from "../syntax/parsed.ts";
import type { Problem } from "../syntax/problem.ts";
import { annotationContradictions, type LabelEvidence } from "./capabilities.ts";
import { discoverNotebook } from "./discover-notebook.ts";
import { discoverServers } from "./discover-servers.ts";
import type { DiscoveryProject } from "./discovery-project.ts";
import { findInDocument } from "./find-in-code.ts";
import {
  type DataFormat,
  type FoundTool,
  isHinted,
  type Nearby,
  type TextFormat,
  type ToolCode,
  type ToolFormat,
} from "./format.ts";
import { toolFormats } from "./formats.ts";
import { evidenceOf } from "./handler-evidence.ts";
import { isInTests } from "./in-tests.ts";
import type { LabelledTool } from "./labels/shape.ts";
import { distinctTools } from "./overlap.ts";
import { createParsing, type Parsing } from "./parsing.ts";
import { isDataLanguage, isNotebook, isReadAsText, toolLanguageOf } from "./tool-language.ts";

export interface Discovery {
  tools: ToolDefinition[];
  /** MCP servers that clients are configured to start or reach. */
  servers: ServerDefinition[];
  /** What clients' configurations say about tools by name or pattern. */
  permissions: ToolPermission[];
  problems: Problem[];
  /** Places (see `placeText`) of names in other files that stand for a function whose calls here make the tools. */
  replaced: readonly string[];
}

/** `file` is the workspace-relative path with forward slashes; its ending decides the language. */
export interface SourceText {
  file: string;
  text: string;
}

export interface TextDiscovery extends Discovery {
  /** The programs behind the tools, by tool id. */
  programs: ReadonlyMap<string, ToolCode>;
  /** False when the text held no hint of any format, so that nothing was parsed. */
  parsed: boolean;
}

/**
 * Tools in one text, in text order, with their labels. No text makes it reject. A syntax error in a data file is a
 * problem only when the file is about tools; the parser reads on behind it as far as it can.
 */
export function discoverInText(
  source: SourceText,
  model: ThreatModel,
  project?: DiscoveryProject,
): Promise<Discovery> {
  return discoverInSource(source, model, { named: false, project });
}

/**
 * As `discoverInText`; `named` says that the user asked for this very file, so every syntax error is worth telling. Names are
 * followed through the files of `project`; without one, the text stands alone.
 */
export async function discoverInSource(
  source: SourceText,
  model: ThreatModel,
  { named, project }: { named: boolean; project?: DiscoveryProject | undefined },
): Promise<TextDiscovery> {
  const parsing = createParsing(source, project);
  try {
    return await discoverParsed(source, parsing, model, { named });
  } finally {
    parsing.dispose();
  }
}

/** As `discoverInSource`, over trees that others read as well. They stay open. */
export async function discoverParsed(
  source: SourceText,
  parsing: Parsing,
  model: ThreatModel,
  { named }: { named: boolean },
): Promise<TextDiscovery> {
  if (isNotebook(source.file)) {
    const { project } = parsing;
    return discoverNotebook(source, named, (cells) => discoverInSource(cells, model, { named, project }));
  }
  const language = toolLanguageOf(source.file);
  const { isConfig, ...configured } = discoverServers(source, parsing.data);
  const tellSyntax = named || isConfig;
  if (language === undefined && !isReadAsText(source.file)) {
    const syntax = tellSyntax && parsing.done ? syntaxProblems(source, parsing.data()) : [];
    const problems = [...syntax, ...configured.problems];
    return { ...configured, tools: [], programs: new Map(), problems, replaced: [], parsed: parsing.done };
  }
  const { found, problems, parsed, replaced } =
    language === undefined
      ? findInText(source, parsing)
      : isDataLanguage(language)
        ? findInData(source, parsing, dataFormatsFor(source, parsing), tellSyntax)
        : await findInCode(source, parsing, language);
  if (found.length > maxTools) {
    const message = `more than ${maxTools} tools; only the first ${maxTools} are taken`;
    problems.push({ file: source.file, line: 1, message });
  }
  const label: Label = (tool, evidence) => parsing.project.labels(tool, model, evidence);
  const defined = define(source.file, found.slice(0, maxTools), label);
  return {
    ...defined,
    servers: configured.servers,
    permissions: configured.permissions,
    problems: [...problems, ...defined.tools.flatMap(contradictions), ...configured.problems],
    parsed: parsed || parsing.done,
    replaced: replaced ?? [],
  };
}

/** Formats that read the language, in registry order. */
export function formatsOf(language: Language): ToolFormat[] {
  return toolFormats.filter((format) =>
    format.kind === "data"
      ? isDataLanguage(language)
      : format.kind === "code" && format.languages.includes(language),
  );
}

/** No program offers more tools than this; a file that does is data about tools. */
const maxTools = 5_000;

interface Findings {
  found: FoundTool[];
  problems: Problem[];
  parsed: boolean;
  replaced?: readonly string[];
}

const aboutTools =
  /inputSchema|input_schema|function_?[dD]eclarations|toolSpec|languageModelTools|["']type["']\s*:\s*["']function["']/;

/** The formats that read the file's text without a parser. */
export function textFormatsFor(file: string, text: string): TextFormat[] {
  return toolFormats
    .filter((format) => format.kind === "text")
    .filter((format) => format.files.test(file) && isHinted(format, text));
}

function findInText({ file, text }: SourceText, { project }: Parsing): Findings {
  const formats = textFormatsFor(file, text);
  const nearby: Nearby = {
    folder: folderOf(file),
    named: (name) => project.named(file, name),
    read: (path) => project.read(file, path),
    above: (name) => project.above(file, name),
    inFolder: (folder, names) => project.inFolder(file, folder, names),
  };
  return {
    found: formats.flatMap((format) => format.find(text, nearby)),
    problems: [],
    parsed: formats.length > 0,
  };
}

function dataFormatsFor({ text }: SourceText, { project }: Parsing): DataFormat[] {
  const { holds } = project.search(text);
  return toolFormats
    .filter((format) => format.kind === "data")
    .filter((format) => isHinted(format, text, holds));
}

function findInData(
  source: SourceText,
  parsing: Parsing,
  formats: readonly DataFormat[],
  tell: boolean,
): Findings {
  const snapshotOfCode = /\.snap$/i.test(source.file) && !/^\s*[[{]/.test(source.text);
  const document = (formats.length === 0 && !tell) || snapshotOfCode ? undefined : parsing.data();
  if (document === undefined) {
    return { found: [], problems: [], parsed: false };
  }
  const related = (path: string) => parsing.project.related(source.file, path);
  const { found, problems } = runFormats(source, { ...document, related }, formats);
  const tellSyntax = tell || found.length > 0 || aboutTools.test(source.text);
  const syntax = tellSyntax ? syntaxProblems(source, document) : [];
  return { found: distinctTools(found), problems: [...syntax, ...problems], parsed: true };
}

function syntaxProblems({ file }: SourceText, document: DataDocument | undefined): Problem[] {
  return (document?.problems ?? []).map((problem) => ({ file, ...problem }));
}

async function findInCode(source: SourceText, parsing: Parsing, language: CodeLanguage): Promise<Findings> {
  const formats = parsing.project.formatsFor(source.file, parsing.project.search(source.text));
  if (formats.length === 0) {
    return { found: [], problems: [], parsed: false };
  }
  try {
    const { found, failures, replaced } = findInDocument(await parsing.code(language), formats);
    return { found, problems: failures.map((failure) => notRead(source, failure)), parsed: true, replaced };
  } catch (error) {
    if (error instanceof CodeLimitError) {
      return { found: [], problems: [{ file: source.file, line: 1, message: error.message }], parsed: true };
    }
    throw error;
  }
}

function runFormats(
  source: SourceText,
  document: DataDocument,
  formats: readonly DataFormat[],
): Pick<Findings, "found" | "problems"> {
  const found: FoundTool[] = [];
  const problems: Problem[] = [];
  for (const format of formats) {
    try {
      found.push(...format.find(document, source.file));
    } catch (error) {
      // One format's mistake must not hide what the others find.
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(notRead(source, { format: format.id, reason }));
    }
  }
  return { found, problems };
}

function notRead({ file }: SourceText, { format, reason }: { format: string; reason: string }): Problem {
  return { file, line: 1, message: `not read as ${format}: ${reason}` };
}

/** Annotations that claim the opposite of what the tool does: reported, not believed. */
function contradictions(tool: ToolDefinition): Problem[] {
  const { file, nameRange } = tool.source;
  return annotationContradictions(tool).map((message) => ({ file, line: nameRange.startLine + 1, message }));
}

/** What the function behind a tool gives away of what it does. */
function evidenceIn(code: ToolCode): readonly LabelEvidence[] {
  const handler = code.handler();
  return handler === undefined ? [] : evidenceOf(handler);
}

type Label = (tool: LabelledTool, evidence: readonly LabelEvidence[]) => Capability[];

function define(
  scanned: string,
  found: readonly FoundTool[],
  label: Label,
): Pick<TextDiscovery, "tools" | "programs"> {
  const counts = new Map<string, number>();
  const byPosition = found.toSorted(
    (a, b) => a.range.startLine - b.range.startLine || a.range.startColumn - b.range.startColumn,
  );
  const programs = new Map<string, ToolCode>();
  const tools = byPosition.map(({ range, nameRange, file = scanned, code, renamed: _, ...tool }) => {
    const content = `${file}\n${tool.framework}\n${tool.name}`;
    const ordinal = counts.get(content) ?? 0;
    counts.set(content, ordinal + 1);
    const id = contentId("tool", ordinal === 0 ? content : `${content}\n${ordinal}`);
    if (code !== undefined) {
      programs.set(id, code);
    }
    return {
      id,
      ...tool,
      capabilities: label(tool, code === undefined ? [] : evidenceIn(code)),
      source: { file, range, nameRange },
      inTests: isInTests(file),
    };
  });
  return { tools, programs };
}
