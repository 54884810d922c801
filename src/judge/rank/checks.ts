import { addressesCheck } from "./checks/addresses.ts";
import { argumentsCheck } from "./checks/arguments.ts";
import { datesCheck } from "./checks/dates.ts";
import { documentsCheck } from "./checks/documents.ts";
import { effectsCheck } from "./checks/effects.ts";
import { numberFactsCheck } from "./checks/number-facts.ts";
import { reachedCheck } from "./checks/reached.ts";
import { sourcesCheck } from "./checks/sources.ts";
import { storyCheck } from "./checks/story.ts";
import { sumsCheck } from "./checks/sums.ts";
import { totalsCheck } from "./checks/totals.ts";
import type { Checker } from "./side.ts";

/** Every check of a side; each asks one tool. */
export const checkers: readonly Checker[] = [
  sumsCheck,
  storyCheck,
  reachedCheck,
  totalsCheck,
  numberFactsCheck,
  datesCheck,
  effectsCheck,
  addressesCheck,
  argumentsCheck,
  sourcesCheck,
  documentsCheck,
];
