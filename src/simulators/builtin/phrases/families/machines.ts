import { listed, possessive } from "../../language/english.ts";
import { clause, clauseOf } from "../clause.ts";
import type { FamilyPhrase } from "../families.ts";
import { counted, places, saying, times, verbOf } from "../join.ts";
import { named, thing, withArticle } from "../things.ts";

export const control: FamilyPhrase = (tool, bag) => {
  const verb = verbOf(tool);
  const object = tool.act.object;
  const substance = bag.takeKind("drug");
  const values = bag.takeAll("setpoint", "quantity");
  const dose = values.find(
    ({ parameter }) =>
      /mg|µl|ml|µg|g|units|l/.test(parameter.unit?.text ?? "-") && parameter.unit?.text !== "degrees",
  );
  const others = values.filter((entry) => entry !== dose || !substance);
  if (substance) {
    const patient = bag.take("object");
    const often = others.find(({ parameter }) => parameter.unit?.text === "times a day");
    const rest = others.filter((entry) => entry !== often);
    const into = bag.takeWhere(({ parameter }) =>
      /well|target|destination|container|vial/.test(parameter.label),
    );
    return clause(
      verb,
      dose ? `${dose.text} of ${substance.text}` : substance.text,
      patient && `${/administer|inject|infuse/.test(verb) ? "to" : "for"} ${named(patient, object)}`,
      often?.text,
      into && `into ${into.parameter.label} ${into.text}`,
      rest.length > 0 ? `at ${listed(rest.map((entry) => `${entry.text}`))}` : undefined,
      places(bag),
      times(bag),
    );
  }
  const axes = others.filter(({ parameter }) =>
    /^(x|y|z|axis|yaw|pitch|roll|latitude|longitude|altitude)$/.test(parameter.label),
  );
  const plain = others.filter((entry) => !axes.includes(entry));
  const what = thing(bag, tool, "of", "it");
  const to = bag.take("recipient");
  const state = plain.map(({ parameter, text, vague }) => {
    const reading =
      /^(set|change|adjust|turn|dim|raise|lower|increase|decrease|heat|cool|switch|update)/.test(verb)
        ? "to"
        : "at";
    const sole =
      plain.length === 1 ||
      /temperature|position|mode|state|brightness|level|speed|rpm|value|power/.test(parameter.label);
    return vague
      ? text
      : sole && plain.indexOf(plain[0] ?? ({} as never)) === 0 && parameter === plain[0]?.parameter
        ? `${reading} ${text}`
        : `with ${parameter.label} ${text}`;
  });
  return clause(
    verb,
    what,
    axes.length > 0
      ? `to ${listed(axes.map(({ parameter, text }) => `${parameter.label} ${text}`))}`
      : undefined,
    to && `to ${to.text}`,
    places(bag),
    state.join(" "),
    times(bag),
  );
};

/** Machines are asked for results: the goal is said, the command now and then quoted. */
export const execute: FamilyPhrase = (tool, bag, world) => {
  const entry = bag.take("expression");
  const where = places(bag);
  if (!entry) {
    return clause(verbOf(tool), thing(bag, tool, "of", "the job"), where);
  }
  const goal = typeof entry.value === "string" ? world.gistOf(entry.value) : undefined;
  if (entry.vague) {
    const core = clauseOf(entry.text);
    return clause(core.verb, core.rest, where);
  }
  if (
    goal !== undefined &&
    !world.memo(
      "quotes commands",
      (random) =>
        random.chance(0.3) && String(entry.value).length < 70 && !String(entry.value).includes("\n"),
    )
  ) {
    const core = clauseOf(goal);
    return clause(core.verb, core.rest, where);
  }
  return clause("run", `\`${entry.text}\``, where, goal === undefined ? undefined : `to ${goal}`);
};

export const operate: FamilyPhrase = (tool, bag, world) => {
  const verb = verbOf(tool);
  const what = thing(bag, tool, "of", "the system");
  const count = bag.take("quantity");
  const version = bag.takeKind("version");
  return clause(
    verb,
    what,
    version && `${/rollback|roll back/.test(verb) ? "to" : "with"} version ${version.text}`,
    count && `to ${counted(count).replace("a quantity of ", "")}`,
    places(bag),
    saying(bag, world, "note"),
  );
};

/** "Florian's booking": what a thing that belongs to somebody is called. */
export const belonging = (owner: string, object: string): string =>
  owner === "" ? withArticle(object) : `${possessive(owner)} ${object}`;
