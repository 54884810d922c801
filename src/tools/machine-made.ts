import { codeLanguageOf } from "./hinted.ts";

/** How a program came about that no person wrote line by line. */
export type MachineMade = "minified" | "bundled" | "generated";

/** Code units; what is shorter is read as it is, whoever wrote it. */
const minLength = 4_000;
const longLine = 1_000;
/** A banner stands at the top. */
const bannerLength = 1_500;
const generated =
  /@generated\b|generated[\s\S]{0,200}\bdo not (?:edit|modify|change)\b|\bdo not (?:edit|modify|change)\b[\s\S]{0,200}generated/i;
/** What esbuild, webpack and their like write before each module of a package they took in. */
const takenIn =
  /^\/\/ (?:[./]*\/)?node_modules\/|^\/\*\*\*\/ "(?:[./]*\/)?node_modules\/|^\/\/#region (?:[./]*\/)?node_modules\//gm;
const minTakenIn = 3;

/**
 * Whether a program is the work of a minifier, a bundler or a generator, told by its look alone: nobody can change such a
 * text by hand, so findings in it help nobody. Lines of data or prose do not make a text minified.
 */
export function machineMade(file: string, text: string): MachineMade | undefined {
  const language = codeLanguageOf(file);
  if (language === undefined || text.length < minLength) {
    return undefined;
  }
  if (generated.test(text.slice(0, bannerLength))) {
    return "generated";
  }
  if (language === "python") {
    return undefined;
  }
  return isMinified(text) ? "minified" : isBundled(text) ? "bundled" : undefined;
}

/** More than half of it stands in long lines of code. */
function isMinified(text: string): boolean {
  let long = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > longLine && isDense(text.slice(start, start + longLine))) {
      long += end - start;
    }
    start = end + 1;
  }
  return long * 2 > text.length;
}

function isDense(line: string): boolean {
  const signs = line.match(/[{}();=]/g)?.length ?? 0;
  return signs > line.length * 0.07;
}

function isBundled(text: string): boolean {
  let seen = 0;
  for (const _ of text.matchAll(takenIn)) {
    seen += 1;
    if (seen >= minTakenIn) {
      return true;
    }
  }
  return false;
}
