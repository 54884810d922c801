import { addressesCheck } from "./checks/addresses.ts";
import { argumentsCheck } from "./checks/arguments.ts";
import { datesCheck } from "./checks/dates.ts";
import { documentsCheck } from "./checks/documents.ts";
import { effectsCheck } from "./checks/effects.ts";
import { sourcesCheck } from "./checks/sources.ts";
import { sumsCheck } from "./checks/sums.ts";
import type { Checker } from "./side.ts";

/** Every check of a side, one a tool. */
export const checkers: readonly Checker[] = [
  sumsCheck,
  datesCheck,
  effectsCheck,
  addressesCheck,
  argumentsCheck,
  sourcesCheck,
  documentsCheck,
];
