import type { Json, JsonObject } from "../../../ots/json.ts";
import { typeOf } from "../values/schema.ts";
import type { Kind, Role } from "./kinds.ts";
import { numberKind } from "./number-kinds.ts";
import type { Surroundings } from "./rules/rule.ts";
import { stringKind } from "./string-kinds.ts";

/** What a parameter's values are and which part they play, from its schema, its name's words and its description. */
export function classify(
  words: readonly string[],
  outer: readonly string[],
  schema: JsonObject,
  description: string,
  choices: readonly Json[] | undefined,
  around: Surroundings,
): { kind: Kind; role: Role } {
  const type = typeOf(schema);
  if (type === "boolean") {
    return { kind: "flag", role: "flag" };
  }
  if (type === "object" || type === "array") {
    return { kind: "rows", role: "detail" };
  }
  // A stated format says more than any words about it.
  if ((type === "string" || type === undefined) && schema.format === undefined) {
    if (
      /\b(yaml|json|xml|manifest)\b/i.test(description) &&
      /\b(represent\w*|manifest|document|definition|string|spec|containing)\b/i.test(description)
    ) {
      return { kind: "json", role: "detail" };
    }
  }
  const byFormat = formatKind(schema.format, words, description, around);
  if (byFormat) {
    return byFormat;
  }
  if (type === "number" || type === "integer") {
    return choices
      ? { kind: "choice", role: "choice" }
      : numberKind(words, description, around, type === "integer");
  }
  if (
    typeof schema.pattern === "string" &&
    schema.pattern.startsWith("^\\+") &&
    words.some((word) => /^(number|phone|to|recipient|mobile|msisdn)$/.test(word))
  ) {
    return { kind: "phone", role: around.family === "send" ? "recipient" : "field" };
  }
  const named =
    stringKind(words, description, around) ??
    (outer.length > 0 ? stringKind([...outer, ...words], description, around) : undefined);
  if (
    !choices &&
    loose.has(named?.kind ?? "anything") &&
    /^(?:the |a )?(?:unique )?(?:id|identifier|uuid)s? (?:of|for)\b/i.test(description)
  ) {
    return { kind: "id", role: "object" };
  }
  if (choices) {
    return { kind: "choice", role: choiceRole(named?.role, words) };
  }
  return named ?? { kind: "anything", role: "detail" };
}

/** Kinds a name suggests that a description can overrule: "file_key" is an id where the text says so. */
const loose: ReadonlySet<string> = new Set<Kind>([
  "anything",
  "path",
  "filename",
  "folder",
  "branch",
  "title",
  "text",
  "search",
  "group",
  "date",
  "datetime",
  "device",
  "product",
  "resource",
]);

/** An enumerated value keeps the part its name gives it where it can be said that way: a door, a service, a currency. */
function choiceRole(role: Role | undefined, words: readonly string[]): Role {
  if (/\b(mode|state|status|power|action|operation|position)\b/.test(words.join(" "))) {
    return "setpoint";
  }
  return role !== undefined &&
    ["object", "place", "currency", "grant", "recipient", "setpoint", "source"].includes(role)
    ? role
    : "choice";
}

function formatKind(
  format: Json | undefined,
  words: readonly string[],
  description: string,
  around: Surroundings,
): { kind: Kind; role: Role } | undefined {
  const named = () => stringKind(words, description, around);
  switch (format) {
    case "email":
    case "idn-email":
      return {
        kind: "email",
        role: ["send", "share", "grant", "create", "publish"].includes(around.family)
          ? "recipient"
          : (named()?.role ?? "field"),
      };
    case "uri":
    case "url":
    case "iri":
    case "uri-reference":
    case "http-url":
      if (
        words.some((word) =>
          /^(media|image|photo|picture|video|avatar|attachment|thumbnail|logo|callback|webhook)$/.test(word),
        )
      ) {
        return { kind: "url", role: "detail" };
      }
      return {
        kind: "url",
        role: around.family === "send" || around.family === "share" ? "recipient" : "object",
      };
    case "date":
      return { kind: "date", role: "time" };
    case "date-time":
      return { kind: "datetime", role: "time" };
    case "time":
      return { kind: "time", role: "time" };
    case "duration":
      return { kind: "duration", role: "duration" };
    case "uuid":
      return { kind: "uuid", role: named()?.role === "recipient" ? "recipient" : "object" };
    case "ipv4":
    case "ipv6":
      return { kind: "ip", role: "object" };
    case "hostname":
      return { kind: "host", role: "place" };
    case "byte":
    case "binary":
    case "base64":
      return { kind: "bytes", role: "detail" };
    case "password":
      return { kind: "secret", role: "secret" };
    default:
      return undefined;
  }
}
