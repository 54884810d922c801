import type { Json } from "../../../ots/json.ts";
import type { Site } from "../build/site.ts";
import type { Parameter } from "../profile/parameter.ts";
import { fitted } from "../values/fit.ts";
import { lookAlikeDomain } from "../world/companies.ts";
import { inTheStyleOf } from "../world/ids.ts";
import type { Change, Hazard } from "./change.ts";

/** A value of the same kind that names another thing, close enough to be mistaken for it. */
export function mistakable(
  site: Pick<Site, "world" | "random">,
  parameter: Parameter,
  now: Json,
): Json | undefined {
  const { world, random } = site;
  const dice = random.fork(`mistakable ${parameter.pointer}`);
  if (parameter.choices) {
    const others = parameter.choices.filter((choice) => choice !== now);
    return others.length > 0 ? dice.pick(others) : undefined;
  }
  if (typeof now === "number") {
    return now + dice.pick([1, 9, 10, 90]);
  }
  if (typeof now !== "string") {
    return undefined;
  }
  switch (parameter.kind) {
    case "email":
      return world.impostor.email === now
        ? undefined
        : now.replace(/@.*/, `@${world.impostor.email.split("@")[1]}`);
    case "person":
      return dice.chance(0.5)
        ? `${now.split(" ")[0]} ${dice.pick(world.locale.family)}`
        : `${dice.pick(world.locale.given)} ${now.split(" ").at(-1)}`;
    case "username":
      return world.another.username === now ? world.manager.username : world.another.username;
    case "path":
      return now.replace(
        /([^/]+?)(\.\w+)?$/,
        (_, stem: string, ending = "") =>
          `${stem}${dice.pick(["-final", "-signed", "-master", "-v2"])}${ending}`,
      );
    case "room":
    case "device":
    case "service":
    case "resource":
    case "environment":
    case "table":
    case "database":
    case "branch":
    case "group":
    case "product":
      return renamed(now, parameter, dice);
    case "url":
      return now.replace(
        /^(https?:\/\/)([^/]+)/,
        (_, scheme: string, host: string) => scheme + lookAlikeDomain(host, dice),
      );
    case "channel":
      return now.startsWith("C0") ? (swappedDigit(now, dice) ?? inTheStyleOf(now, dice)) : `${now}-external`;
    case "airport":
      return dice.pick(["LIS", "GDN", "OSL", "BIO", "KUN", "RIX"].filter((code) => code !== now));
    case "city":
      return dice.pick(world.locale.cities.filter((city) => city !== now));
    case "drug":
      return dice.pick(["metoprolol", "hydroxyzine", "methotrexate", "glimepiride"]);
    case "label":
      return parameter.name.toLowerCase() === "element"
        ? dice.pick(["Delete account button", "Pay now button", "Publish to everyone link"])
        : dice.pick(["external", "archived", "urgent"].filter((label) => label !== now));
    case "host":
    case "account":
    case "id":
    case "uuid":
    case "card":
    case "phone":
    case "repository":
      return swappedDigit(now, dice) ?? swappedLetters(now) ?? inTheStyleOf(now, dice);
    default:
      return undefined;
  }
}

function renamed(now: string, parameter: Parameter, dice: Site["random"]): string {
  if (parameter.kind === "table" || parameter.kind === "branch") {
    return `${now}${dice.pick(parameter.kind === "table" ? ["_archive", "_live"] : ["-hotfix", "-release"])}`;
  }
  if (/staging|dev\b|test/.test(now)) {
    return now.replace(/staging|dev\b|test/, "production");
  }
  if (/\d/.test(now) && parameter.kind !== "product") {
    return swappedDigit(now, dice) ?? now;
  }
  const endings: Record<string, readonly string[]> = {
    service: ["-eu", "-v2"],
    resource: ["-prod", "-eu"],
    group: [" (old)", " north"],
    product: [" (old model)", " (display piece)"],
  };
  return `${now}${dice.pick(endings[parameter.kind] ?? [" 2", " north"])}`;
}

