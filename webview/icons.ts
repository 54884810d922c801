import type { VerdictLabel } from "../src/shared/protocol.ts";

const namespace = "http://www.w3.org/2000/svg";
const circle = "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13";

/** Outlines on a 16 × 16 grid, drawn with the text's colour. */
const outlines = {
  unsafe: `${circle}M5.5 5.5l5 5M10.5 5.5l-5 5`,
  safe: `${circle}M5 8.2l2.2 2.3L11 5.8`,
  controversial: "M8 2L1.8 13.5h12.4zM8 6.2v3.6M8 11.4v.4",
  refused: `${circle}M3.6 3.6l8.8 8.8`,
  "not-reached": `${circle}M5 8h6`,
  "judge-failed": `${circle}M6.2 6.4a1.8 1.8 0 1 1 2.4 1.7c-.4.2-.6.5-.6 1M8 11v.4`,
  tool: "M10.2 2.2a3.6 3.6 0 0 0-3.5 4.7L2.4 11.2a1.6 1.6 0 0 0 2.3 2.3l4.3-4.3a3.6 3.6 0 0 0 4.6-4.5L11.4 6.9 9.2 6.7 9 4.5z",
  answer: "M2 3h12v8H8l-3.2 2.6V11H2z",
  user: "M8 2.2a2.9 2.9 0 1 0 0 5.8a2.9 2.9 0 1 0 0-5.8M2.6 14c.4-3 2.6-4.5 5.4-4.5s5 1.5 5.4 4.5",
  system: "M2 3h12v8.5H2zM5.5 14h5M8 11.5V14M4.6 5.6l1.8 1.6-1.8 1.6M7.6 9h3",
  peer: "M6 3.2a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0-4.4M1.8 13c.3-2.5 1.9-3.8 4.2-3.8s3.9 1.3 4.2 3.8M10.4 3.4a2.1 2.1 0 0 1 0 4.1M11.4 9.5c1.7.4 2.6 1.6 2.8 3.5",
  down: "M3.5 6l4.5 4.5L12.5 6",
  right: "M6 3.5L10.5 8 6 12.5",
  copy: "M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1",
  braces:
    "M6 2.5c-2 0-2 1-2 2.5S3.5 8 2.5 8C3.5 8 4 8.500 4 11s0 2.500 2 2.500M10 2.500c2 0 2 1 2 2.500s.5 3 1.500 3c-1 0-1.500.5-1.500 3s0 2.500-2 2.500",
  document: "M4 1.500h5.500L12.500 4.500v10H4zM9.500 1.500v3h3M6 8h4.500M6 10.500h4.500",
  link: "M6.700 9.300a2.600 2.600 0 0 0 3.700 0l2.400-2.400a2.600 2.600 0 0 0-3.700-3.700l-1 1M9.300 6.700a2.600 2.600 0 0 0-3.700 0L3.200 9.100a2.600 2.600 0 0 0 3.700 3.700l1-1",
  review: "M2 13.900l.8-3.400L10.600 2.700l2.600 2.600-7.800 7.800zM9 4.300l2.600 2.600",
  comment: "M2 3h12v8H8l-3.200 2.600V11H2z",
  search: "M6.800 2a4.800 4.800 0 1 0 0 9.600a4.800 4.800 0 1 0 0-9.600M10.300 10.300L14 14",
  filter: "M2 3h12L9.500 8.500v4.500l-3-1.500v-3z",
  sync: "M5 2.500v11M5 13.500l-2-2M5 13.500l2-2M11 13.500v-11M11 2.500l-2 2M11 2.500l2 2",
  panes: "M2 3h12v10H2zM8 3v10",
  pane: "M2 3h12v10H2z",
  diff: "M4 4.500h6M7 1.500v6M4 12h6",
  up: "M3.500 10L8 5.500l4.500 4.500",
  close: "M3.500 3.500l9 9M12.500 3.500l-9 9",
  help: `${circle}M6.200 6.400a1.800 1.800 0 1 1 2.400 1.700c-.4.2-.6.5-.6 1M8 11v.4`,
  equal: "M4 6.200h8M4 9.800h8",
  differs: "M4 6.200h8M4 9.800h8M10.500 3.500l-5 9",
  words: "M3.500 7c1.500-2 3-2 4.500-.5s3 1.500 4.500-.5M3.500 11c1.500-2 3-2 4.500-.5s3 1.500 4.500-.5",
  minus: "M4 8h8",
  plus: "M4 8h8M8 4v8",
  moved: "M8 2.500v11M5.500 5L8 2.500 10.500 5M5.500 11L8 13.500 10.500 11",
  list: "M2.500 4h1M2.500 8h1M2.500 12h1M6 4h8M6 8h8M6 12h8",
  more: "M3.500 8h.1M8 8h.1M12.500 8h.1",
  import: "M8 2v7.500M5 6.500l3 3 3-3M2.500 10.500v3h11v-3",
} as const satisfies Record<VerdictLabel | string, string>;

export type IconName = keyof typeof outlines;

/** An icon; the words beside it or the button's label say the same, so it is hidden from screen readers. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", outlines[name]);
  svg.append(path);
  return svg;
}
