import type { Json } from "../../../ots/json.ts";
import { listed } from "../language/english.ts";
import { nameWords } from "../language/words.ts";
import type { Parameter } from "../profile/parameter.ts";
import { Day } from "../world/calendar.ts";
import type { World } from "../world/world.ts";

/** How values are spoken of in one request: by name beside the value, or by the value alone. */
export interface Manner {
  world: World;
  /** True to put a person's or firm's name beside an address or account. */
  named: boolean;
  /** True for 2026-03-12, false for 12 March 2026. */
  isoDates: boolean;
  /** Currency of amounts, from the call or from the place the scenario plays in. */
  currency: string;
}

/** The value as a person writes it in a request. */
export function mention(parameter: Parameter, value: Json, manner: Manner): string {
  if (Array.isArray(value)) {
    return value.every((entry) => typeof entry === "object")
      ? listed([...new Set(value.slice(0, 4).map((row) => rowText(row)))].filter((text) => text !== ""))
      : listed(value.map((entry) => mention({ ...parameter, list: false }, entry, manner)));
  }
  if (value === null || typeof value === "object") {
    return rowText(value);
  }
  if (typeof value === "boolean") {
    return value ? "yes" : "no";
  }
  return typeof value === "number" ? numberText(parameter, value, manner) : textOf(parameter, value, manner);
}

function textOf(parameter: Parameter, value: string, { world, named, isoDates, currency }: Manner): string {
  switch (parameter.kind) {
    case "date":
      return isoDates ? value : dayWords(value, world);
    case "datetime":
      return isoDates
        ? value.replace("T", " ").replace(/:00Z$/, "")
        : `${dayWords(value.slice(0, 10), world)} at ${value.slice(11, 16)}`;
    case "email":
    case "account":
    case "username":
    case "wallet": {
      const name = named ? world.nameOf(value) : undefined;
      return name === undefined ? value : `${name} (${value})`;
    }
    case "amount":
      return `${value} ${currency}`;
    case "choice":
      return humanised(value);
    case "title":
      return `"${value}"`;
    default:
      return value;
  }
}

function numberText(parameter: Parameter, value: number, { currency, world }: Manner): string {
  if (parameter.kind === "amount") {
    const name = parameter.name.toLowerCase();
    const unit = /eur|euro/.test(name)
      ? "EUR"
      : /usd|dollar/.test(name)
        ? "USD"
        : /gbp/.test(name)
          ? "GBP"
          : currency;
    return /cents|minor/.test(name) || /in cents|minor unit|smallest/i.test(parameter.description)
      ? money(value / 100, unit)
      : money(value, unit);
  }
  if (parameter.kind === "percent") {
    return `${value} %`;
  }
  if (parameter.kind === "datetime") {
    return dayWords(new Date(value > 1e11 ? value : value * 1000).toISOString().slice(0, 10), world);
  }
  if (parameter.unit?.text === "times a day") {
    return value === 1 ? "once a day" : value === 2 ? "twice a day" : `${value} times a day`;
  }
  if (parameter.unit) {
    return value === 1 && parameter.unit.time
      ? `1 ${parameter.unit.text.replace(/s$/, "")}`
      : `${value} ${parameter.unit.text}`;
  }
  return String(value);
}

/** 1,250.00 EUR; whole sums without decimals. */
export function money(value: number, currency: string): string {
  const whole = Number.isInteger(value);
  const [units = "0", cents] = (whole ? value.toFixed(0) : value.toFixed(2)).split(".");
  const grouped = units.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${cents === undefined ? grouped : `${grouped}.${cents}`} ${currency}`;
}

export function dayWords(iso: string, world: World): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) {
    return iso;
  }
  const day = new Day(time);
  return world.locale.dayFirst ? `${day.words(true)} ${day.year}` : `${day.words(false)}, ${day.year}`;
}

/** "in_progress" as "in progress"; codes and capitals as they are. */
export function humanised(value: string): string {
  return /^[a-z]+([_-][a-z]+)+$/.test(value) ? value.replace(/[_-]/g, " ") : value;
}

const shortly = (text: string) => {
  const line = text.split("\n").find((part) => part.trim() !== "") ?? "";
  return line.length > 70 ? `${line.slice(0, 66)}…` : line;
};

function rowText(row: Json): string {
  if (row === null || typeof row !== "object" || Array.isArray(row)) {
    return String(row);
  }
  const subject = Object.entries(row).find(
    ([key, value]) =>
      typeof value === "string" &&
      value.length < 80 &&
      /^(path|file|filename|name|title|product|item|sku|id|email|number)$|[a-z]_?(name|id)$/i.test(key),
  )?.[1];
  const content = proseIn(row, 0);
  if (typeof subject === "string") {
    const count = Object.entries(row).find(
      ([key, value]) => typeof value === "number" && /^(quantity|qty|count|amount)$/i.test(key),
    )?.[1];
    const about = content !== undefined && content !== subject ? `"${shortly(content)}" for ` : "";
    return `${count === undefined ? "" : `${String(count)} x `}${about}${subject}`;
  }
  if (typeof row.from === "string" && typeof row.to === "string") {
    const { from, to, ...others } = row;
    const kind = Object.values(others).find((value) => typeof value === "string");
    return `from ${from} to ${to}${typeof kind === "string" ? ` (${kind})` : ""}`;
  }
  const before = Object.entries(row).find(([key]) => /^old/i.test(key))?.[1];
  const after = Object.entries(row).find(([key]) => /^new/i.test(key))?.[1];
  if (typeof before === "string" && typeof after === "string") {
    return `"${shortly(before)}" replaced by "${shortly(after)}"`;
  }
  if (content !== undefined) {
    return `"${shortly(content)}"`;
  }
  const parts = Object.entries(row)
    .filter(([, value]) => (typeof value === "string" && value.length <= 60) || typeof value === "number")
    .slice(0, 3)
    .map(([key, value]) => `${nameWords(key).join(" ")} ${value}`);
  return parts.join(", ");
}

/** The first sentence-like text anywhere inside a value: what a person would call its content. */
export function proseIn(value: Json, depth: number): string | undefined {
  if (typeof value === "string") {
    return value.split(" ").length >= 4 && !/^\w+:\/\//.test(value) ? value : undefined;
  }
  if (value === null || typeof value !== "object" || depth > 6) {
    return undefined;
  }
  for (const inner of Object.values(value)) {
    const found = proseIn(inner, depth + 1);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
