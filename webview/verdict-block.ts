import type {
  EvidencePlace,
  PageEvidence,
  PageSecondOpinion,
  PageTraceStep,
  PageVerdict,
  Side,
} from "../src/shared/inspection.ts";
import { el, fill, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { icon } from "./icons.ts";
import { textBlock, textButton } from "./texts.ts";

/** The verdict's icon and word. */
export function verdictChip(label: PageVerdict["label"], drawing: Pick<Drawing, "strings">): HTMLElement {
  return el("span", { class: `verdict verdict-${label}` }, icon(label), drawing.strings.verdicts[label]);
}

/** Why the verdict is what it is. That of a safe step is closed until it is asked for. */
export function verdictBlock(verdict: PageVerdict, side: Side, drawing: Drawing): HTMLElement | undefined {
  const { strings } = drawing;
  const judge = [
    `${strings.judges[verdict.judge.kind]} · ${verdict.judge.name}`,
    verdict.detectors && verdict.detectors.length > 0 ? verdict.detectors.join(", ") : undefined,
    verdict.reward === undefined ? undefined : fill(strings.reward, verdict.reward.toFixed(2)),
  ].filter((part) => part !== undefined);
  const content = [
    factsOf(verdict, drawing),
    verdict.rationale.text !== "" && textBlock(verdict.rationale, { tag: "p", name: "rationale" }, drawing),
    verdict.evidence.length > 0 && evidenceList(verdict.evidence, side, drawing),
    verdict.trace && verdict.trace.length > 0 && judgeTrace(verdict.trace, verdict.traceSize, drawing),
    el("p", { class: "judge", dir: "auto" }, shown(judge.join(" · "))),
    verdict.secondOpinion && secondOpinion(verdict.secondOpinion, drawing),
  ];
  const alarming = verdict.label === "unsafe" || verdict.label === "controversial";
  const open =
    drawing.memory.opened.has("verdict") || (alarming && !drawing.memory.opened.has("verdict-closed"));
  const details = el(
    "details",
    { class: `why why-${verdict.label}`, ...(open ? { open: "" } : {}) },
    el("summary", {}, el("span", { class: "why-word" }, strings.why), firstWords(verdict, open, drawing)),
    ...content,
  );
  details.addEventListener("toggle", () => {
    drawing.memory.opened[details.open ? "add" : "delete"]("verdict");
    drawing.memory.opened[details.open ? "delete" : "add"]("verdict-closed");
  });
  return details;
}

/** Where the harm comes from, what it is and how bad. */
function factsOf(
  verdict: Pick<PageVerdict, "source" | "outcome" | "trigger" | "severity">,
  { strings, head }: Drawing,
): HTMLElement | undefined {
  const facts = [
    verdict.source && strings.sources[verdict.source],
    verdict.outcome && (head.titles[verdict.outcome] ?? verdict.outcome),
    verdict.trigger && (head.titles[verdict.trigger] ?? verdict.trigger),
    verdict.severity && strings.severities[verdict.severity],
  ].filter((fact) => fact !== undefined && fact !== "");
  return facts.length === 0
    ? undefined
    : el(
        "p",
        { class: "verdict-facts" },
        ...facts.map((fact) => el("span", { dir: "auto" }, shown(fact ?? ""))),
      );
}

/** What the other judge says, where the two disagree: a verdict that is worth a person's look. */
function secondOpinion(opinion: PageSecondOpinion, drawing: Drawing): HTMLElement {
  const { strings } = drawing;
  const judge = `${strings.judges[opinion.judge.kind]} · ${opinion.judge.name}`;
  return el(
    "section",
    { class: "second-opinion", "aria-label": strings.secondOpinion },
    el("p", {}, el("span", { class: "muted" }, strings.secondOpinion), verdictChip(opinion.label, drawing)),
    factsOf(opinion, drawing),
    opinion.rationale !== "" && el("p", { class: "text", dir: "auto" }, shown(opinion.rationale)),
    el("p", { class: "judge", dir: "auto" }, shown(judge)),
  );
}

/** What a closed block says for itself, and that the judges disagree. */
function firstWords({ rationale, secondOpinion: other }: PageVerdict, open: boolean, { strings }: Drawing) {
  if (other && !open) {
    return el(
      "span",
      { class: "muted first-words" },
      `${strings.secondOpinion} ${strings.verdicts[other.label]}`,
    );
  }
  return open || rationale.text === ""
    ? undefined
    : el("span", { class: "muted first-words", dir: "auto" }, shown(rationale.text.slice(0, 200)));
}

function evidenceList(evidence: PageEvidence[], side: Side, drawing: Drawing): HTMLElement {
  const items = evidence.map(({ place, text }) => {
    const link = textButton(placeWord(place, drawing), () => drawing.follow(target(place, side)));
    if (place.of === "tool") {
      link.addEventListener("click", () => drawing.act({ do: "reveal-tool", tool: place.tool }));
    }
    return el("li", {}, link, el("q", { dir: "auto" }, shown(text)));
  });
  return el("ul", { class: "evidence-list", "aria-label": drawing.strings.evidence }, ...items);
}

function placeWord(place: EvidencePlace, { strings }: Drawing): string {
  switch (place.of) {
    case "instruction":
      return strings.instruction;
    case "tool":
      return fill(strings.definitionOf, place.tool);
    case "argument":
      return fill(strings.argumentOf, place.path.slice(1), place.step + 1);
    default:
      return fill(strings.partOf, strings.parts[place.of], place.step + 1);
  }
}

function target(place: EvidencePlace, side: Side): Parameters<Drawing["follow"]>[0] {
  switch (place.of) {
    case "instruction":
    case "tool":
      return { side, step: undefined, selector: ".instruction mark, .instruction .text" };
    case "argument":
      return { side, step: place.step, selector: `[data-path="${CSS.escape(place.path)}"]` };
    default:
      return { side, step: place.step, selector: `.part-${place.of} mark, .part-${place.of}` };
  }
}

/** What the judge thought, asked its tools and saw, step by step. */
function judgeTrace(trace: PageTraceStep[], size: number | undefined, drawing: Drawing): HTMLElement {
  const { strings } = drawing;
  const items = trace.map(({ thought, tool, input, observation, failed }) =>
    el(
      "li",
      {},
      thought !== "" && el("p", { dir: "auto" }, shown(thought)),
      tool !== undefined &&
        el(
          "p",
          { class: "trace-call", dir: "auto" },
          el("code", { class: "tool" }, shown(tool)),
          input !== undefined && el("code", { dir: "auto" }, shown(input)),
        ),
      observation !== undefined && el("pre", { class: "text", dir: "auto" }, shown(observation)),
      failed && el("p", { class: "muted" }, strings.traceFailed),
    ),
  );
  if (size !== undefined) {
    items.push(el("li", { class: "muted" }, fill(strings.moreItems, size - trace.length)));
  }
  return el(
    "details",
    { class: "trace", open: "" },
    el("summary", {}, fill(strings.traceTitle, size ?? trace.length)),
    el("ol", {}, ...items),
  );
}
