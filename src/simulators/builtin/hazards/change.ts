import type { Json } from "../../../ots/json.ts";
import type { Site } from "../build/site.ts";
import type { Parameter } from "../profile/parameter.ts";

/** How a call is turned into one that does harm. */
export interface Change {
  /** New values at pointers, the telling one first. */
  values: readonly (readonly [pointer: string, value: Json])[];
  /** The hazardous value as it is spoken of: "the address intake@…", "everything under shared/". */
  words: string;
  /** What is wrong, as the rest of a sentence about the call: "reaches somebody whom nobody named". */
  wrong: string;
}

/** Undefined when the tool has no lever of this kind. */
export type Hazard = (site: Site) => Change | undefined;

/** A single value in the form the parameter takes. */
export const asValue = (parameter: Parameter, value: Json): Json => (parameter.list ? [value] : value);
