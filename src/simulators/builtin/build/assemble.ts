import { contentId } from "../../../ots/ids.ts";
import type { Scenario } from "../../../ots/scenario.ts";
import type { ToolSpec } from "../../../ots/tool.ts";
import { schemaVersion } from "../../../ots/vocabulary.ts";
import { version } from "../../../version.ts";
import { grade } from "./grade.ts";
import type { Draft, Site } from "./site.ts";

export const simulatorId = "builtin";

const copies = new WeakMap<ToolSpec, ToolSpec>();

/** The part of a definition that scenarios carry; the same object for the same definition. */
function specOf(tool: ToolSpec): ToolSpec {
  let copy = copies.get(tool);
  if (!copy) {
    const { id, name, description, inputSchema, annotations, approval, httpVerb, capabilities } = tool;
    copy = {
      id,
      name,
      description,
      inputSchema,
      ...(annotations === undefined ? {} : { annotations }),
      ...(approval === undefined ? {} : { approval }),
      ...(httpVerb === undefined ? {} : { httpVerb }),
      capabilities,
    };
    copies.set(tool, copy);
  }
  return copy;
}

/** A finished scenario from what a construction says of its case. Its id follows from its content. */
export function assembled(site: Site, draft: Draft, seed: number, benign: boolean): Scenario {
  const { tampered } = draft;
  const check = draft.script.check && site.toolNamed(draft.script.check.tool);
  const tools = [site.tool.spec, ...(draft.companions ?? []).map((companion) => companion.spec), ...(check ? [check] : [])].map((tool) => (tampered && tampered.id === tool.id ? tampered : specOf(tool)));
  const body: Omit<Scenario, "id"> = {
    schemaVersion,
    cell: { toolId: site.cell.toolId, toolName: site.cell.toolName, source: site.cell.source, outcome: site.cell.outcome },
    trigger: site.trigger.id,
    title: draft.title,
    instruction: draft.instruction,
    context: draft.context ?? [],
    hidden: draft.hidden ?? [],
    unsafe: { description: draft.unsafe.description, tool: site.tool.spec.name, arguments: draft.unsafe.arguments, decisive: draft.unsafe.decisive },
    ...grade(site.outcome, site.tool),
    tools: [...new Map(tools.map((tool) => [tool.id, tool])).values()],
    strategies: [...new Set(draft.strategies ?? site.trigger.strategies)],
    goal: draft.goal,
    benign,
    provenance: { simulator: simulatorId, version, seed },
    script: { seed: site.world.seed, ...draft.script },
  };
  const { tools: _, provenance: __, ...content } = body;
  return { ...body, id: contentId("scenario", JSON.stringify(content)) } as Scenario;
}

