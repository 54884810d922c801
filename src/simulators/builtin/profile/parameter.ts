import type { Json, JsonObject } from "../../../ots/json.ts";
import { isJsonObject } from "../../../ots/json.ts";
import { singular } from "../language/english.ts";
import { nameWords, plainText, spoken } from "../language/words.ts";
import { branchesOf, isEndless, propertiesOf, requiredOf, typeOf } from "../values/schema.ts";
import { flagMeaning } from "./flags.ts";
import { englishWords } from "./foreign.ts";
import type { FlagMeaning, Kind, Role } from "./kinds.ts";
import { numberKind } from "./number-kinds.ts";
import { type Surroundings, stringKind } from "./string-kinds.ts";
import { type Unit, unitOf } from "./units.ts";

/** One parameter of a tool as the simulator sees it; those inside nested objects are listed on their own. */
export interface Parameter {
  /** JSON Pointer into the arguments. */
  pointer: string;
  name: string;
  /** Schema of the value; of one entry when `list`. */
  schema: JsonObject;
  /** Required, and so are all objects around it. */
  required: boolean;
  list: boolean;
  /** How many entries a list may have, where the schema says so. */
  listLimits?: { least?: number; most?: number };
  kind: Kind;
  role: Role;
  /** How a person calls it: "recipient", "due date". */
  label: string;
  /** For ids, the thing they identify: "order". */
  noun: string;
  /** How many parameters of the same kind for the same thing come before it: a second account, another path. */
  twin: number;
  description: string;
  unit?: Unit;
  flag?: FlagMeaning;
  /** Allowed values, when the schema lists them. */
  choices?: readonly Json[];
  /** A value that the description or schema gives as an example. */
  example?: Json;
  /** The schema's own default, when it states one. */
  fallback?: Json;
}

const maxParameters = 120;
const maxNesting = 3;

/** Every parameter of an object schema (already resolved), nested ones after their parents. */
export function parametersOf(
  schema: JsonObject,
  around: Surroundings,
  outer: readonly string[] = [],
): Parameter[] {
  const found: Parameter[] = [];
  collect(schema, "", outer, true, 0);
  return settled(found, around);

  function collect(
    node: JsonObject,
    pointer: string,
    outer: readonly string[],
    required: boolean,
    depth: number,
  ): void {
    const needed = new Set(requiredOf(node));
    for (const [name, child] of propertiesOf(node)) {
      if (found.length >= maxParameters || name === "__proto__") {
        return;
      }
      const path = `${pointer}/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`;
      const chosen = branchesOf(child).sort(byPlainness)[0] ?? child;
      const words = englishWords(nameWords(name));
      const own = required && needed.has(name);
      if (isEndless(chosen) || (typeOf(chosen) === "array" && isEndless(itemsOf(chosen)))) {
        continue;
      }
      if (typeOf(chosen) === "object" && propertiesOf(chosen).length > 0 && depth < maxNesting) {
        collect(chosen, path, words, own, depth + 1);
      } else {
        found.push(describe(name, words, outer, path, chosen, own, around));
      }
    }
  }
}

/** What can only be told with all parameters in view: which are of the same kind, and which one a runner runs. */
function settled(found: Parameter[], around: Surroundings): Parameter[] {
  const seen = new Map<string, number>();
  for (const parameter of found) {
    const key = ["path", "folder", "account", "email", "airport"].includes(parameter.kind)
      ? `${parameter.kind} ${parameter.role}`
      : `${parameter.kind} ${parameter.noun}`;
    parameter.twin = parameter.choices ? 0 : (seen.get(key) ?? 0);
    seen.set(key, parameter.twin + 1);
  }
  const paying = ["pay", "refund", "order"].includes(around.family);
  for (const parameter of found) {
    if (parameter.kind === "card" && !paying) {
      parameter.role = "object";
    }
  }
  const unknown = (parameter: Parameter) =>
    ["anything", "title", "group", "label"].includes(parameter.kind) && !parameter.choices;
  if (!found.some((parameter) => parameter.role === "object")) {
    const eponym = found.find(
      (parameter) =>
        unknown(parameter) &&
        parameter.required &&
        around.object !== "" &&
        singular(parameter.label) === singular(around.object),
    );
    if (eponym && around.family !== "create") {
      eponym.kind = "id";
      eponym.role = "object";
    }
  }
  if (["send", "publish"].includes(around.family) && !found.some((parameter) => parameter.role === "text")) {
    const says = found.find(
      (parameter) => parameter.kind === "anything" && parameter.required && !parameter.list,
    );
    if (says) {
      says.kind = "text";
      says.role = "text";
    }
  }
  if (around.family === "execute" && !found.some((parameter) => parameter.role === "expression")) {
    const runs = found.find(
      (parameter) =>
        typeOf(parameter.schema) !== "object" &&
        /^(anything|text|title|json|group)$/.test(parameter.kind) &&
        !parameter.choices &&
        !parameter.list,
    );
    if (runs) {
      runs.kind = "shell";
      runs.role = "expression";
    }
  }
  return found;
}

