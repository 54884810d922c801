import type { Json, JsonObject } from "../../../ots/json.ts";
import { singular } from "../language/english.ts";
import { nameWords } from "../language/words.ts";
import { type Parameter, parametersOf } from "../profile/parameter.ts";
import type { ToolProfile, Variant } from "../profile/profile.ts";
import { Random } from "../random.ts";
import { inTheStyleOf } from "../world/ids.ts";
import type { World } from "../world/world.ts";
import { fitted } from "./fit.ts";
import { naturalNumber, withinLimits } from "./numbers.ts";
import { branchesOf, typeOf } from "./schema.ts";
import { naturalText } from "./strings.ts";
import { counterpart } from "./text.ts";

/** What a value is made for: the tool, the scenario's world, and a stream for what the world does not settle. */
export interface Setting {
  tool: ToolProfile;
  world: World;
  random: Random;
}

/** An ordinary value for the parameter: what a sensible person or agent would put there. */
export function plausibleValue(parameter: Parameter, setting: Setting, depth = 0): Json {
  return parameter.list ? listOf(parameter, setting, depth) : single(parameter, setting, depth);
}

function single(parameter: Parameter, setting: Setting, depth: number): Json {
  const { world, random, tool } = setting;
  if (parameter.choices) {
    const choices = parameter.choices;
    if (parameter.role === "currency" && choices.includes(world.locale.currency)) {
      return world.locale.currency;
    }
    // The same service or environment in every tool that offers it.
    const shared = world.memo(`choice ${parameter.name}`, (r) => r.pick(harmless(choices)));
    return choices.includes(shared)
      ? shared
      : world.memo(`choice ${tool.spec.name} ${parameter.pointer}`, (r) => r.pick(harmless(choices)));
  }
  switch (typeOf(parameter.schema)) {
    case "boolean":
      return flagValue(parameter, random);
    case "number":
    case "integer": {
      const value = naturalNumber(parameter, world, random);
      return withinLimits(value, parameter) ?? value;
    }
    case "object":
      return objectOf(parameter.schema, setting, depth, 0, nameWords(singular(parameter.label)));
    case "array":
      return depth < 4 ? listOf({ ...parameter, schema: {} }, setting, depth + 1) : [];
    case "null":
      return null;
    default: {
      const text = fitted(naturalText(parameter, world, random, tool), parameter.schema, random);
      const told = [
        "id",
        "uuid",
        "username",
        "person",
        "path",
        "email",
        "account",
        "label",
        "product",
      ].includes(parameter.kind);
      return parameter.twin > 0 && told
        ? further(
            text,
            parameter,
            parameter.twin,
            setting,
            parameter.kind === "email" ? [text, counterpart(world).email] : [text],
          )
        : text;
    }
  }
}

const strong =
  /^(admin|administrator|owner|root|superuser|all|any|\*|everyone|production|prod|live|public|critical|delete|force|write|maintain|full|unlimited|disabled|off|none|permanent|hard|master)$/i;

/** Choices that an ordinary request would use; all of them when none stands out as the strong one. */
export function harmless(choices: readonly Json[]): readonly Json[] {
  const mild = choices.filter((choice) => typeof choice !== "string" || !strong.test(choice));
  return mild.length > 0 ? mild : choices;
}

/** The setting of a switch under which nothing unusual happens. */
export function flagValue(parameter: Parameter, random: Random): boolean {
  switch (parameter.flag) {
    case "confirm":
    case "guard":
      return true;
    case "plain":
      return typeof parameter.fallback === "boolean" ? parameter.fallback : random.chance(0.5);
    default:
      return false;
  }
}

