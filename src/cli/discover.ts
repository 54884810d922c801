import { resolve } from "node:path";
import type { ToolDefinition } from "../ots/tool.ts";
import type { Command } from "./command.ts";
import { discoverWithProgress, projectThreatModel } from "./project.ts";

export const discoverCommand: Command = {
  name: "discover",
  usage: "[paths…] [--json] [--stats]",
  summary: "Finds tool definitions in files and folders (default: the current folder).",
  options: {
    json: { type: "boolean", help: "print one JSON document: {tools, problems, stats}" },
    stats: { type: "boolean", help: "print counts by framework, and time" },
  },
  maxPositionals: Number.POSITIVE_INFINITY,
  async run(line, io) {
    const root = resolve(io.cwd);
    const paths = line.positionals.length > 0 ? line.positionals : ["."];
    const found = await discoverWithProgress(root, paths, await projectThreatModel(root), io);
    if (line.values.json) {
      io.out(
        `${JSON.stringify({ tools: found.tools.map(flatten), problems: found.problems, stats: found.stats }, null, 2)}\n`,
      );
      return 0;
    }
    if (found.tools.length === 0) {
      io.err(
        `No tool definitions found in ${found.stats.files} files. "autosafe discover --help" says where they are looked for.\n`,
      );
    }
    io.out(line.values.stats ? statistics(found.tools) : listing(found.tools));
    const { files, milliseconds } = found.stats;
    io.err(`${found.tools.length} tools in ${files} files, ${(milliseconds / 1000).toFixed(2)} s\n`);
    return 0;
  },
};

/** A tool with its position spelled out, one-based, for scripts. */
function flatten(tool: ToolDefinition) {
  const { source, ...rest } = tool;
  const { nameRange } = source;
  return {
    ...rest,
    file: source.file,
    line: nameRange.startLine + 1,
    column: nameRange.startColumn + 1,
    range: source.range,
  };
}

function listing(tools: readonly ToolDefinition[]): string {
  return tools
    .map(({ source, name, framework, capabilities, inTests }) => {
      const place = `${source.file}:${source.nameRange.startLine + 1}:${source.nameRange.startColumn + 1}`;
      const labels = capabilities.map((capability) => capability.label).join(", ");
      return `${place}: ${name} (${framework}${inTests ? ", in tests" : ""}) ${labels === "" ? "no capability labels" : labels}\n`;
    })
    .join("");
}

function statistics(tools: readonly ToolDefinition[]): string {
  const counts = new Map<string, number>();
  for (const { framework } of tools) {
    counts.set(framework, (counts.get(framework) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return rows.map(([framework, count]) => `${String(count).padStart(6)}  ${framework}\n`).join("");
}
