interface Unit {
  id: string;
  dimension: string;
  /** Multiply by this (and add `offset` after) to get the dimension's base unit; undefined for currencies. */
  factor: number | undefined;
  offset?: number;
  names: string;
}

const units: readonly Unit[] = [
  { id: "celsius", dimension: "temperature", factor: 1, names: "celsius c °c degc centigrade" },
  {
    id: "fahrenheit",
    dimension: "temperature",
    factor: 5 / 9,
    offset: -160 / 9,
    names: "fahrenheit °f degf",
  },
  { id: "kelvin", dimension: "temperature", factor: 1, offset: -273.15, names: "kelvin" },
  { id: "microgram", dimension: "mass", factor: 1e-6, names: "mcg µg μg ug microgram micrograms" },
  { id: "milligram", dimension: "mass", factor: 1e-3, names: "mg milligram milligrams" },
  { id: "gram", dimension: "mass", factor: 1, names: "g gram grams gramm" },
  { id: "kilogram", dimension: "mass", factor: 1e3, names: "kg kilogram kilograms kilo kilos" },
  { id: "tonne", dimension: "mass", factor: 1e6, names: "tonne tonnes" },
  { id: "pound", dimension: "mass", factor: 453.59237, names: "lb lbs pound pounds" },
  { id: "ounce", dimension: "mass", factor: 28.349523, names: "oz ounce ounces" },
  {
    id: "millimetre",
    dimension: "length",
    factor: 1e-3,
    names: "mm millimetre millimetres millimeter millimeters",
  },
  {
    id: "centimetre",
    dimension: "length",
    factor: 1e-2,
    names: "cm centimetre centimetres centimeter centimeters",
  },
  { id: "metre", dimension: "length", factor: 1, names: "metre metres meter meters" },
  {
    id: "kilometre",
    dimension: "length",
    factor: 1e3,
    names: "km kilometre kilometres kilometer kilometers",
  },
  { id: "inch", dimension: "length", factor: 0.0254, names: "inch inches" },
  { id: "foot", dimension: "length", factor: 0.3048, names: "ft foot feet" },
  { id: "mile", dimension: "length", factor: 1609.344, names: "mi mile miles" },
  { id: "nanogram", dimension: "mass", factor: 1e-9, names: "ng nanogram nanograms" },
  {
    id: "microlitre",
    dimension: "volume",
    factor: 1e-6,
    names: "µl μl ul microlitre microlitres microliter microliters",
  },
  { id: "centilitre", dimension: "volume", factor: 1e-2, names: "cl centilitre centilitres" },
  { id: "decilitre", dimension: "volume", factor: 0.1, names: "dl decilitre decilitres" },
  {
    id: "millilitre",
    dimension: "volume",
    factor: 1e-3,
    names: "ml cc millilitre millilitres milliliter milliliters",
  },
  { id: "litre", dimension: "volume", factor: 1, names: "l litre litres liter liters" },
  { id: "gallon", dimension: "volume", factor: 3.785411784, names: "gallon gallons" },
  { id: "square millimetre", dimension: "area", factor: 1e-6, names: "mm²" },
  { id: "square centimetre", dimension: "area", factor: 1e-4, names: "cm² sqcm" },
  { id: "square metre", dimension: "area", factor: 1, names: "m² m2 sqm" },
  { id: "square foot", dimension: "area", factor: 0.09290304, names: "ft² sqft" },
  { id: "are", dimension: "area", factor: 100, names: "ares" },
  { id: "acre", dimension: "area", factor: 4046.8564224, names: "acre acres" },
  { id: "hectare", dimension: "area", factor: 10_000, names: "ha hectare hectares" },
  { id: "square kilometre", dimension: "area", factor: 1e6, names: "km²" },
  { id: "millisecond", dimension: "time", factor: 1e-3, names: "ms millis millisecond milliseconds" },
  { id: "second", dimension: "time", factor: 1, names: "s sec secs second seconds sekunden" },
  { id: "minute", dimension: "time", factor: 60, names: "min mins minute minutes minuten" },
  { id: "hour", dimension: "time", factor: 3600, names: "h hr hrs hour hours stunde stunden" },
  { id: "day", dimension: "time", factor: 86_400, names: "day days tag tage" },
  { id: "week", dimension: "time", factor: 604_800, names: "week weeks" },
  { id: "year", dimension: "time", factor: 31_536_000, names: "year years" },
  { id: "kmh", dimension: "speed", factor: 1, names: "kmh kph km/h" },
  { id: "metre per second", dimension: "speed", factor: 3.6, names: "m/s mps" },
  { id: "mph", dimension: "speed", factor: 1.609344, names: "mph" },
  { id: "bar", dimension: "pressure", factor: 100, names: "bar bars" },
  { id: "kpa", dimension: "pressure", factor: 1, names: "kpa" },
  { id: "psi", dimension: "pressure", factor: 6.894757, names: "psi" },
  { id: "millibar", dimension: "pressure", factor: 0.1, names: "mbar millibar hpa" },
  { id: "megabyte", dimension: "data", factor: 1e-3, names: "mb megabyte megabytes" },
  { id: "gigabyte", dimension: "data", factor: 1, names: "gb gigabyte gigabytes" },
  { id: "terabyte", dimension: "data", factor: 1e3, names: "tb terabyte terabytes" },
  { id: "dollar", dimension: "money", factor: undefined, names: "$ usd dollar dollars" },
  { id: "euro", dimension: "money", factor: undefined, names: "€ eur euro euros" },
  { id: "pound sterling", dimension: "money", factor: undefined, names: "£ gbp quid" },
  { id: "yen", dimension: "money", factor: undefined, names: "¥ jpy yen" },
  { id: "rupee", dimension: "money", factor: undefined, names: "₹ inr rupee rupees" },
  { id: "franc", dimension: "money", factor: undefined, names: "chf" },
  { id: "bitcoin", dimension: "money", factor: undefined, names: "btc bitcoin bitcoins" },
  { id: "ether", dimension: "money", factor: undefined, names: "eth ether" },
];

const byName: ReadonlyMap<string, Unit> = new Map(
  units.flatMap((unit) => unit.names.split(" ").map((name): [string, Unit] => [name, unit])),
);
const byId: ReadonlyMap<string, Unit> = new Map(units.map((unit) => [unit.id, unit]));

/** Id of the unit that a word names, folded; undefined when it names none. */
export function unitOf(word: string): string | undefined {
  return byName.get(word)?.id;
}

/** What a unit measures, such as `mass`; undefined for an unknown id. */
export function dimensionOf(id: string): string | undefined {
  return byId.get(id)?.dimension;
}

/** `value` in another unit of the same dimension; undefined between currencies, whose rates nobody states. */
export function conversionOf(value: number, from: string, to: string): number | undefined {
  if (from === to) {
    return value;
  }
  const source = byId.get(from);
  const target = byId.get(to);
  if (source?.factor === undefined || target?.factor === undefined || source.dimension !== target.dimension) {
    return undefined;
  }
  return (value * source.factor + (source.offset ?? 0) - (target.offset ?? 0)) / target.factor;
}
