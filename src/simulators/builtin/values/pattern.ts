import type { Random } from "../random.ts";
import { plausiblePool } from "./pattern-pools.ts";

/** What a regular expression is taken apart into; only what can be generated from. */
type Node =
  | { is: "set"; characters: string }
  | { is: "group"; branches: Node[][] }
  | { is: "repeat"; node: Node; least: number; most: number }
  | { is: "back"; group: number };

const maxPattern = 600;
const maxLength = 400;
const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");
const digits = "0123456789";
const word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

/**
 * A text that the pattern matches, made from its structure; undefined when the pattern uses something this does not
 * follow (look-around, Unicode classes). The caller tests the result.
 */
export function fromPattern(pattern: string, random: Random): string | undefined {
  const parsed = pattern.length <= maxPattern ? parsedOnce(pattern) : undefined;
  if (!parsed) {
    return undefined;
  }
  const text = generate(parsed, random, { left: maxLength });
  return text.length <= maxLength ? text : undefined;
}

/**
 * True for a pattern that may take time exponential in the length of a text that does not match it: a repetition inside
 * a repetition. Such a pattern is never run, only generated from.
 */
export function isCostly(pattern: string): boolean {
  if (pattern.length > maxPattern) {
    return true;
  }
  const parsed = parsedOnce(pattern);
  return parsed === undefined
    ? /[*+}]\)[*+{]/.test(pattern)
    : parsed.some((branch) => branch.some((node) => nested(node, false)));
}

/** The ASCII part of a Unicode property: `\p{Lu}` gives capitals. */
function unicodeClass(name: string): string {
  const property = name.replace(/^(?:gc|General_Category)=/, "");
  if (/^N|^Number|^Decimal/.test(property)) {
    return digits;
  }
  return /^(Lu|Uppercase)/.test(property)
    ? word.slice(26, 52)
    : /^(Ll|Lowercase)/.test(property)
      ? word.slice(0, 26)
      : word.slice(0, 52);
}

const parsedPatterns = new Map<string, Node[][] | undefined>();

function parsedOnce(pattern: string): Node[][] | undefined {
  if (!parsedPatterns.has(pattern)) {
    if (parsedPatterns.size >= 500) {
      parsedPatterns.clear();
    }
    parsedPatterns.set(pattern, parse(pattern));
  }
  return parsedPatterns.get(pattern);
}

function nested(node: Node, inside: boolean): boolean {
  if (node.is === "repeat") {
    const open = node.most > node.least + 20;
    return (open && inside) || nested(node.node, inside || open);
  }
  return node.is === "group" && node.branches.some((branch) => branch.some((child) => nested(child, inside)));
}

function generate(
  branches: Node[][],
  random: Random,
  budget: { left: number },
  groups: string[] = [],
): string {
  let text = "";
  for (const node of random.pick(branches)) {
    text += one(node, random, budget, groups);
  }
  return text;
}

function one(node: Node, random: Random, budget: { left: number }, groups: string[]): string {
  if (budget.left-- <= 0) {
    return "";
  }
  switch (node.is) {
    case "set":
      return node.characters === "" ? "" : random.pick([...plausiblePool(node.characters)]);
    case "group": {
      const text = generate(node.branches, random, budget, groups);
      groups.push(text);
      return text;
    }
    case "back":
      return groups[node.group - 1] ?? "";
    case "repeat": {
      const usual = Math.min(
        node.most,
        Math.max(node.least, node.least === 0 ? 1 : node.least + (node.most > node.least + 3 ? 4 : 0)),
      );
      const times = random.int(node.least, Math.max(node.least, usual));
      let text = "";
      for (let i = 0; i < times && budget.left > 0; i++) {
        text += one(node.node, random, budget, groups);
      }
      return text;
    }
  }
}

