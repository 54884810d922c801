import { InputError } from "../syntax/input-error.ts";
import type { ParsedCommandLine } from "./command.ts";

/** A string option's value; undefined when it was not given. */
export function stringValue(line: ParsedCommandLine, name: string): string | undefined {
  const value = line.values[name];
  return typeof value === "string" ? value : undefined;
}

/** Every value of an option that may be given several times. */
export function stringValues(line: ParsedCommandLine, name: string): readonly string[] {
  const value = line.values[name];
  return Array.isArray(value) ? value : [];
}

/**
 * A whole number in [min, max]; undefined when the option was not given.
 * @throws InputError that names the option, the range and what was given.
 */
export function wholeNumber(
  line: ParsedCommandLine,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const text = stringValue(line, name);
  if (text === undefined) {
    return undefined;
  }
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new InputError(`--${name} takes a whole number from ${min} to ${max}, not "${text}"`);
  }
  return value;
}

/**
 * A part of a whole in [0, max]; undefined when the option was not given.
 * @throws InputError that names the option, the range and what was given.
 */
export function fraction(line: ParsedCommandLine, name: string, max: number): number | undefined {
  const text = stringValue(line, name);
  if (text === undefined) {
    return undefined;
  }
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0 && value <= max)) {
    throw new InputError(`--${name} takes a number from 0 to ${max}, such as 0.2, not "${text}"`);
  }
  return value;
}

/**
 * A comma-separated list of words out of `allowed`; undefined when the option was not given.
 * @throws InputError that names the unknown word and the ones that could have been meant.
 */
export function listOf<T extends string>(
  line: ParsedCommandLine,
  name: string,
  allowed: readonly T[],
): T[] | undefined {
  const text = stringValue(line, name);
  if (text === undefined) {
    return undefined;
  }
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  if (words.length === 0) {
    throw new InputError(`--${name} needs at least one of: ${shortList(allowed)}`);
  }
  return words.map((word) => {
    const found = allowed.find((candidate) => candidate === word);
    if (found === undefined) {
      throw new InputError(
        `--${name}: unknown "${word}"; ${allowed.length === 0 ? "there is nothing to choose from" : `known: ${shortList(allowed)}`}`,
      );
    }
    return found;
  });
}

const maxListed = 40;

function shortList(words: readonly string[]): string {
  const listed = words.slice(0, maxListed).join(", ");
  return words.length > maxListed ? `${listed} … (${words.length} in all)` : listed;
}
