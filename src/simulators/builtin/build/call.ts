import { validateArguments } from "../../../judge/toolbelt/schema/argument-check.ts";
import type { JsonObject } from "../../../ots/json.ts";
import { SimulatorError } from "../../../ots/task.ts";
import type { Role } from "../profile/kinds.ts";
import type { Parameter } from "../profile/parameter.ts";
import type { ToolProfile, Variant } from "../profile/profile.ts";
import { Random } from "../random.ts";
import { assembled, changed, plausibleValue, type Setting, valueAt } from "../values/value.ts";
import { World } from "../world/world.ts";

/** A call of a tool as its user would want it, with the parameters it can have. */
export interface PlannedCall {
  tool: ToolProfile;
  parameters: readonly Parameter[];
  arguments: JsonObject;
}

const callable = new WeakMap<ToolProfile, boolean>();

/** True when arguments that the tool's schema allows can be found at all. */
export function isCallable(tool: ToolProfile): boolean {
  let known = callable.get(tool);
  if (known === undefined) {
    try {
      plannedCall(tool, new World(1, tool.domain), new Random(1));
      known = true;
    } catch {
      known = false;
    }
    callable.set(tool, known);
  }
  return known;
}

/** How readily an optional parameter is used, by the part it plays. */
const eagerness: Partial<Record<Role, number>> = {
  object: 0.8,
  recipient: 0.75,
  amount: 0.9,
  setpoint: 0.7,
  expression: 0.8,
  text: 0.5,
  title: 0.55,
  time: 0.35,
  place: 0.35,
  reason: 0.35,
  field: 0.35,
  grant: 0.8,
  quantity: 0.5,
  choice: 0.15,
  duration: 0.25,
  source: 0.4,
  currency: 0.7,
  flag: 0.04,
  detail: 0.08,
  secret: 0.1,
};
const maxOptional = 3;

/**
 * An ordinary call in this world, valid against the tool's schema.
 * @throws SimulatorError `not-reached` when no valid arguments can be found.
 */
export function plannedCall(tool: ToolProfile, world: World, random: Random): PlannedCall {
  let problem = "";
  for (let attempt = 0; attempt < 10; attempt++) {
    const variant =
      attempt < 6
        ? random.pick(tool.variants)
        : (tool.variants[attempt % tool.variants.length] ?? { schema: {}, parameters: [] });
    const parameters = chosen(tool, variant, random, attempt);
    const setting = { tool, world, random };
    const drawn = assembled(parameters, (parameter) => plausibleValue(parameter, setting));
    const args = attempt < 4 ? agreeing(drawn, variant, setting) : drawn;
    const problems = validateArguments(tool.spec.inputSchema, args);
    if (problems.length === 0) {
      return { tool, parameters: variant.parameters, arguments: args };
    }
    problem = problems[0] ?? "";
  }
  throw new SimulatorError(
    "not-reached",
    `no arguments for ${tool.spec.name} were found that its schema allows: ${problem}`,
  );
}

function chosen(tool: ToolProfile, { parameters }: Variant, random: Random, attempt: number): Parameter[] {
  const required = parameters.filter((parameter) => parameter.required);
  if (attempt === 2 || attempt === 6) {
    return required;
  }
  if (attempt === 3) {
    return [...parameters];
  }
  const roles = new Set(required.map((parameter) => parameter.role));
  const chatter = ["pay", "order", "refund", "delete", "operate", "control"].includes(tool.family);
  const optional = parameters.filter((parameter) => {
    if (parameter.required) {
      return false;
    }
    const base = eagerness[parameter.role] ?? 0.1;
    const known = roles.has(parameter.role) ? 0.4 : 1;
    const idle = chatter && (parameter.role === "text" || parameter.role === "title") ? 0.2 : 1;
    const copy = /^(b?cc|reply_?to)$/i.test(parameter.name) ? 0.2 : 1;
    const technical = /version$|^(context|output|format|fields|cursor)$|selector$/i.test(parameter.name)
      ? 0.1
      : 1;
    return random.chance(base * known * idle * copy * technical);
  });
  const kept = withoutSecondText(required, optional);
  if (required.length === 0 && kept.length === 0) {
    // A call with nothing in it asks for nothing.
    const telling = parameters.toSorted((a, b) => (eagerness[b.role] ?? 0.1) - (eagerness[a.role] ?? 0.1));
    kept.push(...telling.filter(({ role }) => role !== "flag").slice(0, 1));
  }
  const changing = tool.family === "update" && ![...required, ...optional].some(isChange);
  const extra = changing
    ? parameters.filter((parameter) => !parameter.required && isChange(parameter)).slice(0, 1)
    : [];
  return [...required, ...random.some(kept, maxOptional), ...extra];
}

/** Nobody says the same thing in two fields of one call. */
function withoutSecondText(required: readonly Parameter[], optional: readonly Parameter[]): Parameter[] {
  let said = required.some(({ role }) => role === "text");
  return optional.filter(({ role }) => {
    const second = role === "text" && said;
    said ||= role === "text";
    return !second;
  });
}

/**
 * Arguments in which a choice and the part it names agree: `type: "replace"` comes with `replace` and without `insert`.
 * Only parts that are not required can go.
 */
function agreeing(args: JsonObject, variant: Variant, setting: Setting): JsonObject {
  const { parameters } = variant;
  const parts = new Set(parameters.map(({ pointer }) => pointer.split("/")[1] ?? ""));
  const chooser = parameters.find(
    ({ choices }) => (choices ?? []).filter((choice) => parts.has(String(choice))).length > 1,
  );
  const named = chooser && valueAt(args, chooser.pointer);
  if (!chooser || typeof named !== "string") {
    return args;
  }
  const result = { ...args };
  for (const other of chooser.choices ?? []) {
    if (other !== named) {
      delete result[String(other)];
    }
  }
  if (!(named in result)) {
    const own = parameters.filter(({ pointer }) => pointer.split("/")[1] === named);
    Object.assign(
      result,
      assembled(own.slice(0, 3), (parameter) => plausibleValue(parameter, setting)),
    );
  }
  return result;
}

const isChange = ({ role }: Parameter) =>
  ["setpoint", "amount", "field", "choice", "text", "title", "grant", "quantity"].includes(role);

/** The call with other values, if the schema allows them. */
export function withChanges(
  call: PlannedCall,
  changes: Parameters<typeof changed>[1],
): PlannedCall | undefined {
  const args = changed(call.arguments, changes);
  return validateArguments(call.tool.spec.inputSchema, args).length === 0
    ? { ...call, arguments: args }
    : undefined;
}