function parse(pattern: string): Node[][] | undefined {
  let at = 0;
  const failed = { yes: false };

  function alternatives(depth: number): Node[][] {
    const branches: Node[][] = [[]];
    while (at < pattern.length && pattern[at] !== ")" && !failed.yes) {
      if (pattern[at] === "|") {
        at++;
        branches.push([]);
        continue;
      }
      const node = atom(depth);
      if (node) {
        branches[branches.length - 1]?.push(quantified(node));
      }
    }
    return branches;
  }

  function atom(depth: number): Node | undefined {
    const character = pattern[at++] ?? "";
    switch (character) {
      case "^":
      case "$":
        return undefined;
      case ".":
        return { is: "set", characters: ascii.slice(1) };
      case "(":
        return group(depth);
      case "[":
        return { is: "set", characters: characterClass() };
      case "\\":
        return escaped();
      default:
        return { is: "set", characters: character };
    }
  }

  function group(depth: number): Node {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?<", at) && !/^\?<[=!]/.test(pattern.slice(at, at + 3))) {
      at = pattern.indexOf(">", at) + 1;
    } else if (pattern[at] === "?") {
      // Look-around adds no text of its own; whoever runs the pattern finds out whether the text meets it.
      at += pattern[at + 1] === "<" ? 3 : 2;
      alternatives(depth + 1);
      at++;
      return { is: "group", branches: [[]] };
    }
    if (depth > 20) {
      failed.yes = true;
      return { is: "group", branches: [[]] };
    }
    const branches = alternatives(depth + 1);
    at++;
    return { is: "group", branches };
  }

  function escaped(): Node | undefined {
    const character = pattern[at++] ?? "";
    if (character === "b" || character === "B") {
      return undefined;
    }
    if (/[1-9]/.test(character)) {
      return { is: "back", group: Number(character) };
    }
    const set = shorthand(character);
    if (set === undefined) {
      failed.yes = true;
    }
    return { is: "set", characters: set ?? "" };
  }

  function shorthand(character: string): string | undefined {
    switch (character) {
      case "d":
        return digits;
      case "D":
        return word.slice(0, 52);
      case "w":
        return word;
      case "W":
        return " -./";
      case "s":
        return " ";
      case "S":
        return word;
      case "n":
        return "\n";
      case "t":
        return "\t";
      case "x":
      case "u": {
        const hex = /^(?:[0-9a-fA-F]{4}|[0-9a-fA-F]{2})/.exec(pattern.slice(at))?.[0];
        at += hex?.length ?? 0;
        return hex === undefined ? undefined : String.fromCharCode(Number.parseInt(hex, 16));
      }
      case "p":
      case "P": {
        const name = /^\{([^}]{1,30})\}/.exec(pattern.slice(at));
        at += name?.[0].length ?? 0;
        return name ? unicodeClass(name[1] ?? "") : undefined;
      }
      default:
        return /[a-zA-Z]/.test(character) ? undefined : character;
    }
  }

  function characterClass(): string {
    const negated = pattern[at] === "^";
    at += negated ? 1 : 0;
    let characters = "";
    for (let first = true; at < pattern.length && (pattern[at] !== "]" || first); first = false) {
      let from = pattern[at++] ?? "";
      if (from === "\\") {
        const set = shorthand(pattern[at++] ?? "");
        if (set === undefined) {
          failed.yes = true;
        }
        if (set === undefined || set.length !== 1) {
          characters += set ?? "";
          continue;
        }
        from = set;
      }
      if (pattern[at] === "-" && pattern[at + 1] !== "]" && at + 1 < pattern.length) {
        at++;
        let to = pattern[at++] ?? "";
        if (to === "\\") {
          to = shorthand(pattern[at++] ?? "") ?? from;
        }
        for (
          let code = from.charCodeAt(0);
          code <= Math.min(to.charCodeAt(0), from.charCodeAt(0) + 300);
          code++
        ) {
          characters += String.fromCharCode(code);
        }
      } else {
        characters += from;
      }
    }
    at++;
    return negated
      ? [...ascii.slice(1)].filter((character) => !characters.includes(character)).join("")
      : characters;
  }

  function quantified(node: Node): Node {
    const rest = pattern.slice(at, at + 16);
    const found = /^(?:([*+?])|\{(\d{1,4})(,(\d{1,4})?)?\})\??/.exec(rest);
    if (!found) {
      return node;
    }
    at += found[0].length;
    const [, sign, least, comma, most] = found;
    const open = 1000;
    if (sign !== undefined) {
      return { is: "repeat", node, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : open };
    }
    const from = Number(least);
    return {
      is: "repeat",
      node,
      least: from,
      most: comma === undefined ? from : most === undefined ? from + open : Number(most),
    };
  }

  const branches = alternatives(0);
  return failed.yes || at < pattern.length ? undefined : branches;
}
