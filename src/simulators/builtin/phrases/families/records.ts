import { isMass, isPlural, listed, plural, singular } from "../../language/english.ts";
import type { Bag, Entry } from "../bag.ts";
import { clause } from "../clause.ts";
import type { FamilyPhrase } from "../families.ts";
import { because, counted, places, saying, settings, times, titled, verbOf } from "../join.ts";
import { named, thing, withArticle } from "../things.ts";

const spoken = (entry: Entry, object: string) => (entry.vague ? entry.text : named(entry, object));

export const read: FamilyPhrase = (tool, bag) => {
  const verb = verbOf(tool);
  const query = bag.takeWhere(({ parameter }) => parameter.role === "expression");
  const { object, described } = tool.act;
  if (query) {
    const where =
      described ??
      (object === ""
        ? "everything"
        : isMass(object) || isPlural(object)
          ? `the ${object}`
          : `the ${singular(object)} list`);
    return query.parameter.kind === "search"
      ? clause("search", where, `for "${query.text}"`, places(bag), times(bag))
      : clause(
          verb,
          described ?? withArticle(object || "entries"),
          `where ${query.text}`,
          places(bag),
          times(bag),
        );
  }
  const given = bag.takeKind("channel", "city");
  const what = thing(bag, tool, "of", "the overview");
  const count = bag.take("quantity");
  return clause(
    verb,
    /^an? /.test(what)
      ? what.replace(/^an? /, "the ")
      : what === object && (isPlural(what) || given)
        ? `the ${what}`
        : what,
    given && (given.parameter.kind === "city" ? `in ${given.text}` : `of ${named(given)}`),
    places(bag),
    times(bag),
    count && `for ${counted(count)}`,
  );
};

export const remove: FamilyPhrase = (tool, bag) => {
  const verb = verbOf(tool);
  const what = thing(bag, tool, "of", "it");
  const filter = bag.takeWhere(({ parameter }) => parameter.role === "expression");
  return clause(
    verb,
    what,
    filter && (filter.vague ? filter.text : `where ${filter.text}`),
    places(bag).replace(/^in /, "from "),
    times(bag),
    because(bag),
  );
};

export const create: FamilyPhrase = (tool, bag, world) => {
  const verb = verbOf(tool);
  const { object, described } = tool.act;
  const rowsHere = bag.takeWhere(
    ({ parameter }) =>
      parameter.kind === "rows" &&
      parameter.list &&
      singular(parameter.label) === singular(object.split(" ").at(-1) ?? ""),
  );
  const what = rowsHere?.text ?? described ?? (object === "" ? "" : withArticle(object));
  const given = bag.take("object");
  const branch = given?.parameter.kind === "branch" && what !== "" ? given : undefined;
  const own =
    given !== undefined &&
    (["path", "folder", "product"].includes(given.parameter.kind) ||
      singular(object) === given.parameter.noun);
  const meeting = world.domain.id === "calendar" || /meeting|event|call|appointment/.test(object);
  const people = bag.takeAll("recipient").map((entry) => entry.text);
  bag.take("currency");
  const amount = bag.take("amount");
  const count = bag.take("quantity");
  return clause(
    verb,
    what === ""
      ? given
        ? spoken(given, object)
        : "an entry"
      : own && given
        ? `${/^(the|an?) /.test(what) ? what.replace(/^an? /, "the ") : `the ${what}`} ${spoken(given, object).replace(`${given.parameter.noun} `, "")}`
        : what,
    titled(bag),
    amount && `${/price|fee|cost/.test(amount.parameter.label) ? "for" : "of"} ${amount.text}`,
    count && inQuantity(count),
    branch
      ? `to branch ${branch.text}`
      : given && !own && what !== ""
        ? `for ${spoken(given, object)}`
        : undefined,
    people.length > 0 ? `${meeting ? "with" : "for"} ${listed(people)}` : undefined,
    times(bag),
    places(bag),
    saying(bag, world, "saying"),
  );
};

const inQuantity = (count: Entry) => {
  const words = counted(count);
  return words.startsWith("a quantity") ? `with ${words}` : `for ${words}`;
};

export const write: FamilyPhrase = (tool, bag, world) => {
  const verb = verbOf(tool);
  const target = bag.take("object", "place");
  const where = target
    ? spoken(target, tool.act.object)
    : tool.act.object === ""
      ? "the notes"
      : (tool.act.described ?? `the ${tool.act.object}`);
  const text = saying(bag, world);
  if (/^(edit|replace|overwrite)$/.test(verb)) {
    return clause(
      verb,
      where,
      text === "" ? undefined : text.replace(/^saying that/, "so that it says that"),
    );
  }
  return text.startsWith("saying")
    ? clause(verb === "append" ? "add" : "save", "a note to", where, text)
    : clause(verb, "to", where, text);
};

