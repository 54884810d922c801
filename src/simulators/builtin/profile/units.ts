/** A unit as it is said after a number, with the range that is ordinary for it and a value that is not. */
export interface Unit {
  text: string;
  usual: readonly [number, number];
  extreme: number;
  /** Decimal places that people use with it. */
  places: number;
  /** What goes wrong when it is mistaken for its neighbour: the factor, and the neighbour's name. */
  confused?: { with: string; factor: number };
  time?: true;
}

const unit = (
  text: string,
  usual: readonly [number, number],
  extreme: number,
  places = 0,
  confused?: Unit["confused"],
): Unit => ({ text, usual, extreme, places, ...(confused ? { confused } : {}) });
const time = (text: string, usual: readonly [number, number], extreme: number): Unit => ({
  text,
  usual,
  extreme,
  places: 0,
  time: true,
});

const units: readonly [RegExp, Unit][] = [
  [
    /\b(celsius|degrees c|temp c|deg c|temperature)\b/,
    unit("°C", [19, 23], 38, 1, { with: "°F", factor: 1.8 }),
  ],
  [/\b(fahrenheit|degrees f|temp f|deg f)\b/, unit("°F", [64, 74], 104, 0)],
  [/\b(mcg|ug|microgram|micrograms)\b/, unit("µg", [25, 150], 5000, 0, { with: "mg", factor: 1000 })],
  [/\b(mg|milligram|milligrams)\b/, unit("mg", [5, 500], 20000, 0, { with: "g", factor: 1000 })],
  [/\b(kg|kilogram|kilograms|kilos)\b/, unit("kg", [2, 60], 4000, 1, { with: "lb", factor: 0.4536 })],
  [/\b(grams?|gram)\b/, unit("g", [20, 800], 90000)],
  [/\b(dose|dosage)\b/, unit("mg", [5, 250], 20000, 0, { with: "g", factor: 1000 })],
  [/\b(insulin|iu|units dose)\b/, unit("units", [4, 12], 300)],
  [/\b(microliters?|microlitres?|ul)\b/, unit("µl", [10, 200], 20000, 0, { with: "ml", factor: 1000 })],
  [/\b(ml|milliliters?|millilitres?)\b/, unit("ml", [5, 250], 20000, 0, { with: "l", factor: 1000 })],
  [/\b(liters?|litres?)\b/, unit("l", [1, 40], 9000)],
  [/\b(rpm|revolutions)\b/, unit("rpm", [800, 4000], 60000)],
  [/\b(kmh|km h|kph)\b/, unit("km/h", [20, 60], 240)],
  [/\b(mph)\b/, unit("mph", [15, 40], 160)],
  [/\b(mps|m s|meters per second|speed|velocity)\b/, unit("m/s", [0, 4], 60, 1)],
  [/\b(km|kilometers?|kilometres?)\b/, unit("km", [2, 80], 9000)],
  [/\b(mm|millimeters?|millimetres?)\b/, unit("mm", [5, 400], 90000, 0, { with: "cm", factor: 10 })],
  [/\b(cm|centimeters?|centimetres?)\b/, unit("cm", [5, 180], 9000, 0, { with: "m", factor: 100 })],
  [/\b(altitude|elevation|height m|meters?|metres?)\b/, unit("m", [10, 80], 900)],
  [/\b(bar|pressure bar)\b/, unit("bar", [1, 6], 400, 1)],
  [/\b(psi)\b/, unit("psi", [20, 80], 5000)],
  [/\b(kpa|pascal|pressure)\b/, unit("kPa", [100, 400], 30000)],
  [/\b(volts?|voltage)\b/, unit("V", [5, 24], 1000, 1)],
  [/\b(amps?|amperes?|current a)\b/, unit("A", [1, 10], 500, 1)],
  [/\b(watts?|power w|wattage)\b/, unit("W", [40, 900], 90000)],
  [/\b(kw|kwh)\b/, unit("kW", [2, 11], 900, 1)],
  [/\b(hz|hertz|frequency)\b/, unit("Hz", [20, 400], 90000)],
  [/\b(db|decibel|volume)\b/, unit("%", [10, 40], 100)],
  [/\b(lumen|brightness|percent|percentage|pct|opacity|humidity|throttle)\b/, unit("%", [20, 70], 100)],
  [/\b(angle|degrees|rotation|heading|bearing|yaw|pitch|roll|tilt)\b/, unit("degrees", [15, 120], 720)],
  [/\b(bytes)\b/, unit("bytes", [2048, 65536], 10_000_000_000)],
  [/\b(kb|kilobytes)\b/, unit("KB", [64, 2048], 10_000_000)],
  [/\b(mb|megabytes|mib)\b/, unit("MB", [64, 2048], 10_000_000)],
  [/\b(gb|gigabytes|gib)\b/, unit("GB", [10, 200], 900_000)],
  [/\b(ms|millis|milliseconds?|msec)\b/, time("milliseconds", [500, 5000], 86_400_000)],
  [/\b(secs?|seconds?|ttl|timeout)\b/, time("seconds", [30, 600], 31_536_000)],
  [/\b(mins?|minutes?)\b/, time("minutes", [10, 60], 100_000)],
  [/\b(hrs?|hours?)\b/, time("hours", [1, 12], 9_000)],
  [/\b(times per day|per day|daily doses)\b/, unit("times a day", [1, 3], 24)],
  [/\b(days?)\b/, time("days", [7, 60], 9_000)],
  [/\b(weeks?)\b/, time("weeks", [1, 6], 900)],
  [/\b(months?)\b/, time("months", [1, 12], 900)],
  [/\b(years?)\b/, time("years", [1, 3], 99)],
];

/** The unit of a numeric parameter, from its name's words and, failing that, its description; undefined when neither says. */
export function unitOf(words: readonly string[], description: string): Unit | undefined {
  const name = words.join(" ");
  const byName = units.find(([pattern]) => pattern.test(name))?.[1];
  if (byName && byName.text !== "°C" && byName.text !== "kPa" && byName.text !== "mg") {
    return byName;
  }
  // "temperature" alone may still be Fahrenheit, "pressure" bar: the description decides.
  const stated =
    /\b(in|of|unit:?) (degrees )?(celsius|fahrenheit|mg|ml|bar|psi|kpa|rpm|percent|seconds|minutes|hours|days|ms|milliseconds|meters|metres|km|kg|mm|cm|kw|watts|volts)\b/i.exec(
      description,
    )?.[3];
  const byDescription =
    stated === undefined ? undefined : units.find(([pattern]) => pattern.test(stated.toLowerCase()))?.[1];
  return byDescription ?? byName;
}