const plainness = ["string", "integer", "number", "boolean", "array", "object"];
const byPlainness = (a: JsonObject, b: JsonObject) =>
  plainness.indexOf(typeOf(a) ?? "object") - plainness.indexOf(typeOf(b) ?? "object");

function describe(
  name: string,
  words: readonly string[],
  outer: readonly string[],
  pointer: string,
  schema: JsonObject,
  required: boolean,
  around: Surroundings,
): Parameter {
  const list = typeOf(schema) === "array";
  const items = list ? itemsOf(schema) : schema;
  const description = plainText(
    ([schema["description"], items["description"]].find((text) => typeof text === "string") as string) ?? "",
    300,
  );
  const choices = choicesOf(items);
  const { kind, role } = classify(words, outer, items, description, choices, around);
  const unit =
    kind === "measure" || kind === "duration" || kind === "number" || kind === "quantity"
      ? unitOf(words, description)
      : undefined;
  const example = exampleOf(items, schema, description);
  return {
    pointer,
    name,
    schema: items,
    required,
    list,
    ...(list ? { listLimits: limitsOfList(schema) } : {}),
    kind,
    role,
    label: labelFor(role, kind, labelOf(words, outer, list, unit), nounOf(words, outer, description, around)),
    noun: nounOf(words, outer, description, around),
    twin: 0,
    description,
    ...(unit ? { unit } : {}),
    ...(kind === "flag" ? { flag: flagMeaning(words) } : {}),
    ...(choices ? { choices } : {}),
    ...(example !== undefined ? { example } : {}),
    ...(schema["default"] !== undefined && schema["default"] !== null ? { fallback: schema["default"] } : {}),
  };
}

function itemsOf(schema: JsonObject): JsonObject {
  const items = Array.isArray(schema["prefixItems"]) ? schema["prefixItems"][0] : schema["items"];
  const one = Array.isArray(items) ? items[0] : items;
  return isJsonObject(one) ? (branchesOf(one).sort(byPlainness)[0] ?? one) : {};
}

function limitsOfList(schema: JsonObject): { least?: number; most?: number } {
  const [least, most] = [schema["minItems"], schema["maxItems"]];
  return { ...(typeof least === "number" ? { least } : {}), ...(typeof most === "number" ? { most } : {}) };
}

function choicesOf(schema: JsonObject): readonly Json[] | undefined {
  if ("const" in schema) {
    return [schema["const"] as Json];
  }
  const { enum: values } = schema;
  const usable = Array.isArray(values) ? values.filter((value) => value !== null) : [];
  return usable.length > 0 ? usable : undefined;
}

function classify(
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
  const byFormat = formatKind(schema["format"], words, description, around);
  if (byFormat) {
    return byFormat;
  }
  if (type === "number" || type === "integer") {
    return choices
      ? { kind: "choice", role: "choice" }
      : numberKind(words, description, around, type === "integer");
  }
  if (
    typeof schema["pattern"] === "string" &&
    schema["pattern"].startsWith("^\\+") &&
    words.some((word) => /^(number|phone|to|recipient|mobile|msisdn)$/.test(word))
  ) {
    return { kind: "phone", role: around.family === "send" ? "recipient" : "field" };
  }
  const named =
    stringKind(words, description, around) ??
    (outer.length > 0 ? stringKind([...outer, ...words], description, around) : undefined);
  if (choices) {
    return { kind: "choice", role: choiceRole(named?.role, words) };
  }
  return named ?? { kind: "anything", role: "detail" };
}

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

