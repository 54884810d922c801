import type { ScenarioRow } from "../project/scenario-index.ts";

/** What scenarios can be filtered by; each is a member of their rows. */
export const facets = ["state", "severity", "source", "review"] as const;
export type Facet = (typeof facets)[number];

/** Values that are shown, by facet. A facet without any lets everything through. */
export type ScenarioFilter = Readonly<Partial<Record<Facet, readonly string[]>>>;

/** Whether a row passes: one of the values of every facet that has some. */
export function passes(row: ScenarioRow, filter: ScenarioFilter): boolean {
  return facets.every((facet) => {
    const values = filter[facet] ?? [];
    return values.length === 0 || values.includes(row[facet] ?? "");
  });
}

export function isFiltering(filter: ScenarioFilter): boolean {
  return facets.some((facet) => (filter[facet] ?? []).length > 0);
}

/** A filter from what was kept of an earlier session, which may be anything. */
export function storedFilter(stored: unknown): ScenarioFilter {
  const record = Object(stored) as Record<string, unknown>;
  const entries = facets.flatMap((facet) => {
    const values = record[facet];
    return Array.isArray(values) ? [[facet, values.filter((value) => typeof value === "string")]] : [];
  });
  return Object.fromEntries(entries);
}
