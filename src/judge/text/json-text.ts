import { perObject } from "./memo.ts";

const longest = 50_000;

/**
 * JSON of an object, cut at 50,000 units, for looking words up in. Empty when it is nested too deep to be written;
 * such values come only from hostile input.
 */
export const jsonText: (value: object) => string = perObject((value) => {
  try {
    return JSON.stringify(value).slice(0, longest);
  } catch {
    return "";
  }
});
