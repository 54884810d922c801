import type { ThreatModel } from "../ots/threat-model.ts";
import { type Capability, evidenceKinds, type ToolDefinition } from "../ots/tool.ts";
import { effectLabels } from "../ots/triggers.ts";
import { type CapabilityLabel, capabilityLabels } from "../ots/vocabulary.ts";
import { annotationEvidence } from "./labels/annotation-labels.ts";
import { describedEffects } from "./labels/description-labels.ts";
import { type Intent, isHarmless, readDescription, readIdentifier } from "./labels/intent.ts";
import { describedAction, intentsOf } from "./labels/intents.ts";
import { confirmingParameter, freeTextEvidence, wideningEvidence } from "./labels/interface-labels.ts";
import { overridesFor } from "./labels/overrides.ts";
import { deferredCode, switchedEffects } from "./labels/parameter-labels.ts";
import type { Rule } from "./labels/rule.ts";
import { physicalEffect } from "./labels/rules/physical-effect.ts";
import { rules } from "./labels/rules.ts";
import { type LabelledTool, shapeOf, type ToolShape } from "./labels/shape.ts";
import { words } from "./labels/tokens.ts";

type Evidence = Capability["evidence"][number];
export type LabelEvidence = readonly [CapabilityLabel, Evidence];

/** Effects that are hard to take back: a tool that has one and never asks gets `no-confirmation`. */
const hardToUndo: readonly CapabilityLabel[] = [
  "destructive",
  "executes-code",
  "moves-money",
  "grants-access",
  "physical-effect",
  "writes-external",
  "publishes-content",
];

/** What the code of a tool gave away when it was read; it is not read again for a new inference. */
function codeEvidence(capabilities: readonly Capability[]): LabelEvidence[] {
  return capabilities.flatMap(({ label, evidence }) =>
    evidence.filter(({ kind }) => kind === "code").map((entry): LabelEvidence => [label, entry]),
  );
}

/**
 * What a tool can do, inferred from its definition and from `code`, what the function behind it calls. Each label carries its evidence, strongest first. The project's
 * own word (`toolLabels` of the threat model) outranks every inference. Annotations that deny an effect are claims: they
 * do not remove what the name says; see `annotationContradictions`.
 */
export function inferCapabilities(
  tool: LabelledTool & { capabilities?: readonly Capability[] },
  model: ThreatModel,
  code: readonly LabelEvidence[] = codeEvidence(tool.capabilities ?? []),
): Capability[] {
  const shape = shapeOf(tool);
  const intents = intentsOf(shape);
  const evidence = new Map<CapabilityLabel, Evidence[]>();
  const add = (label: CapabilityLabel, entry: Evidence) => {
    const known = evidence.get(label) ?? [];
    if (!known.some((other) => other.text === entry.text)) {
      evidence.set(label, [...known, entry]);
    }
  };
  for (const [label, entry] of annotationEvidence(shape, intents[0])) {
    add(label, entry);
  }
  const apply = (intent: Intent, applied: readonly Rule[]) => {
    for (const rule of applied) {
      const noun = rule.find(intent, shape);
      if (noun !== undefined) {
        add(rule.label, quote(intent, noun, tool));
      }
    }
  };
  for (const intent of intents) {
    apply(intent, rules);
  }
  const action = describedAction(shape, intents);
  if (action !== undefined) {
    apply(action, evidence.size === 0 ? rules : [physicalEffect]);
  }
  addDescribedEffects(shape, intents, evidence, add);
  for (const [label, entry] of code) {
    add(label, entry);
  }
  for (const added of [switchedEffects(shape, intents[0]), deferredCode(shape, intents[0])]) {
    if (added !== undefined) {
      add(...added);
    }
  }
  const said = changeClaim(shape, evidence);
  if (said !== undefined) {
    add("changes-records", said);
  }
  addInterfaceLabels(shape, intents[0], evidence, add);
  applyOverrides(tool.name, model, evidence);
  return [...evidence]
    .map(([label, entries]) => ({ label, evidence: entries.toSorted(byStrength) }))
    .sort((a, b) => capabilityLabels.indexOf(a.label) - capabilityLabels.indexOf(b.label));
}

function byStrength(a: Evidence, b: Evidence): number {
  return evidenceKinds.indexOf(a.kind) - evidenceKinds.indexOf(b.kind);
}

function quote(intent: Intent, noun: string, tool: LabelledTool): Evidence {
  if (intent.kind === "http-verb") {
    const on = noun === "" ? "" : ` on "${noun.replaceAll("_", " ")}"`;
    return { kind: "http-verb", text: `HTTP verb ${tool.httpVerb}${on}` };
  }
  const said = [intent.verb, noun].filter((word) => word !== "").map((word) => word.replaceAll("_", " "));
  return { kind: intent.kind, text: `"${[...new Set(said)].join(" … ")}" ${intent.where}` };
}

/** Readers and calculators describe what others did; only a tool that acts itself is taken at its description's word. */
function addDescribedEffects(
  shape: ToolShape,
  intents: readonly Intent[],
  evidence: ReadonlyMap<CapabilityLabel, Evidence[]>,
  add: (label: CapabilityLabel, entry: Evidence) => void,
): void {
  const [main] = intents;
  const acts = main === undefined || (!["read", "digest", "compute"].includes(main.act) && !isHarmless(main));
  if (!acts || (shape.tool.annotations?.readOnlyHint === true && evidence.size === 0)) {
    return;
  }
  for (const { label, words } of describedEffects(shape.tool.description)) {
    add(label, { kind: "description", text: `"${words}" in the description` });
  }
}

