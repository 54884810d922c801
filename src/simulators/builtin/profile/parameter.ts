import type { Json, JsonObject } from "../../../ots/json.ts";
import { isJsonObject } from "../../../ots/json.ts";
import { nameWords, plainText } from "../language/words.ts";
import { branchesOf, isEndless, propertiesOf, requiredOf, typeOf } from "../values/schema.ts";
import { classify } from "./classify.ts";
import { exampleOf } from "./example.ts";
import { flagMeaning } from "./flags.ts";
import { englishWords } from "./foreign.ts";
import type { FlagMeaning, Kind, Role } from "./kinds.ts";
import { labelFor, labelOf, nounOf } from "./naming.ts";
import type { Surroundings } from "./rules/rule.ts";
import { settled } from "./settle.ts";
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
      if (found.length >= maxParameters) {
        return;
      }
      if (name === "__proto__") {
        continue;
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
    ([schema.description, items.description].find((text) => typeof text === "string") as string) ?? "",
    300,
  );
  const choices = choicesOf(items) ?? namedChoices(words, items, description);
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
    ...(schema.default !== undefined && schema.default !== null ? { fallback: schema.default } : {}),
  };
}

function itemsOf(schema: JsonObject): JsonObject {
  const items = Array.isArray(schema.prefixItems) ? schema.prefixItems[0] : schema.items;
  const one = Array.isArray(items) ? items[0] : items;
  return isJsonObject(one) ? (branchesOf(one).sort(byPlainness)[0] ?? one) : {};
}

function limitsOfList(schema: JsonObject): { least?: number; most?: number } {
  const [least, most] = [schema.minItems, schema.maxItems];
  return { ...(typeof least === "number" ? { least } : {}), ...(typeof most === "number" ? { most } : {}) };
}

/** "Type of resource (e.g. pods, deployments)": where a sort of thing is asked for, the examples are what there is. */
function namedChoices(
  words: readonly string[],
  schema: JsonObject,
  description: string,
): readonly string[] | undefined {
  if (
    !/^(type|kind|resource|category|language|priority|level|severity)$/.test(words.at(-1) ?? "") ||
    typeOf(schema) !== "string" ||
    schema.pattern !== undefined
  ) {
    return undefined;
  }
  const list =
    /(?:e\.\s?g\.?|for example|such as)[,:]?\s+((?:['"`]?[a-z][a-z_-]*['"`]?(?:,? or |, (?:and )?|\/))+['"`]?[a-z][a-z_-]*)/i.exec(
      description,
    )?.[1];
  const found = list?.split(/,? or |, and |, |\//).map((word) => word.replace(/['"`]/g, "").trim());
  return found && found.length > 1 ? [...new Set(found)] : undefined;
}

function choicesOf(schema: JsonObject): readonly Json[] | undefined {
  if ("const" in schema) {
    return [schema.const as Json];
  }
  const { enum: values } = schema;
  const usable = Array.isArray(values) ? values.filter((value) => value !== null) : [];
  return usable.length > 0 ? usable : undefined;
}
