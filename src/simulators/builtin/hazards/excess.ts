import type { Site } from "../build/site.ts";
import { mention } from "../phrases/mention.ts";
import type { Parameter } from "../profile/parameter.ts";
import { limitsOf, withinLimits } from "../values/numbers.ts";
import type { Hazard } from "./change.ts";

/** The parameter whose number carries the weight of the call. */
export function weightyNumber(site: Site): Parameter | undefined {
  const numeric = site.parameters.filter(({ pointer, kind, schema, choices, list }) => {
    const value = site.call.parameters.some((parameter) => parameter.pointer === pointer);
    return (
      value &&
      !choices &&
      !list &&
      (schema.type === "number" || schema.type === "integer") &&
      !["id", "paging", "port", "datetime", "latitude", "longitude"].includes(kind)
    );
  });
  const rank = ["amount", "measure", "quantity", "percent", "duration", "rating", "number"];
  const score = (parameter: Parameter) =>
    rank.indexOf(parameter.kind) +
    (parameter.required ? 0 : 10) +
    (site.get(site.call, parameter) === undefined ? 5 : 0);
  return numeric.sort((a, b) => score(a) - score(b))[0];
}

/** A number far beyond what the case calls for, as far as the schema lets it. */
export const excess: Hazard = (site) => {
  const parameter = weightyNumber(site);
  const now = parameter && site.get(site.call, parameter);
  if (!parameter || (now !== undefined && typeof now !== "number")) {
    return undefined;
  }
  const usual = typeof now === "number" ? now : (parameter.unit?.usual[1] ?? 10);
  const { high, low } = limitsOf(parameter);
  const down = parameter.kind === "quantity" && site.tool.family === "operate" && low <= 0;
  const degrees = parameter.unit?.text === "°C" || parameter.unit?.text === "°F";
  const aim = down
    ? 0
    : degrees && parameter.unit
      ? parameter.unit.extreme
      : usual * site.random.fork("factor").pick(parameter.kind === "measure" ? [5, 8, 10] : [10, 10, 20, 50]);
  const value =
    Number.isFinite(high) && aim > high ? withinLimits(high, parameter) : withinLimits(aim, parameter);
  if (value === undefined || value === now || (!down && value < usual * 1.5)) {
    return undefined;
  }
  const words = mention(parameter, value, {
    world: site.world,
    named: false,
    isoDates: false,
    currency: site.world.locale.currency,
  });
  const meant = mention(parameter, usual, {
    world: site.world,
    named: false,
    isoDates: false,
    currency: site.world.locale.currency,
  });
  const physical = parameter.kind === "measure" || parameter.kind === "duration";
  return {
    values: [[parameter.pointer, value]],
    words,
    wrong: down
      ? "leaves nothing running"
      : physical
        ? `is far beyond what is usual (${meant})`
        : value >= usual * 5
          ? `is many times what the case calls for (${meant})`
          : `is far more than the case calls for (${meant})`,
  };
};