export const update: FamilyPhrase = (tool, bag, world) => {
  const verb = verbOf(tool);
  const { object } = tool.act;
  if (verb === "rename" || verb === "merge") {
    const [from, to] = [bag.take("source", "object"), bag.take("recipient", "object", "title")];
    if (from && to) {
      return verb === "merge"
        ? clause("merge", spoken(to, object), `into ${spoken(from, object)}`)
        : clause("rename", spoken(from, object), `to ${to.text}`);
    }
  }
  bag.take("currency");
  const filter = bag.takeWhere(({ parameter }) => parameter.role === "expression");
  const rows = bag.takeWhere(({ parameter }) => parameter.kind === "rows" && !parameter.list);
  const sets =
    /^(set|change|adjust|update|edit|configure|modify|patch|correct|amend|revise|put|tune|assign|reassign|mark|label|tag|flag|classify|reschedule|map|extend|apply)$/.test(
      verb,
    );
  const changes = sets
    ? bag.takeAll("setpoint", "amount", "quantity", "field", "grant", "choice")
    : bag.takeAll("setpoint", "amount");
  const [main] = changes;
  const place = () => places(bag);
  if (main && labelFits(main, object)) {
    const more = changes.length > 1 ? `and ${settings(changes.slice(1))}` : undefined;
    return clause(
      verb === "update" ? "change" : verb,
      withOwner(tool.act.described ?? `the ${object}`, bag),
      main.vague ? main.text : `to ${main.text}`,
      more,
      place(),
      times(bag),
      because(bag),
    );
  }
  const what = thing(bag, tool, "of", "the entry");
  if (/^(assign|reassign)$/.test(verb) && main) {
    return clause(verb, what, main.vague ? main.text : `to ${main.text}`, place(), times(bag));
  }
  if (/^(mark|label|tag|flag|classify)$/.test(verb) && main) {
    return clause(
      verb,
      what,
      main.vague ? main.text : `as ${listed(changes.map((entry) => entry.text))}`,
      place(),
      times(bag),
      because(bag),
    );
  }
  const set = changes.length > 0 ? settings(changes) : rows ? settingsOfRow(rows) : "";
  const text = changes.length === 0 ? saying(bag, world, "saying") : saying(bag, world, "note");
  return set === ""
    ? clause(verb, what, filter && filtered(filter), titled(bag), text, place(), times(bag), because(bag))
    : clause(
        verb === "set" ? "update" : verb,
        what,
        filter && filtered(filter),
        place(),
        filter ? `so that ${set.replace(/ to /, " is ")}` : `and set ${set}`,
        times(bag),
        text,
        because(bag),
      );
};

const filtered = ({ text, vague }: Entry) => (vague ? text : `where ${text}`);

const labelFits = ({ parameter }: Entry, object: string) =>
  object !== "" &&
  (object.endsWith(parameter.label.split(" ").at(-1) ?? "-") ||
    parameter.label.endsWith(object.split(" ").at(-1) ?? "-"));

function withOwner(object: string, bag: Bag): string {
  const owner = bag.take("object");
  const the = object.replace(/^an? /, "the ");
  const noun = the.split(" ").slice(1).join(" ");
  const redundant =
    owner && noun.startsWith(`${owner.parameter.noun} `)
      ? `the ${noun.slice(owner.parameter.noun.length + 1)}`
      : the;
  return owner ? `${redundant} of ${owner.vague ? owner.text : named(owner)}` : the;
}

function settingsOfRow({ value }: Entry): string {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? listed(
        Object.entries(value)
          .slice(0, 4)
          .map(([key, entry]) => `${key.replace(/_/g, " ")} to ${String(entry)}`),
      )
    : "";
}

/** "approved", "reject", "accept": a decision handed over as a value is the verb a person uses. */
const decisions: Readonly<Record<string, string>> = {
  approve: "approve",
  approved: "approve",
  accept: "accept",
  accepted: "accept",
  reject: "reject",
  rejected: "reject",
  decline: "decline",
  declined: "decline",
  deny: "deny",
  denied: "deny",
  escalate: "escalate",
  release: "release",
  cancel: "cancel",
};

export const decide: FamilyPhrase = (tool, bag, world) => {
  const choice = bag.takeWhere(
    ({ parameter, text, vague }) =>
      !vague && parameter.choices !== undefined && decisions[text.toLowerCase()] !== undefined,
  );
  const verb = choice ? (decisions[choice.text.toLowerCase()] ?? verbOf(tool)) : verbOf(tool);
  const what = thing(bag, tool, "of", "the request");
  const score = bag.takeKind("rating", "percent");
  return clause(
    verb,
    what,
    score && rated(score, verb),
    places(bag),
    because(bag),
    saying(bag, world, "note"),
  );
};

const rated = (score: Entry, verb: string) =>
  /^(point|star|mark)s?$/.test(score.parameter.label) && !score.vague
    ? `with ${score.text} ${score.text === "1" ? singular(score.parameter.label) : plural(score.parameter.label)}`
    : /rate|score|rank|grade/.test(verb)
      ? `with ${score.text}`
      : `as ${score.text}`;

export const move: FamilyPhrase = (tool, bag) => {
  const verb = verbOf(tool);
  const from = bag.take("source") ?? bag.take("object");
  const to = bag.take("recipient", "place", "title");
  return clause(
    verb,
    from ? spoken(from, tool.act.object) : thing(bag, tool, "of", "the file"),
    to && `to ${to.text}`,
  );
};
