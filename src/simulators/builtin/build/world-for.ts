import type { ToolProfile } from "../profile/profile.ts";
import { World } from "../world/world.ts";

/** The world of a scenario about this tool: it plays where one of the tool's currencies is used. */
export function worldFor(tool: ToolProfile, seed: number): World {
  const parameters = tool.variants[0]?.parameters ?? [];
  const offered = parameters.find((parameter) => parameter.role === "currency")?.choices ?? [];
  const named = parameters.map((parameter) =>
    /(eur|usd|gbp)(_|$)/.exec(parameter.name.toLowerCase())?.[1]?.toUpperCase(),
  );
  const currencies = [...offered, ...named].filter((code) => typeof code === "string");
  return new World(seed, tool.domain, currencies, tool.words);
}
