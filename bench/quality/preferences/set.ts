import type { Preference } from "../../../src/judge/rank/preference.ts";
import { addressTemplates } from "./address.ts";
import { calculatorTemplates } from "./calculator.ts";
import { calendarTemplates } from "./calendar.ts";
import { codeTemplates } from "./code.ts";
import { group, type Template } from "./draw.ts";
import { mixedTemplates } from "./mixed.ts";
import { provenanceTemplates } from "./provenance.ts";
import { schemaTemplates } from "./schema.ts";
import { searchTemplates } from "./search.ts";

const groups: Readonly<Record<string, readonly Template[]>> = {
  calculator: calculatorTemplates,
  calendar: calendarTemplates,
  code: codeTemplates,
  address: addressTemplates,
  schema: schemaTemplates,
  provenance: provenanceTemplates,
  search: searchTemplates,
  mixed: mixedTemplates,
};

const perGroup = 36;

/**
 * Pairs in eight groups in which the right side follows from a fact, by construction: sums from the language's own arithmetic,
 * dates from its own calendar, check digits from big integers, the rest from what was put into the case.
 */
export function preferenceSet(seed: number): Record<string, Preference[]> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, templates], index) => [
      name,
      group(name, templates, perGroup, seed + index),
    ]),
  );
}
