import { contentId } from "../ots/ids.ts";
import type { ServerDefinition, ToolPermission } from "../ots/server.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import { parseFrontMatter } from "../syntax/front-matter.ts";
import { languageOf } from "../syntax/language.ts";
import { parseData } from "../syntax/parse-data.ts";
import type { Problem } from "../syntax/problem.ts";
import { isInTests } from "./in-tests.ts";
import type { ConfigFormat, Found } from "./servers/format.ts";
import { otherMcpServersFormat } from "./servers/mcp-servers.ts";
import { configFormats } from "./servers.ts";

export interface ServerDiscovery {
  servers: ServerDefinition[];
  permissions: ToolPermission[];
  problems: Problem[];
  /** Whether the file is one of the formats' own, so that its syntax errors are worth telling. */
  isConfig: boolean;
}

/** Formats that go by the file's name; `file` is workspace-relative with forward slashes. */
export function configFormatsOf(file: string): ConfigFormat[] {
  return configFormats.filter((format) => format.files.test(file));
}

/** Whether the text may hold what the format reads. Bytes read as Latin-1 will do: hints are ASCII. */
export function isConfigHinted(format: ConfigFormat, text: string): boolean {
  return format.hints.some((hint) => text.includes(hint));
}

/** Parses what configuration formats read: data files by their ending, TOML, the front matter of Markdown. */
export function parseConfig({ file, text }: { file: string; text: string }): DataDocument | undefined {
  if (/\.md$/i.test(file)) {
    return parseFrontMatter(text);
  }
  if (/\.toml$/i.test(file)) {
    return parseData("toml", text);
  }
  const language = /\.code-workspace$/i.test(file) ? "jsonc" : languageOf(file);
  const isData = language === "json" || language === "jsonc" || language === "yaml";
  return isData ? parseData(language, text) : undefined;
}

/** Servers and permissions in one text. `parse` is called only when a format goes by the name and has a hint. */
export function discoverServers(
  source: { file: string; text: string },
  parse: () => DataDocument | undefined,
): ServerDiscovery {
  const { file } = source;
  const formats = configFormatsOf(file).filter((format) => isConfigHinted(format, source.text));
  const document = formats.length === 0 ? undefined : parse();
  if (document === undefined) {
    return { servers: [], permissions: [], problems: [], isConfig: false };
  }
  for (const format of formats) {
    const result = define(file, format, read(format, document, file));
    const { servers, permissions, problems } = result;
    if (servers.length + permissions.length + problems.length > 0) {
      return { ...result, isConfig: true };
    }
  }
  const isConfig = formats.some((format) => format !== otherMcpServersFormat);
  return { servers: [], permissions: [], problems: [], isConfig };
}

function read(format: ConfigFormat, document: DataDocument, file: string): Found {
  try {
    return format.find(document, file);
  } catch (error) {
    // One format's mistake must not hide what the others find.
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [{ line: 1, message: `not read as ${format.id}: ${reason}` }] };
  }
}

function define(file: string, { id: format }: ConfigFormat, found: Found): Omit<ServerDiscovery, "isConfig"> {
  const inTests = isInTests(file);
  const counts = new Map<string, number>();
  const idOf = (kind: string, content: string) => {
    const ordinal = counts.get(content) ?? 0;
    counts.set(content, ordinal + 1);
    return contentId(kind, ordinal === 0 ? content : `${content}\n${ordinal}`);
  };
  return {
    servers: (found.servers ?? []).map(({ range, nameRange, ...server }) => ({
      id: idOf("server", `${file}\n${format}\n${server.name}`),
      ...server,
      format,
      source: { file, range, nameRange },
      inTests,
    })),
    permissions: (found.permissions ?? []).map(({ range, ...permission }) => ({
      id: idOf(
        "permission",
        `${file}\n${permission.statedBy}\n${permission.pattern}\n${permission.decision}`,
      ),
      ...permission,
      format,
      source: { file, range },
      inTests,
    })),
    problems: (found.problems ?? []).map((problem) => ({ file, ...problem })),
  };
}
