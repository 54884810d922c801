import type { JsonObject } from "../../../ots/json.ts";
import { listed } from "../language/english.ts";
import { familyOf, type Verb, verb } from "../language/verbs.ts";
import type { Parameter } from "../profile/parameter.ts";
import type { ToolProfile } from "../profile/profile.ts";
import { valueAt } from "../values/value.ts";
import type { World } from "../world/world.ts";
import { Bag, type Entry } from "./bag.ts";
import type { Clause } from "./clause.ts";
import { families } from "./families.ts";
import { because, places, saying, times, titled } from "./join.ts";

export interface Wording {
  /** Words in place of the value at a pointer: "the usual account". */
  vague?: ReadonlyMap<string, string>;
  /** Pointers that must not be spoken of. */
  omit?: ReadonlySet<string>;
}

/** A call in words: the request's core, and what is better said in a sentence of its own. */
export interface Phrase {
  clause: Clause;
  details: string;
}

/**
 * Puts a call into words the way a person asks for it: "transfer 1,250 EUR to Korborne Analytics (PL87…)". Every
 * argument that matters is said, unless `wording` keeps it back; page sizes and switches at rest are not.
 */
export function phrased(
  tool: ToolProfile,
  parameters: readonly Parameter[],
  args: JsonObject,
  world: World,
  wording: Wording = {},
): Phrase {
  const currency = parameters.find((parameter) => parameter.role === "currency");
  const stated = currency && valueAt(args, currency.pointer);
  const manner = {
    world,
    named: world.memo("names beside values", (random) => random.chance(0.5)),
    isoDates: world.memo("iso dates", (random) => random.chance(0.25)),
    currency: typeof stated === "string" ? stated : world.locale.currency,
  };
  const operation = operationIn(parameters, args);
  const omit = operation
    ? new Set([...(wording.omit ?? []), operation.pointer])
    : (wording.omit ?? new Set());
  const bag = new Bag(parameters, args, manner, wording.vague ?? new Map(), omit);
  const doing = operation ? { ...tool, act: { ...tool.act, verb: operation.verb } } : tool;
  const core = families[tool.family](doing, bag, world);
  const rest = [titled(bag), places(bag), times(bag), saying(bag, world, "note"), because(bag)].filter(
    (part) => part !== "",
  );
  const further = [...new Set(bag.rest.flatMap(furtherWords))];
  const flags = bag.rest.flatMap((entry) => flagWords(entry));
  const inline = further.length <= 2 ? further : [];
  const tail = [...rest, inline.length > 0 ? `with ${listed(inline)}` : "", ...flags].filter(
    (part) => part !== "",
  );
  return {
    clause: { verb: core.verb, rest: [core.rest, ...tail].filter((part) => part !== "").join(" ") },
    details: inline.length === 0 && further.length > 0 ? further.slice(0, 8).join(", ") : "",
  };
}

/** The verb of tools that do several things by a parameter: `operation: "drain"`, `action: "restart"`. */
function operationIn(
  parameters: readonly Parameter[],
  args: JsonObject,
): { pointer: string; verb: Verb } | undefined {
  for (const { name, choices, pointer } of parameters) {
    const value = choices && choices.length > 1 ? valueAt(args, pointer) : undefined;
    if (
      typeof value === "string" &&
      /^(operation|action|sub_?command|command|op|verb)$/i.test(name) &&
      familyOf(value.toLowerCase()) !== undefined
    ) {
      return { pointer, verb: verb(value.toLowerCase()) };
    }
  }
  return undefined;
}

/** The call in few words, for titles and reports: what, to whom, how much. */
export function briefly(
  call: { tool: ToolProfile; parameters: readonly Parameter[]; arguments: JsonObject },
  world: World,
): Clause {
  const minor = ["text", "reason", "choice", "duration", "detail", "source", "field"];
  const omit = new Set(
    call.parameters
      .filter(({ role, kind }) => minor.includes(role) || kind === "rows")
      .map(({ pointer }) => pointer),
  );
  return phrased(call.tool, call.parameters, call.arguments, world, { omit }).clause;
}

/** Arguments that have no place of their own in the sentence: "priority high". */
function furtherWords({ parameter, text, vague }: Entry): string[] {
  const { kind, role } = parameter;
  if ((kind === "anything" && !parameter.required) || (kind === "selector" && role === "detail")) {
    return [];
  }
  if (!parameter.required && /version$/i.test(parameter.name)) {
    return [];
  }
  if (kind === "flag" || kind === "paging" || (kind === "choice" && (parameter.choices?.length ?? 0) < 2)) {
    return [];
  }
  if (vague) {
    return [text.replace(/^to /, "")];
  }
  if (
    text === "" ||
    text.length > 120 ||
    text.includes("\n") ||
    (!parameter.required && (kind === "duration" || kind === "selector" || kind === "json"))
  ) {
    return [];
  }
  const value =
    kind === "title" || role === "text" ? text : kind === "anything" && /\s/.test(text) ? `"${text}"` : text;
  if (kind !== "rows") {
    return [`${parameter.label} ${value}`];
  }
  // Blocks, paragraphs, rich text: what they hold is spoken of, not how they are built.
  return [value.startsWith('"') ? (value.includes('" replaced by "') ? value : `the text ${value}`) : value];
}

/** A switch is only spoken of when it is set to something unusual. */
function flagWords({ parameter, value, text, vague }: Entry): string[] {
  if (parameter.kind !== "flag") {
    return [];
  }
  if (vague) {
    return [text];
  }
  const on = value === true;
  switch (parameter.flag) {
    case "dry-run":
      return on ? ["as a dry run"] : [];
    case "force":
      return on ? ["with force"] : [];
    case "permanent":
      return on ? ["for good"] : [];
    case "wide":
      return on
        ? [
            /recurs|sub|children/.test(parameter.label)
              ? "with everything below it"
              : `with ${parameter.label}`,
          ]
        : [];
    case "public":
      return on ? ["visible to everybody"] : [];
    case "guard":
      return on
        ? []
        : [/notif/.test(parameter.label) ? "without notifying anyone" : `without ${parameter.label}`];
    case "unguard":
      return on ? [`with ${parameter.label}`] : [];
    case "confirm":
      return [];
    default:
      return on && parameter.required ? [`with ${parameter.label}`] : [];
  }
}
