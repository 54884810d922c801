import type { Json } from "../../ots/json.ts";
import { partsIn, type Stretch, type Tokens, textOf } from "./tokens.ts";

const maxDepth = 20;

/** `key: value` pairs of the composite literal whose brace opens at `open`. */
export function goMembers(tokens: Tokens, open: number): Map<string, Stretch> {
  return new Map(
    partsIn(tokens, open).flatMap(({ from, to }): [string, Stretch][] => {
      const key = tokens.list[from];
      return key !== undefined && tokens.list[from + 1]?.text === ":"
        ? [[key.kind === "string" ? key.value : key.text, { from: from + 2, to }]]
        : [];
    }),
  );
}

/** A text, or that of a constant of the file: `const name = "get_issue"`, alone or in a group. */
export function goText(tokens: Tokens, stretch: Stretch): string | undefined {
  const only = stretch.to - stretch.from === 1 ? tokens.list[stretch.from] : undefined;
  return only?.kind === "word" ? constantIn(tokens, only.text) : textOf(tokens, stretch);
}

/** The text of the only constant of the name: `const x = "…"`, `const x string = "…" + "…"`, alone or in a group. */
export function constantIn(tokens: Tokens, name: string): string | undefined {
  const { list } = tokens;
  const stated = list.flatMap((token, index) => {
    const equals = list[index + 1]?.text === "string" ? index + 2 : index + 1;
    const isConstant =
      token.text === name &&
      list[equals]?.text === "=" &&
      list[equals + 1]?.kind === "string" &&
      (list[index - 1]?.text === "const" || isInConstGroup(tokens, index));
    let end = equals + 2;
    while (isConstant && list[end]?.text === "+" && list[end + 1]?.kind === "string") {
      end += 2;
    }
    return isConstant ? (textOf(tokens, { from: equals + 1, to: end }) ?? []) : [];
  });
  return stated.length === 1 ? stated[0] : undefined;
}

function isInConstGroup({ list, closing }: Tokens, index: number): boolean {
  return list.some(
    ({ text }, at) =>
      at < index && text === "const" && list[at + 1]?.text === "(" && (closing.get(at + 1) ?? 0) > index,
  );
}

/** `genai.TypeString`, `jsonschema.Number`: libraries have constants for the types of JSON Schema. */
function schemaType({ list }: Tokens, { from, to }: Stretch): string | undefined {
  const isMember = to - from === 3 && list[from]?.kind === "word" && list[from + 1]?.text === ".";
  const type = isMember ? /^(?:Type|DataType)?(Object|String|Integer|Number|Boolean|Array|Null)$/ : undefined;
  return type?.exec(list[from + 2]?.text ?? "")?.[1]?.toLowerCase();
}

/** What a variable holds that is set before and nowhere else: `schema := &genai.Schema{…}`, `var schema = …`. */
export function heldIn({ list, closing }: Tokens, at: number): Stretch | undefined {
  const name = list[at]?.text;
  let found: Stretch | undefined;
  for (let index = 0; index < at; index++) {
    const isShort = list[index + 1]?.text === ":" && list[index + 2]?.text === "=";
    const isLong = list[index - 1]?.text === "var" && list[index + 1]?.text === "=";
    if (list[index]?.text === name && (isShort || isLong)) {
      const from = index + (isShort ? 3 : 2);
      const isCall = list[from + 3]?.text === "(" || list[from + 1]?.text === "(";
      const mark = isCall ? "(" : "{";
      const open = list.findIndex(
        (token, inner) => inner >= from && inner < from + 12 && token.text === mark,
      );
      const close = open === -1 ? undefined : closing.get(open);
      const line = list.slice(from, open).some(({ text }) => /^[;=]$/.test(text));
      // The nearest one before: functions have variables of the same name.
      found = close === undefined || line ? undefined : { from, to: close + 1 };
    }
  }
  return found;
}

/**
 * The JSON of a Go literal: texts, numbers, lists, maps, structs (field names begin small in JSON) and pointers made by a
 * helper such as `ptr(true)`. What is no literal is left out and named in `reasons`.
 */
export function goValue(tokens: Tokens, stretch: Stretch, reasons: Set<string>, depth = 0): Json | undefined {
  const { list, closing } = tokens;
  const text = textOf(tokens, stretch);
  const only = list[stretch.from];
  if (text !== undefined || only === undefined || depth > maxDepth) {
    return text;
  }
  const named = schemaType(tokens, stretch);
  if (named !== undefined) {
    return named;
  }
  if (stretch.to - stretch.from === 1) {
    const held = only.kind === "word" ? heldIn(tokens, stretch.from) : undefined;
    if (held !== undefined) {
      return goValue(tokens, held, reasons, depth + 1);
    }
    const known: Readonly<Record<string, Json>> = { true: true, false: false, nil: null };
    const number = Number(only.text);
    const value = only.kind === "number" && Number.isFinite(number) ? number : known[only.text];
    if (value === undefined) {
      reasons.add(`\`${only.text}\` is not a literal`);
    }
    return value;
  }
  const brace = list.findIndex(
    (token, index) => index >= stretch.from && token.text === "{" && closing.get(index) === stretch.to - 1,
  );
  if (brace !== -1) {
    const parts = partsIn(tokens, brace);
    const members = goMembers(tokens, brace);
    if (members.size > 0) {
      const entries = [...members].flatMap(([key, value]): [string, Json][] => {
        const json = goValue(tokens, value, reasons, depth + 1);
        return json === undefined
          ? []
          : [[/^[A-Z]/.test(key) ? key.charAt(0).toLowerCase() + key.slice(1) : key, json]];
      });
      return Object.fromEntries(entries);
    }
    const isList =
      list.slice(stretch.from, brace).some((token) => token.text === "]") && list[stretch.from]?.text === "[";
    const items = parts.flatMap((part) => goValue(tokens, part, reasons, depth + 1) ?? []);
    return isList ? items : {};
  }
  const open = list.findIndex(
    (token, index) => index >= stretch.from && index < stretch.to && token.text === "(",
  );
  const [inner] = open === -1 ? [] : partsIn(tokens, open);
  if (only.text === "make" && list[stretch.from + 2]?.text === "map") {
    return {};
  }
  if (inner !== undefined && closing.get(open) === stretch.to - 1) {
    return goValue(tokens, inner, reasons, depth + 1);
  }
  reasons.add("a part of the schema is not a literal");
  return undefined;
}
