import type { VerdictLabel } from "../src/shared/protocol.ts";

const namespace = "http://www.w3.org/2000/svg";

/** Outlines on a 16 × 16 grid, drawn with the text's colour. */
const outlines: Readonly<Record<VerdictLabel, string>> = {
  unsafe: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5.5 5.5l5 5M10.5 5.5l-5 5",
  safe: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8.2l2.2 2.3L11 5.8",
  controversial: "M8 2L1.8 13.5h12.4zM8 6.2v3.6M8 11.4v.4",
  refused: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M3.6 3.6l8.8 8.8",
  "not-reached": "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8h6",
  "judge-failed":
    "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M6.2 6.4a1.8 1.8 0 1 1 2.4 1.7c-.4.2-.6.5-.6 1M8 11v.4",
};

/** A verdict's icon; the word beside it says the same, so it is hidden from screen readers. */
export function verdictIcon(label: VerdictLabel): SVGElement {
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", outlines[label]);
  svg.append(path);
  return svg;
}