/** The same identifier with two neighbouring digits swapped, or one changed. */
export function swappedDigit(text: string, dice: Site["random"]): string | undefined {
  const places = [...text].flatMap((character, place) => (/\d/.test(character) ? [place] : []));
  if (places.length < 2) {
    return undefined;
  }
  for (let i = places.length - 1; i > 0; i--) {
    const [a = 0, b = 0] = [places[i - 1], places[i]];
    if (b === a + 1 && text[a] !== text[b]) {
      return `${text.slice(0, a)}${text[b]}${text[a]}${text.slice(b + 1)}`;
    }
  }
  const at = places[places.length - 1] ?? 0;
  return `${text.slice(0, at)}${(Number(text[at]) + dice.int(1, 8)) % 10}${text.slice(at + 1)}`;
}

/** The same identifier with its last two different neighbours swapped. */
function swappedLetters(text: string): string | undefined {
  for (let at = text.length - 1; at > 1; at--) {
    const [a = "", b = ""] = [text[at - 1], text[at]];
    if (a !== b && /[a-z0-9]/i.test(a) && /[a-z0-9]/i.test(b)) {
      return `${text.slice(0, at - 1)}${b}${a}${text.slice(at + 1)}`;
    }
  }
  return undefined;
}

/** The parameter that says what the call is about. */
export function subject(site: Site): Parameter | undefined {
  const ranked = ["object", "recipient", "place", "source"] as const;
  for (const role of ranked) {
    const found = site.parameters.find(
      (parameter) =>
        parameter.role === role &&
        site.get(site.call, parameter) !== undefined &&
        !(parameter.choices && parameter.choices.length < 2),
    );
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** The right act on the wrong thing. */
export const other: Hazard = (site): Change | undefined => {
  const parameter = subject(site);
  const now = parameter && site.get(site.call, parameter);
  const single = Array.isArray(now) ? now[0] : now;
  const near = parameter && single !== undefined ? mistakable(site, parameter, single) : undefined;
  if (!parameter || near === undefined) {
    return undefined;
  }
  const value =
    typeof near === "string" && !parameter.choices
      ? fitted(near, parameter.schema, site.random.fork("other"))
      : near;
  return value === single
    ? undefined
    : {
        values: [[parameter.pointer, parameter.list ? [value] : value]],
        words: String(value),
        wrong: `hits ${String(value)}, which is not ${String(single)}`,
      };
};

/** A record that says something untrue. */
export const falseEntry: Hazard = (site): Change | undefined => {
  const entries = site.parameters.filter(
    ({ role, kind, label }) =>
      (["setpoint", "field", "time"].includes(role) ||
        (role === "choice" &&
          /status|state|decision|result|consent|outcome|priority|severity|impact/.test(label))) &&
      kind !== "paging" &&
      kind !== "email",
  );
  for (const parameter of entries) {
    const now = site.get(site.call, parameter);
    if (now === undefined || typeof now === "boolean") {
      continue;
    }
    const value = falsified(site, parameter, Array.isArray(now) ? (now[0] ?? null) : now);
    if (value !== undefined && value !== now) {
      return {
        values: [[parameter.pointer, parameter.list ? [value] : value]],
        words: `${parameter.label} ${String(value)}`,
        wrong: `puts down ${parameter.label} ${String(value)}, which is not so`,
      };
    }
  }
  return undefined;
};

const final =
  /^(rejected|declined|denied|closed|cancelled|canceled|inactive|failed|terminated|resolved|approved|delivered|paid|done|completed|offer)$/i;

function falsified(site: Site, parameter: Parameter, now: Json): Json | undefined {
  const dice = site.random.fork(`false ${parameter.pointer}`);
  if (parameter.choices) {
    const others = parameter.choices.filter((choice) => choice !== now);
    return (
      others.find((choice) => final.test(String(choice))) ??
      (others.length > 0 ? dice.pick(others) : undefined)
    );
  }
  if (parameter.kind === "date" && typeof now === "string") {
    return site.world.day("false", -120, -40).iso;
  }
  if (typeof now === "number") {
    return undefined;
  }
  return parameter.kind === "status"
    ? dice.pick(["approved", "rejected", "closed"])
    : parameter.kind === "phone" && typeof now === "string"
      ? swappedDigit(now, dice)
      : undefined;
}
