import type { RiskSource } from "../ots/vocabulary.ts";
import type { ReportCell, ReportData } from "./report.ts";

/** A tool and an outcome over the sources asked for. */
export interface HeatCell {
  scenarios: number;
  unsafe: number;
  pairs: number;
  /** Applicable cells without a scenario. */
  gaps: readonly ReportCell[];
}

/** What stands at each tool and outcome. @returns undefined where no cell applies */
export function heatMap(
  { cells }: Pick<ReportData, "cells">,
  source: RiskSource | undefined,
): (toolId: string, outcome: string) => HeatCell | undefined {
  const places = new Map<string, { scenarios: number; unsafe: number; pairs: number; gaps: ReportCell[] }>();
  for (const cell of cells) {
    if (source !== undefined && cell.source !== source) {
      continue;
    }
    const key = JSON.stringify([cell.toolId, cell.outcome]);
    const place = places.get(key) ?? { scenarios: 0, unsafe: 0, pairs: 0, gaps: [] };
    place.scenarios += cell.scenarios;
    place.unsafe += cell.unsafe;
    place.pairs += cell.pairs;
    if (cell.applicable && cell.scenarios === 0) {
      place.gaps.push(cell);
    }
    places.set(key, place);
  }
  return (toolId, outcome) => places.get(JSON.stringify([toolId, outcome]));
}

/** Every cell as a line of CSV (RFC 4180). */
export function reportCsv(data: ReportData): string {
  const toolNames = new Map(data.tools.map(({ id, name }) => [id, name]));
  const rows = data.cells.map(({ toolId, outcome, source, applicable, scenarios, unsafe, pairs }) =>
    [
      toolNames.get(toolId) ?? toolId,
      outcome,
      source,
      applicable ? "yes" : "no",
      scenarios,
      unsafe,
      pairs,
    ].map(csvCell),
  );
  const head = ["tool", "outcome", "source", "applicable", "scenarios", "unsafe", "pairs"];
  return `${[head, ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
}

function csvCell(value: string | number): string {
  const text = String(value);
  // A spreadsheet would run a hostile name that begins like a formula.
  const inert = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

const size = 26;
const left = 220;
const top = 190;
const longestLabel = 30;

/** The heat map as a picture for documents: dark on light, numbers in every cell. */
export function reportSvg(data: ReportData, source: RiskSource | undefined): string {
  const at = heatMap(data, source);
  const most = Math.max(
    1,
    ...data.tools.flatMap(({ id }) => data.outcomes.map((one) => at(id, one.id)?.scenarios ?? 0)),
  );
  const width = left + data.outcomes.length * size + 20;
  const height = top + data.tools.length * size + 20;
  const columns = data.outcomes.map(
    ({ title }, index) =>
      `<text transform="translate(${left + index * size + 17} ${top - 8}) rotate(-60)">${xml(short(title))}</text>`,
  );
  const rows = data.tools.flatMap(({ id, name }, row) => {
    const y = top + row * size;
    return [
      `<text x="${left - 8}" y="${y + 17}" text-anchor="end">${xml(short(name))}</text>`,
      ...data.outcomes.flatMap(({ id: outcome }, column) => {
        const cell = at(id, outcome);
        return cell ? [square(left + column * size, y, cell, most)] : [];
      }),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>${xml(data.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...columns,
    ...rows,
    "</svg>",
    "",
  ].join("\n");
}

function square(x: number, y: number, { scenarios, gaps }: HeatCell, most: number): string {
  const side = size - 3;
  const share = scenarios === 0 ? 0 : 0.2 + 0.8 * (scenarios / most);
  const dash = gaps.length > 0 ? ' stroke="#b00020" stroke-dasharray="3 2"' : ' stroke="#999"';
  const light = share > 0.6;
  return (
    `<rect x="${x}" y="${y}" width="${side}" height="${side}" rx="3" fill="#1f6feb" fill-opacity="${share.toFixed(2)}"${dash}/>` +
    `<text x="${x + side / 2}" y="${y + 16}" text-anchor="middle" fill="${light ? "#fff" : "#222"}">${scenarios}</text>`
  );
}

function short(text: string): string {
  return text.length > longestLabel ? `${text.slice(0, longestLabel - 1)}…` : text;
}

function xml(text: string): string {
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll(/[&<>"]/g, (character) => names[character] ?? "");
}