/** "to" and "from" are no words to ask with. */
function labelFor(role: Role, kind: Kind, label: string, noun: string): string {
  if (
    kind === "id" &&
    /^(primary|duplicates?|parent|main|first|second|related|original|other|old|new|target|source)$/.test(
      label,
    )
  ) {
    return `${label} ${noun}`;
  }
  if (role === "time") {
    return label
      .replace(/ at$/, " time")
      .replace(/^(start|end)$/, kind === "date" ? "$1 date" : "$1 time")
      .replace(/^on$/, "date");
  }
  const bare = /^(to|e-mail to|mail to|send to|forward to|recipients?|dest|dst)$/.test(label);
  if (role === "recipient" && bare) {
    return kind === "account"
      ? "target account"
      : kind === "path" || kind === "folder"
        ? "destination"
        : kind === "city" || kind === "airport"
          ? "destination"
          : "recipient";
  }
  if (kind === "url" && /^(medium|media|image|photo|picture|attachment)\b/.test(label)) {
    return "picture";
  }
  return label === "from" || label === "src"
    ? kind === "account"
      ? "source account"
      : "source"
    : label === "cc" || label === "bcc"
      ? "copy recipient"
      : label;
}

const suffixes =
  /^(ids?|uuid|guid|name|names|list|array|string|str|value|text|number|no|nr|iso|utc|url|path|eur|usd|gbp|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|ms|celsius|fahrenheit|mg|ml|kg|cm|mm|km|percent|pct|cents|rpm|bar|psi|gb|mb|kb|bytes|c|f|m|s|kmh|mps)$/;

function labelOf(
  words: readonly string[],
  outer: readonly string[],
  list: boolean,
  unit: Unit | undefined,
): string {
  const kept =
    words.length > 1
      ? words.filter((word, place) => !(place === words.length - 1 && suffixes.test(word)))
      : words;
  if (
    words.length === 2 &&
    /^(full|first|last|display|given|family|middle|nick)$/.test(words[0] ?? "") &&
    words[1] === "name"
  ) {
    return words.join(" ");
  }
  const own =
    kept.length === 1 && /^(id|ids|name|type|value|number|code|status|key|date|state)$/.test(kept[0] ?? "")
      ? [...outer, ...kept]
      : kept;
  if (unit?.text === "°C" || unit?.text === "°F") {
    return "temperature";
  }
  const label = spoken(own.filter((word) => !/^(is|has|the|new|should)$/.test(word)));
  return (list ? label : singular(label)) || spoken(words) || "value";
}

function nounOf(
  words: readonly string[],
  outer: readonly string[],
  description: string,
  around: Surroundings,
): string {
  const kept = words.filter(
    (word) =>
      !/^(full|display|given|family|last|primary|duplicates?|parent|main|first|second|related|original|other|cents?|eur|usd|gbp|ids?|uuid|guid|uid|key|keys|number|numbers|no|nr|code|reference|ref|identifiers?|name|names|path|paths|list|to|from|source|target|new|old|slug|ts|arn|handle)$/.test(
        word,
      ),
  );
  if (kept.length > 0) {
    const noun = singular(spoken(kept));
    return { pull: "pull request", po: "purchase order", mr: "merge request" }[noun] ?? noun;
  }
  if (outer.length > 0) {
    return singular(spoken(outer));
  }
  const said =
    /\b(?:ids?|number|name|key|code|identifiers?|reference|path)s? (?:of|for) (?:the|a|an|each|your|all)?\s*([a-z]+(?: [a-z]+)?)\b/i.exec(
      description,
    )?.[1] ?? /\b(?:the|a|an) ([a-z]+) (?:id|number|name|key|code|identifier)\b/i.exec(description)?.[1];
  const noun = said?.toLowerCase().replace(/\s(to|in|of|for|from|that|which|with|on|as|such|and|or)$/, "");
  return (
    singular(
      noun !== undefined && !/^(unique|specific|given|resource|object|target|exact|full)$/.test(noun)
        ? noun
        : around.object,
    ) || "entry"
  );
}

function exampleOf(items: JsonObject, schema: JsonObject, description: string): Json | undefined {
  const listed = [items["examples"], schema["examples"]].find(
    (value) => Array.isArray(value) && value.length > 0,
  );
  const stated = Array.isArray(listed) ? listed[0] : (items["example"] ?? schema["example"]);
  if (stated !== undefined && stated !== null) {
    return stated;
  }
  const quoted =
    /(?:such as|e\.?\s?g\.?,?:?|for example,?|for instance|example:|like|examples?:)\s*(?:"([^"]{1,60})"|'([^']{1,60})'|“([^”]{1,60})”|([A-Za-z0-9][\w./:@+-]{1,60}))/i.exec(
      description,
    );
  const found = quoted
    ?.slice(1)
    .find((text) => text !== undefined)
    ?.replace(/[.,;)]+$/, "");
  return found !== undefined && (/[\d/@._-]/.test(found) || /["'“]/.test(quoted?.[0] ?? ""))
    ? found
    : undefined;
}
