import { consult } from "../../../../src/judge/toolbelt/consult.ts";
import type { BeltContext } from "../../../../src/judge/toolbelt/tool.ts";
import { toolbelt } from "../../../../src/judge/toolbelt/toolbelt.ts";

const empty: BeltContext = { instruction: "", policy: "", tools: [], steps: [], documents: [] };

/** Asks a tool of the belt by its id; gives what it says, or the failure's words under `failed`. */
export async function ask(id: string, input: unknown, context: Partial<BeltContext> = {}) {
  const tool = toolbelt.find((one) => one.id === id);
  if (!tool) {
    throw new Error(`no tool ${id}`);
  }
  const { line, output } = await consult(tool, input, { ...empty, ...context }, "");
  return line.failed ? { failed: line.observation } : (output as Record<string, unknown>);
}
