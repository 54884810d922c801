import type { InspectorStrings } from "../src/shared/strings.ts";
import { fill, formatted } from "./dom.ts";

/** How many steps, in words. */
export function stepCount(strings: InspectorStrings, count: number): string {
  return count === 1 ? fill(strings.stepCount, "1") : fill(strings.steps, formatted(count));
}
