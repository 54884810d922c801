import { indefinite, isMass, isPlural, plural, singular } from "../language/english.ts";
import type { ToolProfile } from "../profile/profile.ts";
import type { Bag, Entry } from "./bag.ts";

const headOf = (phrase: string) => singular(phrase.split(" ").at(-1)?.toLowerCase() ?? "");
/** "the password" of "a user's password", where the user is named anyway. */
const unowned = (phrase: string) => phrase.replace(/^(?:an?|the) [\p{L}-]+'s /u, "the ");

/** "order SO-104233", "messages 17 and 18", "reports/q3.xlsx", "the front door": the thing an argument names. */
export function named(entry: Entry, object = ""): string {
  const { parameter, text, value, vague } = entry;
  if (vague) {
    return text;
  }
  switch (parameter.kind) {
    case "id":
    case "uuid":
    case "commit": {
      const own = singular(object);
      const noun =
        object !== "" && (parameter.noun === "entry" || own.endsWith(` ${parameter.noun}`))
          ? own
          : parameter.noun;
      if (/^(vin|imei)$/.test(noun)) {
        return `the ${noun === "vin" ? "vehicle with VIN" : "device with IMEI"} ${text}`;
      }
      return text.toLowerCase().startsWith(noun.toLowerCase())
        ? text
        : `${Array.isArray(value) && value.length > 1 ? plural(noun) : noun} ${text}`;
    }
    case "choice":
      return parameter.choices && parameter.choices.length > 1
        ? `the ${text}${headOf(object) === text.toLowerCase() ? "" : ` ${parameter.label}`}`
        : text;
    case "device":
    case "room":
      return /^(the|[A-Z]|\w+-\d|ward|hall|lab|cell)/.test(text) ? text : `the ${text}`;
    case "group":
      return /position|job title/.test(parameter.label) ? `the ${text} position` : text;
    case "channel":
      return /^C0/.test(text) ? `channel ${text}` : text;
    case "branch":
      return `branch ${text}`;
    case "table":
      return `the table ${text}`;
    case "service":
      return /service|api|worker|gateway/.test(text) ? text : `the ${text} service`;
    case "selector":
    case "label":
      return parameter.role === "object" ? `"${text}"` : text;
    default:
      return text;
  }
}

/**
 * What the act is done to. With an argument that names it: "order SO-104233", "the record of patient P-48213"; without:
 * "an e-mail", "the heating". `link` joins the tool's object to a thing of another kind.
 */
export function thing(
  bag: Bag,
  tool: ToolProfile,
  link: "of" | "for" | "to" | "on" = "of",
  fallback = "",
): string {
  const { object, described } = tool.act;
  const entry =
    bag.take("object") ??
    bag.takeWhere(
      ({ parameter }) =>
        parameter.kind === "rows" && parameter.list && headOf(parameter.label) === headOf(object),
    );
  const bare = described ?? (object === "" ? fallback : object);
  if (!entry) {
    return bare === "" ? "" : described !== undefined ? described : withArticle(bare);
  }
  const { parameter } = entry;
  const text =
    entry.text.startsWith("from ") && parameter.kind === "rows"
      ? `${indefinite(singular(parameter.label))} ${entry.text}`
      : named(entry, object);
  const same =
    (object === "" && described === undefined) ||
    entry.vague ||
    parameter.kind === "rows" ||
    headOf(described ?? "") === headOf(parameter.noun) ||
    headOf(object) === headOf(parameter.noun) ||
    headOf(object) === headOf(parameter.label) ||
    (["path", "folder", "pattern", "device", "branch", "table", "service", "drug", "selector"].includes(
      parameter.kind,
    ) &&
      !(tool.family === "read" && /^(logs?|status|metrics|events|history|details)$/.test(headOf(object)))) ||
    (parameter.kind === "url" &&
      /^(url|uri|page|site|website|link|webpage|content|contents)$/i.test(headOf(object))) ||
    (parameter.kind === "choice" && headOf(object) === headOf(parameter.label));
  if (same) {
    return text;
  }
  const joined = parameter.kind === "group" ? "for" : link;
  return `${unowned(described ?? (link === "of" ? `the ${object}` : withArticle(object))).replace(/^an? /, link === "of" ? "the " : "$&")} ${joined} ${text}`;
}

/** The object as it is first spoken of: "a message", "messages", "access". */
export function withArticle(object: string): string {
  return /^(the|a|an|my|our|all|some) /.test(object) ? object : indefinite(object);
}

/** "the invoices", "all invoices", for requests that name no single one. */
export function several(tool: ToolProfile, bag?: { noun: string }): string {
  const { object } = tool.act;
  const noun = object === "" || isMass(object) ? (bag?.noun ?? (object || "entries")) : object;
  return isPlural(noun) || isMass(noun) ? noun : plural(noun);
}
