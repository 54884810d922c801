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

const overwriting =
  words(`overwrite replace reset restore revert rollback undo override squash rebase alter mutate migrate
  expire truncate`);
const final =
  /\b(?:irreversibl|permanent|cannot be (?:undone|reversed|recovered)|can't be undone|undoable|overwrit|destruct|wipe|erase|lost|discard|delet|remov)/i;

/**
 * `destructiveHint: true` is a claim, and what a server says of itself when it says nothing else. It is believed of a tool whose
 * name says nothing, takes away, runs or overwrites, and where the description owns to it.
 */
function mayDestroy({ tool }: ToolShape, intent: Intent | undefined): boolean {
  const act = intent?.act;
  return (
    act === undefined ||
    act === "delete" ||
    act === "stop" ||
    act === "execute" ||
    overwriting.has(intent?.verb ?? "") ||
    (act !== "read" && final.test(tool.description))
  );
}

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
  if (
    annotations.destructiveHint === true &&
    annotations.readOnlyHint !== true &&
    mayDestroy(shape, intent)
  ) {
    found.push(["destructive", { kind: "annotation", text: "destructiveHint: true" }]);
  }
  const readsOnly = annotations.readOnlyHint === true || intent?.act === "read";
  const plainFact =
    factual.test(shape.tool.name.replaceAll("_", " ")) || (intent !== undefined && isHarmless(intent));
  const computes = intent?.act === "compute";
  const reaches = intent !== undefined && reaching.has(intent.verb);
  if (annotations.openWorldHint === true && readsOnly && reaches && !plainFact && !computes) {
    found.push(["reads-untrusted", { kind: "annotation", text: "openWorldHint: true" }]);
  }
  return found;
}
