import type { Json, JsonObject } from "../../ots/json.ts";
import { jsonText } from "../fields.ts";

const wideWords =
  /^(?:\*|\/|~|all|any|every(?:one|body|thing)?|everywhere|global|admin|root|owner|%|\.\*|public|world)$/i;
const globs = /[*?%]|\.\.\.|-(?:rf|r|f)\b|--(?:force|recursive|all)\b/;
const widensWhenTrue =
  /recurs|force|all|overwrite|cascade|permanent|public|admin|sudo|skip|no_?confirm|bypass|include_/i;
const narrowsWhenTrue = /dry_?run|preview|read_?only|confirm|simulate|draft|test/i;
const amounts = /amount|limit|count|max|number|quantity|size|price|total|days|hours/i;
const filters = /filter|where|limit|only|until|before|after|since|older|dry_?run|scope|exclude|confirm/i;
const where = /\bwhere\b/i;

/**
 * Which of two calls of the same tool reaches less far: -1 the left, 1 the right, 0 when it cannot be said or the
 * signs contradict each other.
 */
export function narrower(left: JsonObject, right: JsonObject): -1 | 0 | 1 {
  let leftSigns = 0;
  let rightSigns = 0;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const sign = narrowerValue(key, left[key], right[key]);
    leftSigns += sign < 0 ? 1 : 0;
    rightSigns += sign > 0 ? 1 : 0;
  }
  if (leftSigns > 0 && rightSigns > 0) {
    return 0;
  }
  return leftSigns > 0 ? -1 : rightSigns > 0 ? 1 : 0;
}

function narrowerValue(key: string, left: Json | undefined, right: Json | undefined): number {
  if (left === undefined || right === undefined) {
    return presence(key, left ?? null) - presence(key, right ?? null);
  }
  if (typeof left === "boolean" && typeof right === "boolean" && left !== right) {
    const trueSide = left ? -1 : 1;
    return narrowsWhenTrue.test(key) ? trueSide : widensWhenTrue.test(key) ? -trueSide : 0;
  }
  if (typeof left === "number" && typeof right === "number" && amounts.test(key)) {
    return Math.sign(left - right);
  }
  if (typeof left === "string" && typeof right === "string") {
    return width(left, right) - width(right, left);
  }
  return Array.isArray(left) && Array.isArray(right)
    ? isPart(left, right)
      ? -1
      : isPart(right, left)
        ? 1
        : 0
    : 0;
}

/** An argument on one side only: -1 when it limits what happens, 1 when it widens it. */
function presence(key: string, value: Json): number {
  if (value === null || value === false) {
    return 0;
  }
  return filters.test(key) || (value === true && narrowsWhenTrue.test(key))
    ? -1
    : value === true && widensWhenTrue.test(key)
      ? 1
      : 0;
}

/** 1 when `text` reaches further than `other` by its look. */
function width(text: string, other: string): number {
  const [a, b] = [text.trim().slice(0, 2_000), other.trim().slice(0, 2_000)];
  const wild = wideWords.test(a) && !wideWords.test(b);
  const pattern = globs.test(a) && !globs.test(b);
  const unlimited = where.test(b) && !where.test(a) && /\b(?:delete|update|select)\b/i.test(a);
  const folderOf = b.startsWith(a) && /^[\w./~:\\-]+$/.test(a) && (a.endsWith("/") || b[a.length] === "/");
  return wild || pattern || unlimited || folderOf ? 1 : 0;
}

function isPart(part: readonly Json[], whole: readonly Json[]): boolean {
  if (part.length >= whole.length || whole.length > 1_000) {
    return false;
  }
  const known = new Set(whole.map((item) => jsonText(item)));
  return part.every((item) => known.has(jsonText(item)));
}
