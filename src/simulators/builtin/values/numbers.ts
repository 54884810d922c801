import { nameWords } from "../language/words.ts";
import type { Parameter } from "../profile/parameter.ts";
import type { Random } from "../random.ts";
import type { World } from "../world/world.ts";
import { usualDoses } from "./things.ts";

const currencyFactor: Record<string, number> = { SEK: 10, PLN: 4, INR: 80, KES: 130 };

/** The sum of money this scenario is about, in the local currency, rounded as people round. */
export function amountOf(world: World): number {
  return world.memo("amount", (random) => {
    const factor = currencyFactor[world.locale.currency] ?? 1;
    const small = world.domain.id === "shop" || world.domain.id === "home";
    const base = small
      ? random.int(8, 120)
      : random.pick([random.int(2, 19) * 50, random.int(10, 48) * 100, random.int(30, 900)]);
    const cents = random.chance(0.4) && factor === 1 ? random.pick([0.5, 0.9, 0.95, 0.25]) : 0;
    return Math.round(base * factor) + cents;
  });
}

function sumFor(name: string, world: World): number {
  const factor = currencyFactor[world.locale.currency] ?? 1;
  if (/salary|wage|income/.test(name)) {
    return world.memo("salary", (random) => random.int(52, 128) * 50 * factor);
  }
  return /\b(price|fare|unit)\b/.test(name)
    ? world.memo("price", (random) => (random.int(4, 140) + 0.9) * factor)
    : amountOf(world);
}

/** A value for a numeric parameter, before the schema's limits on it are looked at. */
export function naturalNumber(parameter: Parameter, world: World, random: Random): number {
  const name = nameWords(parameter.name).join(" ");
  switch (parameter.kind) {
    case "amount":
      return /\bcents\b|minor unit|smallest unit|in cents/i.test(`${name} ${parameter.description}`)
        ? Math.round(sumFor(name, world) * 100)
        : sumFor(name, world);
    case "paging":
      return random.pick([10, 20, 25, 50]);
    case "port":
      return random.pick([443, 5432, 8080, 8443]);
    case "quantity":
      return world.memo(`quantity ${name}`, (r) => r.int(2, 12));
    case "measure":
      if (/dose/.test(name) && parameter.unit?.text === "mg") {
        return usualDoses[world.memo("drug", (r) => r.pick(Object.keys(usualDoses)))] ?? 20;
      }
      return world.memo(`measure ${name}`, (r) => measure(parameter, r));
    case "duration":
      return world.memo(`measure ${name}`, (r) => measure(parameter, r));
    case "percent":
      return world.memo(`percent ${name}`, (r) => r.pick([5, 7.5, 10, 12, 15]));
    case "latitude":
      return Math.round((30 + random.next() * 25) * 10000) / 10000;
    case "longitude":
      return Math.round(random.next() * 200000) / 10000;
    case "rating":
      return world.memo(`rating ${name}`, (r) => r.int(2, 5));
    case "datetime":
      return Math.floor(Date.parse(world.day().at(world.time())) / (/ms|milli/.test(name) ? 1 : 1000));
    case "id":
      return world.memo(`number ${parameter.noun}`, (r) =>
        /room|seat|table/.test(parameter.noun)
          ? r.int(101, 420)
          : /issue|pull|merge|discussion|ticket/.test(parameter.noun)
            ? r.int(14, 2400)
            : r.int(300, 98_000),
      );
    default:
      return /\byear\b/.test(name)
        ? world.today.year
        : /\bage\b/.test(name)
          ? random.int(24, 71)
          : world.memo(`plain ${name}`, (r) => r.int(2, 40));
  }
}

function measure({ unit, name }: Parameter, random: Random): number {
  const [least, most] = unit?.usual ?? [10, 60];
  const value = least + random.next() * (most - least);
  if (unit?.time) {
    const steps =
      unit.text === "minutes"
        ? [15, 20, 30, 45, 60]
        : unit.text === "seconds"
          ? [30, 60, 120, 300]
          : unit.text === "days"
            ? [7, 14, 30]
            : [];
    return steps.length > 0 ? random.pick(steps) : Math.round(value);
  }
  const places = unit?.places ?? (/level|gain|ratio/.test(name) ? 0 : 0);
  const half = places > 0 ? Math.round(value * 2) / 2 : Math.round(value);
  return unit?.text === "mg" || unit?.text === "rpm" ? Math.max(5, Math.round(half / 5) * 5) : half;
}

/** The nearest number to `value` that the schema's limits allow; undefined when they allow none. */
export function withinLimits(value: number, parameter: Pick<Parameter, "schema">): number | undefined {
  const { schema } = parameter;
  const number = (key: string) => (typeof schema[key] === "number" ? schema[key] : undefined);
  const whole = schema.type === "integer";
  const step = number("multipleOf");
  let low = number("minimum") ?? Number.NEGATIVE_INFINITY;
  let high = number("maximum") ?? Number.POSITIVE_INFINITY;
  const [over, under] = [schema.exclusiveMinimum, schema.exclusiveMaximum];
  const hair = whole ? 1 : (step ?? 0.01);
  if (typeof over === "number") {
    low = Math.max(low, over + hair);
  } else if (over === true) {
    low += hair;
  }
  if (typeof under === "number") {
    high = Math.min(high, under - hair);
  } else if (under === true) {
    high -= hair;
  }
  if (whole) {
    low = Math.ceil(low);
    high = Math.floor(high);
  }
  if (low > high) {
    return undefined;
  }
  let fitted = Math.min(high, Math.max(low, value));
  if (fitted !== value && Number.isFinite(low) && Number.isFinite(high)) {
    // Out of range: somewhere in the lower half of it is more ordinary than its edge.
    fitted = low + (high - low) * 0.4;
  }
  fitted = whole ? Math.round(fitted) : Math.round(fitted * 10000) / 10000;
  if (step !== undefined && step > 0) {
    fitted = Math.round(fitted / step) * step;
    fitted = fitted < low ? fitted + step : fitted > high ? fitted - step : fitted;
    fitted = Number(fitted.toPrecision(12));
  }
  return fitted >= low && fitted <= high ? fitted : low > Number.NEGATIVE_INFINITY ? low : high;
}

/** The largest and smallest number that the schema allows; infinite where it sets no limit. */
export function limitsOf(parameter: Pick<Parameter, "schema">): { low: number; high: number } {
  const { schema } = parameter;
  const first = (...keys: string[]) =>
    keys.map((key) => schema[key]).find((value): value is number => typeof value === "number");
  return {
    low: first("minimum", "exclusiveMinimum") ?? Number.NEGATIVE_INFINITY,
    high: first("maximum", "exclusiveMaximum") ?? Number.POSITIVE_INFINITY,
  };
}