/** What passes on a screen leaves nothing changed, although it is not "only reading" either. */
const passingSigns =
  words(`hover scroll focus emulate zoom drag resize page tab window snapshot screenshot trace screencast recording
  viewport dialog panel`);

/** What is done with a keyboard or a mouse has its effect in the page, and is called after it there. */
const pointing = words("press hover drag click tap swipe scroll type");
const opening = words("open close launch quit start");
const screens = words("browser session");

/** `readOnlyHint: false` where nothing else says what the tool does: its author's word that it changes something. */
function changeClaim(
  shape: ToolShape,
  evidence: ReadonlyMap<CapabilityLabel, Evidence[]>,
): Evidence | undefined {
  const observes = [readIdentifier(shape.tool.name).act, readDescription(shape).act].some(
    (act) => act === "read" || act === "digest" || act === "compute",
  );
  const { verb, nouns } = readIdentifier(shape.tool.name);
  const passes =
    pointing.has(verb === "" ? (nouns[0] ?? "") : verb) ||
    [verb, ...nouns].some((word) => passingSigns.has(word)) ||
    (opening.has(verb) && nouns.some((word) => screens.has(word)));
  const isKnown = effectLabels.some((label) => evidence.has(label));
  return shape.tool.annotations?.readOnlyHint === false && !observes && !passes && !isKnown
    ? { kind: "annotation", text: "readOnlyHint: false" }
    : undefined;
}

function addInterfaceLabels(
  shape: ToolShape,
  main: Intent | undefined,
  evidence: ReadonlyMap<CapabilityLabel, Evidence[]>,
  add: (label: CapabilityLabel, entry: Evidence) => void,
): void {
  const labels = new Set(evidence.keys());
  const acts = effectLabels.some((label) => labels.has(label));
  const freeText = acts ? freeTextEvidence(shape, labels, main) : undefined;
  if (freeText !== undefined) {
    add("free-text-sink", freeText);
  }
  const wide = acts || labels.has("reads-sensitive") ? wideningEvidence(shape, main) : undefined;
  if (wide !== undefined) {
    add("wildcard-parameter", wide);
  }
  const final = hardToUndo.find((label) => labels.has(label));
  const approval = shape.tool.approval;
  const asks = approval?.required === "always" || approval?.required === "conditional";
  if (final !== undefined && !asks && confirmingParameter(shape) === undefined) {
    const stated = approval === undefined ? `${final} and nothing asks first` : approval.statedBy;
    add("no-confirmation", { kind: approval === undefined ? "parameter" : "annotation", text: stated });
  }
}

function applyOverrides(name: string, model: ThreatModel, evidence: Map<CapabilityLabel, Evidence[]>): void {
  for (const override of overridesFor(name, model.toolLabels)) {
    for (const label of override.add ?? []) {
      const entry: Evidence = {
        kind: "user",
        text: `the project's threat model gives "${override.tool}" this label`,
      };
      evidence.set(label, [entry, ...(evidence.get(label) ?? [])]);
    }
    for (const label of override.remove ?? []) {
      evidence.delete(label);
    }
  }
}

const strong: ReadonlySet<string> = new Set(["name", "http-verb", "code", "parameter"]);
const notRepeatable: readonly CapabilityLabel[] = ["moves-money", "writes-external", "publishes-content"];

/**
 * Sentences on what a tool's MCP hints claim and the rest of its definition contradicts; empty when they agree. Only the
 * name, the HTTP verb, the code and the choices of a parameter can contradict: a description's wording is too weak for that.
 */
export function annotationContradictions(
  tool: Pick<ToolDefinition, "name" | "annotations" | "capabilities">,
): string[] {
  const { annotations } = tool;
  if (annotations === undefined) {
    return [];
  }
  const says = new Map(
    tool.capabilities.flatMap(({ label, evidence }) => {
      const proof = evidence.find((entry) => strong.has(entry.kind));
      return proof === undefined ? [] : [[label, proof.text] as const];
    }),
  );
  const found: string[] = [];
  const effect = effectLabels.find((label) => says.has(label));
  if (annotations.readOnlyHint === true && effect !== undefined) {
    found.push(`${tool.name} claims readOnlyHint: true, but ${says.get(effect)} makes it ${effect}.`);
  }
  if (annotations.destructiveHint === false && annotations.readOnlyHint !== true && says.has("destructive")) {
    found.push(
      `${tool.name} claims destructiveHint: false, but ${says.get("destructive")} makes it destructive.`,
    );
  }
  const repeated = notRepeatable.find((label) => says.has(label));
  if (annotations.idempotentHint === true && repeated !== undefined) {
    const proof = says.get(repeated);
    found.push(
      `${tool.name} claims idempotentHint: true, but ${proof} makes it ${repeated}: a repeated call acts again.`,
    );
  }
  if (annotations.openWorldHint === false && says.has("writes-external")) {
    found.push(
      `${tool.name} claims openWorldHint: false, but ${says.get("writes-external")} reaches others.`,
    );
  }
  return found;
}
