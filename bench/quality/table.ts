/** A part of the quality report: a heading, lines to print, and the figures as data. */
export interface QualityPart {
  title: string;
  lines: readonly string[];
  figures: Readonly<Record<string, unknown>>;
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Rows as aligned columns: the first to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, at) => Math.max(all[at] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
