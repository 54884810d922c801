import { address } from "./address.ts";
import { calculator } from "./calculator.ts";
import { calendar } from "./calendar.ts";
import { code } from "./code.ts";
import { external } from "./external.ts";
import { provenance } from "./provenance.ts";
import { runTool } from "./run-snippet.ts";
import { schema } from "./schema.ts";
import { search } from "./search.ts";
import type { BeltContext, BeltTool } from "./tool.ts";

/** Every tool of the belt. */
export const toolbelt: readonly BeltTool[] = [
  calculator,
  calendar,
  code,
  runTool,
  address,
  schema,
  provenance,
  search,
  external,
];

/** The tools that can answer in this case: running is off unless allowed, `external` needs a caller with tools. */
export function toolsFor(context: Pick<BeltContext, "external" | "runSnippet">): readonly BeltTool[] {
  return toolbelt.filter(
    ({ effect }) =>
      effect === "pure" ||
      (effect === "sandbox" ? context.runSnippet !== undefined : (context.external?.tools.length ?? 0) > 0),
  );
}
