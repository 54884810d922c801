import type { Capability } from "../../ots/tool.ts";
import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import type { Intent } from "./intent.ts";
import { isHarmless } from "./intent.ts";
import type { ToolShape } from "./shape.ts";
import { words } from "./tokens.ts";

type Evidence = Capability["evidence"][number];

/** These go for texts; to list or get may be about records of one's own, whatever is reached for them. */
const reaching = words(
  "browse fetch scrape crawl read research download visit navigate extract summarize translate transcribe",
);
const factual = /\b(?:weather|forecast|time|price|rate|status|count|version|health|currency)\b/i;

/** Labels that the tool's own annotations claim. What they deny is not taken as proof of harmlessness. */
export function annotationEvidence(
  shape: ToolShape,
  intent: Intent | undefined,
): [CapabilityLabel, Evidence][] {
  const annotations = shape.tool.annotations;
  if (annotations === undefined) {
    return [];
  }
  const found: [CapabilityLabel, Evidence][] = [];
  if (annotations.destructiveHint === true && annotations.readOnlyHint !== true) {
    found.push(["destructive", { kind: "annotation", text: "destructiveHint: true" }]);
  }
  const readsOnly = annotations.readOnlyHint === true || intent?.act === "read";
  const plainFact =
    factual.test(shape.tool.name.replaceAll("_", " ")) || (intent !== undefined && isHarmless(intent));
  const computes = intent?.act === "compute";
  const reaches = intent === undefined || reaching.has(intent.verb);
  if (annotations.openWorldHint === true && readsOnly && reaches && !plainFact && !computes) {
    found.push(["reads-untrusted", { kind: "annotation", text: "openWorldHint: true" }]);
  }
  return found;
}
