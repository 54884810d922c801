import { listed, plural, singular } from "../language/english.ts";
import type { ToolProfile } from "../profile/profile.ts";
import type { World } from "../world/world.ts";
import type { Bag, Entry } from "./bag.ts";
import { plainVerbs } from "./plain-verbs.ts";

/** The tool's own verb; one that fits its family where the name only says "use" or "process". */
export function verbOf(tool: ToolProfile): string {
  const { base, family } = tool.act.verb;
  if (family === "read" && tool.family === "read" && /^(get|retrieve|describe)$/.test(base)) {
    return /s$|history|list|data|information/.test(tool.act.object)
      ? base === "describe"
        ? "list"
        : "get"
      : "look up";
  }
  return family === "use" || (family === "read" && tool.family !== "read") ? plainVerbs[tool.family] : base;
}

/** "on 12 March 2026 at 14:30", "from 14:30 to 15:30", "for 90 minutes": the times of a call, taken from the bag. */
export function times(bag: Bag): string {
  const entries = bag.takeAll("time");
  const durations = bag
    .takeAll("duration")
    .filter(({ parameter }) => parameter.required || !/timeout|ttl/.test(parameter.name.toLowerCase()));
  const [first, second] = entries;
  const parts: string[] = [];
  if (
    first &&
    second &&
    first.parameter.kind === "datetime" &&
    second.parameter.kind === "datetime" &&
    String(first.value).slice(0, 10) === String(second.value).slice(0, 10)
  ) {
    parts.push(
      `on ${first.text.replace(/ at /, " from ").replace(/^(\S+) (\d\d:\d\d)$/, "$1 from $2")} to ${String(second.value).slice(11, 16)}`,
    );
    parts.push(...entries.slice(2).map(timed));
  } else if (
    first &&
    second &&
    /check ?in|start|from|since|arrival|departure/.test(first.parameter.label) &&
    second.parameter.kind === first.parameter.kind
  ) {
    parts.push(`from ${first.text} to ${second.text}`);
    parts.push(...entries.slice(2).map(timed));
  } else {
    parts.push(...entries.map(timed));
  }
  parts.push(...durations.map(lasting));
  const often = bag.takeWhere(
    ({ parameter }) =>
      /^(interval|frequency|recurrence|cadence|repeat)$/.test(parameter.label) &&
      parameter.choices !== undefined,
  );
  if (often) {
    parts.push(often.text);
  }
  return parts.join(" ");
}

function timed({ parameter, text, vague }: Entry): string {
  if (vague) {
    return text;
  }
  const name = parameter.label;
  if (parameter.kind === "time" && !/until|end|expir/.test(name)) {
    return `at ${text}`;
  }
  if (/until|expir|valid to|end/.test(name)) {
    return `until ${text}`;
  }
  if (/since|after|from|effective|start|first/.test(name)) {
    return /since|after/.test(name) ? `since ${text}` : `from ${text}`;
  }
  if (/due|deadline|before|by/.test(name)) {
    return `by ${text}`;
  }
  return parameter.kind === "time" ? `at ${text}` : `on ${text}`;
}

function lasting({ parameter, text, vague }: Entry): string {
  return vague
    ? text
    : /valid|expir|ttl/.test(parameter.name.toLowerCase())
      ? `valid for ${text}`
      : `for ${text.replace(/^PT(\d+)M$/, "$1 minutes")}`;
}

/** "in the living room", "on web-02", "in staging": where, taken from the bag. */
export function places(bag: Bag): string {
  const entries = bag.takeAll("place");
  const repository = entries.find(({ parameter }) => parameter.kind === "repository-name");
  const owner = entries.find(({ parameter }) => parameter.kind === "owner");
  if (repository && owner) {
    const others = entries.filter((entry) => entry !== repository && entry !== owner);
    return [`in ${owner.text}/${repository.text}`, ...others.map(placed)].join(" ");
  }
  return entries.map(placed).join(" ");
}

export function placed({ parameter, text, vague }: Entry): string {
  if (vague) {
    return text;
  }
  switch (parameter.kind) {
    case "host":
      return `on ${text}`;
    case "room":
      return /^(the|[A-Z]|\w+ \d|\w+-\d|hall|ward|cell|lab)/.test(text) ? `in ${text}` : `in the ${text}`;
    case "choice":
      return /environment|stage|tier|env/.test(parameter.label)
        ? `in ${text}`
        : `in the ${text} ${parameter.label}`;
    case "group":
      return /team|group|department|list/.test(parameter.label) && !/[A-Z]/.test(text.charAt(0))
        ? `in ${text}`
        : `in ${/^[A-Z"#]/.test(text) ? text : `the ${text}`}`;
    case "resource":
      return `in ${parameter.label === "resource" ? "" : `${parameter.label} `}${text}`;
    case "folder":
      return `in ${text}`;
    case "selector":
      return `at ${text}`;
    default:
      return `in ${text}`;
  }
}

/** "called "September invoices"": a title, taken from the bag. */
export function titled(bag: Bag): string {
  const entry = bag.take("title");
  if (!entry) {
    return "";
  }
  const { label } = entry.parameter;
  const word = /subject/.test(label)
    ? "with the subject"
    : /headline/.test(label)
      ? "with the headline"
      : /reference|memo|purpose/.test(label)
        ? "with the reference"
        : /message/.test(label)
          ? "with the message"
          : "called";
  return entry.vague
    ? /^with /.test(entry.text)
      ? entry.text
      : `with ${entry.text}`
    : `${word} ${entry.text}`;
}

/** "saying that the deadline moves": the text of a message or note by its gist, taken from the bag. */
export function saying(bag: Bag, world: World, how: "saying" | "that" | "note" = "saying"): string {
  const entry = bag.take("text");
  if (!entry) {
    return "";
  }
  if (entry.vague) {
    return entry.text;
  }
  const gist = typeof entry.value === "string" ? world.gistOf(entry.value) : undefined;
  if (gist !== undefined) {
    return how === "that"
      ? `that ${gist}`
      : how === "note"
        ? `with a note that ${gist}`
        : `saying that ${gist}`;
  }
  return `with this text: "${entry.text}"`;
}

/** "3 replicas", "a quantity of 3": how many. */
export function counted({ parameter, text, vague }: Entry): string {
  const noun = singular(
    parameter.label
      .replace(/^(?:number|count|quantity) of /, "")
      .replace(/ ?\b(?:quantity|qty|count|number|amount)$/, "")
      .replace(/^(?:new|desired|target|total|max|min) ?/, "")
      .trim(),
  );
  return vague || parameter.unit
    ? text
    : noun === ""
      ? `a quantity of ${text}`
      : `${text} ${text === "1" ? noun : plural(noun)}`;
}

/** The grounds as a person adds them. */
export const because = (bag: Bag): string => {
  const entry = bag.take("reason");
  return entry ? (entry.vague ? entry.text : `(${entry.text})`) : "";
};

/** Values of a record as "the phone to +49 …", for requests that change it. */
export function settings(entries: readonly Entry[]): string {
  return listed(
    entries.map(({ parameter, text, vague }) => (vague ? text : `the ${parameter.label} to ${text}`)),
  );
}