function listOf(parameter: Parameter, setting: Setting, depth: number): Json[] {
  const least = Math.min(
    40,
    typeof parameter.listLimits?.least === "number" ? parameter.listLimits.least : 1,
  );
  const most = typeof parameter.listLimits?.most === "number" ? parameter.listLimits.most : 3;
  const wanted = Math.min(
    most,
    Math.max(
      least,
      setting.world.memo(`count ${setting.tool.spec.name} ${parameter.pointer}`, (r) =>
        canVary(parameter) ? r.pick([1, 1, 2, 3]) : 1,
      ),
    ),
  );
  if (parameter.choices) {
    return setting.world.memo(`choices ${setting.tool.spec.name} ${parameter.pointer}`, (r) =>
      r.some(harmless(parameter.choices ?? []), wanted),
    );
  }
  const values: Json[] = [];
  for (let place = 0; place < wanted; place++) {
    const first = depth < 5 ? single(parameter, setting, depth + 1) : null;
    // Several blocks of text in one call would all have to say something else.
    if (place > 0 && place >= least && typeof first === "object" && first !== null && !isCountable(first)) {
      break;
    }
    const next = place === 0 ? first : further(first, parameter, place, setting, values);
    if (!values.includes(next)) {
      values.push(next);
    } else if (values.length < least) {
      values.push(unlike(next, place, parameter));
    }
  }
  return values;
}

/** Whether an entry names a thing of which there can be several: a file, a product, a person. */
const isCountable = (row: Json): boolean =>
  row !== null &&
  Object.entries(row).some(
    ([key, value]) =>
      typeof value === "string" &&
      /(^|_)(path|file|filename|name|product|item|sku|id|email|user)$/i.test(key),
  );

/** The value with a number of its own, for lists whose entries must differ. */
function unlike(value: Json, place: number, { schema, choices }: Parameter): Json {
  return typeof value === "string" && !choices
    ? fitted(`${value} ${place + 1}`, schema, new Random(place))
    : typeof value === "number"
      ? (withinLimits(value + place, { schema }) ?? value)
      : value;
}

const canVary = (parameter: Parameter) =>
  ["email", "id", "path", "username", "person", "product", "label", "uuid", "rows", "channel"].includes(
    parameter.kind,
  );

/** Another value beside `first` in the same list. */
function further(
  first: Json,
  parameter: Parameter,
  place: number,
  setting: Setting,
  taken: readonly Json[] = [],
): Json {
  const { world, random } = setting;
  const others = [world.another, world.manager, world.colleague, world.customer, world.user];
  const person =
    others.find(
      ({ email, name, username }) => ![email, name, username].some((text) => taken.includes(text)),
    ) ?? world.user;
  const shaped = (text: string) =>
    fitted(text, parameter.schema, world.fork(`${parameter.pointer} ${place}`));
  if (typeof first === "number") {
    return withinLimits(first + place * world.fork(parameter.pointer).int(1, 40), parameter) ?? first;
  }
  if (typeof first !== "string") {
    return typeof first === "object" && first !== null
      ? objectOf(parameter.schema, { ...setting, random: random.fork(`row ${place}`) }, 2, place)
      : first;
  }
  switch (parameter.kind) {
    case "email":
      return shaped(person.email);
    case "username":
      return shaped(person.username);
    case "person":
      return shaped(person.name);
    case "path":
      return shaped(
        first.replace(
          /([^/\\]+?)(\.\w+)?$/,
          (_, stem: string, ending = "") => `${stem}-${place + 1}${ending}`,
        ),
      );
    case "label":
    case "product":
      return shaped(freshName(first, parameter, setting, place));
    case "account":
      return shaped(inTheStyleOf(first, world.fork(`second account ${place}`)));
    default:
      return first.split(" ").length > 3
        ? first
        : shaped(inTheStyleOf(first, world.fork(`${parameter.pointer} ${place}`)));
  }
}

function freshName(first: string, parameter: Parameter, { tool, world }: Setting, place: number): string {
  for (let attempt = 0; attempt < 6; attempt++) {
    const fork = world.fork(`${parameter.pointer} ${place} ${attempt}`);
    const text = naturalText(
      { ...parameter, name: `${parameter.name}_${place}_${attempt}` },
      world,
      fork,
      tool,
    );
    if (text !== first) {
      return text;
    }
  }
  return `${first} ${place + 1}`;
}

const rowVariants = new WeakMap<JsonObject, Variant>();

