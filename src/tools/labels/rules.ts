import type { Rule } from "./rule.ts";
import { changesRecords } from "./rules/changes-records.ts";
import { destructive } from "./rules/destructive.ts";
import { executesCode } from "./rules/executes-code.ts";
import { grantsAccess } from "./rules/grants-access.ts";
import { movesMoney } from "./rules/moves-money.ts";
import { physicalEffect } from "./rules/physical-effect.ts";
import { publishesContent } from "./rules/publishes-content.ts";
import { readsSensitive } from "./rules/reads-sensitive.ts";
import { readsUntrusted } from "./rules/reads-untrusted.ts";
import { writesExternal } from "./rules/writes-external.ts";

/** One rule per label that says what a tool does; the labels about its interface are worked out after these. */
export const rules: readonly Rule[] = [
  readsUntrusted,
  readsSensitive,
  writesExternal,
  destructive,
  executesCode,
  movesMoney,
  grantsAccess,
  physicalEffect,
  publishesContent,
  changesRecords,
];
