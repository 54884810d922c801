import { expect } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";

/** The tools found through `entry` in a project of these files. */
export async function find(files: Record<string, string>, entry: string) {
  const project = createDiscoveryProject(createMemoryHost(new Map(Object.entries(files))));
  const { tools, problems } = await discoverInText(
    { file: entry, text: files[entry] ?? "" },
    builtinThreatModel,
    project,
  );
  expect(problems).toEqual([]);
  return tools.map(({ name, framework, source, inputSchema, schemaCompleteness, description }) => ({
    name,
    framework,
    file: source.file,
    line: source.nameRange.startLine + 1,
    properties: inputSchema.properties,
    level: schemaCompleteness.level,
    reasons: schemaCompleteness.reasons,
    description,
  }));
}