/** An object for a schema that is no parameter list of its own: one row of many, a free-form map. */
function objectOf(
  schema: JsonObject,
  setting: Setting,
  depth: number,
  place = 0,
  outer: readonly string[] = [],
): JsonObject {
  const chosen = branchesOf(schema)[0] ?? schema;
  let variant = rowVariants.get(chosen);
  if (!variant) {
    const { family, domain, act, words } = setting.tool;
    variant = {
      schema: chosen,
      parameters: parametersOf(
        chosen,
        { family, domain: domain.id, siblings: [], toolWords: words, object: act.object },
        outer,
      ),
    };
    rowVariants.set(chosen, variant);
  }
  if (depth > 5) {
    return {};
  }
  const row = assembled(
    variant.parameters.filter((parameter) => parameter.required || variant.parameters.length <= 4),
    (parameter) => {
      const value = plausibleValue(parameter, setting, depth + 1);
      const same =
        place === 0 ||
        parameter.choices !== undefined ||
        (typeof value !== "string" && typeof value !== "number");
      return same ? value : further(value, parameter, place, setting);
    },
  );
  const extra = chosen.additionalProperties;
  if (variant.parameters.length === 0 && extra !== false && place === 0) {
    const kinds = typeof extra === "object" && extra !== null ? (extra as JsonObject).type : "string";
    const texts =
      kinds === undefined || kinds === "string" || (Array.isArray(kinds) && kinds.includes("string"));
    return texts
      ? { status: "checked" }
      : kinds === "boolean"
        ? { checked: true }
        : kinds === "number" || kinds === "integer"
          ? { quantity: 3 }
          : {};
  }
  const least = typeof chosen.minProperties === "number" ? chosen.minProperties : 0;
  for (let i = 0; Object.keys(row).length < Math.min(least, 20) && extra !== false; i++) {
    row[`${nameWords(setting.world.project).join("_")}_${i + 1}`] =
      typeof extra === "object" && extra !== null && typeOf(extra as JsonObject) === "number"
        ? i + 1
        : setting.world.topic.text;
  }
  return row;
}

/** Arguments with a value for each of these parameters, nested where their pointers are. */
export function assembled(
  parameters: readonly Parameter[],
  value: (parameter: Parameter) => Json,
): JsonObject {
  const result: JsonObject = {};
  for (const parameter of parameters) {
    put(result, parameter.pointer, value(parameter));
  }
  return result;
}

/** Sets the value at a pointer, in place, making the objects around it. */
export function put(target: JsonObject, pointer: string, value: Json): void {
  const keys = keysOf(pointer);
  let at = target;
  for (const key of keys.slice(0, -1)) {
    const inner = at[key];
    if (inner === undefined || inner === null || typeof inner !== "object" || Array.isArray(inner)) {
      at[key] = {};
    }
    at = at[key] as JsonObject;
  }
  at[keys.at(-1) ?? ""] = value;
}

/** The value at a pointer; undefined when there is none. */
export function valueAt(source: Json, pointer: string): Json | undefined {
  let at: Json | undefined = source;
  for (const key of keysOf(pointer)) {
    at =
      typeof at === "object" && at !== null && Object.hasOwn(at, key) ? (at as JsonObject)[key] : undefined;
  }
  return at;
}

/** A copy with other values at some pointers; `undefined` takes the value away. */
export function changed(
  source: JsonObject,
  changes: readonly (readonly [pointer: string, value: Json | undefined])[],
): JsonObject {
  return changes.reduce((args, [pointer, value]) => withValue(args, keysOf(pointer), value), source);
}

/** Copies only the objects on the way to the value; the rest is shared, and nothing of it is ever changed in place. */
function withValue(
  source: JsonObject,
  [key = "", ...inner]: readonly string[],
  value: Json | undefined,
): JsonObject {
  const copy = { ...source };
  if (inner.length > 0) {
    const at = copy[key];
    copy[key] = withValue(
      at !== null && typeof at === "object" && !Array.isArray(at) ? at : {},
      inner,
      value,
    );
  } else if (value === undefined) {
    delete copy[key];
  } else {
    copy[key] = value;
  }
  return copy;
}

const knownKeys = new Map<string, readonly string[]>();

function keysOf(pointer: string): readonly string[] {
  let keys = knownKeys.get(pointer);
  if (!keys) {
    keys = pointer
      .split("/")
      .slice(1)
      .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));
    if (knownKeys.size >= 5000) {
      knownKeys.clear();
    }
    knownKeys.set(pointer, keys);
  }
  return keys;
}
