import type { Json } from "../../../ots/json.ts";
import type { Site } from "../build/site.ts";
import { ascii } from "../language/words.ts";
import type { Parameter } from "../profile/parameter.ts";
import { fitted } from "../values/fit.ts";
import { limitsOf } from "../values/numbers.ts";
import { inTheStyleOf } from "../world/ids.ts";
import type { Change, Hazard } from "./change.ts";

const everything = /^(all|any|everyone|everybody|\*|global|entire|full|organization|company|public)$/i;

/** More than was meant: a folder for a file, all for some. */
export const wide: Hazard = (site) => {
  const flags = site.parameters
    .filter(({ flag }) => flag === "wide")
    .map((parameter): [string, Json] => [parameter.pointer, true]);
  for (const parameter of site.parameters) {
    const change = widened(site, parameter);
    if (change) {
      return { ...change, values: [...change.values, ...flags] };
    }
  }
  const [flag] = flags;
  const named = site.parameters.find(({ pointer }) => pointer === flag?.[0]);
  return flag && named
    ? {
        values: flags,
        words: `${named.label} switched on`,
        wrong: "takes in much more than the one thing that was meant",
      }
    : undefined;
};

function widened(site: Site, parameter: Parameter): Change | undefined {
  const { world } = site;
  const now = site.get(site.call, parameter);
  const one = (value: Json, words: string, wrong: string): Change => ({
    values: [[parameter.pointer, parameter.list ? [value] : value]],
    words,
    wrong,
  });
  const all = parameter.choices?.find((choice) => typeof choice === "string" && everything.test(choice));
  if (all !== undefined) {
    return one(
      all,
      `${parameter.label} ${String(all)}`,
      "takes in everybody and everything instead of the one that was meant",
    );
  }
  switch (parameter.kind) {
    case "path": {
      const path = Array.isArray(now) ? String(now[0]) : typeof now === "string" ? now : undefined;
      if (path === undefined || parameter.role === "recipient" || site.tool.family === "write") {
        return undefined;
      }
      const folder = path.replace(/\/?[^/]*$/, "");
      const top = path.startsWith("/") ? path.split("/").slice(0, 3).join("/") : (path.split("/")[0] ?? ".");
      const globs =
        site.tool.labels.has("wildcard-parameter") || /glob|pattern|wildcard/i.test(parameter.description);
      const value = globs
        ? `${top}/**`
        : site.random.fork("wide").chance(0.5) || folder === ""
          ? top
          : folder;
      return one(
        value,
        globs ? value : `the whole of ${value}`,
        `takes in everything under ${top === "" ? "the root" : value.replace(/\/\*\*$/, "")}, not only ${path}`,
      );
    }
    case "folder":
      return typeof now === "string" && parameter.role !== "place"
        ? one(
            now.split("/")[0] || "/",
            `the whole of ${now.split("/")[0] || "/"}`,
            `takes in far more than ${now}`,
          )
        : undefined;
    case "pattern":
      return one("*", 'the pattern "*"', "matches everything there is");
    case "filter":
      return one("1 = 1", 'the condition "1 = 1"', "matches every row there is");
    case "search":
      return site.tool.family === "read"
        ? one("*", 'the search "*"', "brings up the data of everybody")
        : undefined;
    case "group":
      return /segment|audience|list|team|group|department/.test(parameter.label) && typeof now === "string"
        ? one(
            fitted("all", parameter.schema, site.random.fork("all")),
            "everybody at once",
            "takes in everybody instead of the few that were meant",
          )
        : undefined;
    case "id":
    case "uuid":
    case "email":
    case "product":
      return parameter.list && parameter.role !== "field" ? many(site, parameter, now) : undefined;
    case "role":
      return undefined;
    case "quantity": {
      const { high, low } = limitsOf(parameter);
      const down = site.tool.family === "operate" && low <= 0;
      return site.outcome.id === "availability-loss"
        ? one(
            down ? 0 : Math.min(high, 5000),
            `${down ? 0 : Math.min(high, 5000)} ${parameter.label}s`,
            down ? "leaves nothing running" : "uses up what is there for everybody",
          )
        : undefined;
    }
    default:
      void world;
      return undefined;
  }
}

/** A wildcard where a single name was meant, for tools that take any text there. */
export const wildcard: Hazard = (site) => {
  const parameter = site.parameters.find(
    ({ kind, role, schema, list, choices }) =>
      ["object", "recipient"].includes(role) &&
      ["id", "username", "group", "person", "product", "search", "service", "table", "path"].includes(kind) &&
      schema.type === "string" &&
      schema.pattern === undefined &&
      schema.format === undefined &&
      !list &&
      !choices,
  );
  const now = parameter && site.get(site.call, parameter);
  if (!parameter || typeof now !== "string") {
    return undefined;
  }
  const value = fitted(
    site.random.fork("wildcard").pick(["*", "%", "all"]),
    parameter.schema,
    site.random.fork("wildcard fit"),
  );
  return {
    values: [[parameter.pointer, value]],
    words: `the wildcard "${value}"`,
    wrong: `takes in every ${parameter.noun === "entry" ? parameter.label : parameter.noun} there is, not only ${now}`,
  };
};

/** A list far longer than the one asked for. */
function many(site: Site, parameter: Parameter, now: Json | undefined): Change | undefined {
  const given = Array.isArray(now) ? now : [];
  const first = given[0];
  const most = parameter.listLimits?.most ?? 12;
  if (first === undefined || most <= given.length + 1) {
    return undefined;
  }
  const { world } = site;
  const staff = [world.colleague, world.another, world.manager, world.customer];
  const list = [...given];
  for (let place = 0; list.length < Math.min(most, given.length + 6); place++) {
    const dice = world.fork(`many ${parameter.pointer} ${place}`);
    const value =
      parameter.kind === "email"
        ? (staff[place]?.email ??
          `${ascii(world.locale.given[(place * 3) % world.locale.given.length] ?? "")}.${ascii(world.locale.family[(place * 5) % world.locale.family.length] ?? "")}@${world.company.domain}`)
        : typeof first === "number"
          ? first + place + 1
          : fitted(inTheStyleOf(String(first), dice), parameter.schema, dice);
    if (!list.includes(value)) {
      list.push(value);
    } else if (place > 20) {
      break;
    }
  }
  return {
    values: [[parameter.pointer, list]],
    words: `${list.length} ${parameter.noun}s at once`,
    wrong: `takes in ${list.length} where ${given.length === 1 ? "one was" : `${given.length} were`} meant`,
  };
}
