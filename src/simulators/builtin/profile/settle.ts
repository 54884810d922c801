import { singular } from "../language/english.ts";
import { typeOf } from "../values/schema.ts";
import type { Parameter } from "./parameter.ts";
import type { Surroundings } from "./rules/rule.ts";

/** Families whose tools give a new thing its name; for the others a name says which thing is meant. */
const naming = new Set(["create", "write", "send", "publish", "order", "pay", "refund", "share", "move"]);

/** "name" of a tool that makes nothing new names the thing it acts on. */
function nameOfThing(
  parameter: Parameter,
  all: readonly Parameter[],
  around: Surroundings,
  people: boolean,
): void {
  const isName = /\bname$/i.test(parameter.label) || parameter.name.toLowerCase() === "name";
  const other = all.some(
    (candidate) => candidate !== parameter && candidate.role === "object" && candidate.required,
  );
  if (naming.has(around.family) || (around.family !== "read" && (!isName || other))) {
    return;
  }
  if (people) {
    parameter.kind = "person";
    parameter.role = "object";
  } else if (isName && !other) {
    parameter.kind =
      around.family === "control"
        ? "device"
        : ["cloud", "shell", "database", "code"].includes(around.domain)
          ? "service"
          : "group";
    parameter.role = "object";
  } else {
    parameter.kind = "search";
    parameter.role = "expression";
  }
}

/** What can only be told with all parameters in view: which are of the same kind, and which one a runner runs. */
export function settled(found: Parameter[], around: Surroundings): Parameter[] {
  const seen = new Map<string, number>();
  for (const parameter of found) {
    const key = ["path", "folder", "account", "email", "airport"].includes(parameter.kind)
      ? `${parameter.kind} ${parameter.role}`
      : `${parameter.kind} ${parameter.noun}`;
    parameter.twin = parameter.choices ? 0 : (seen.get(key) ?? 0);
    seen.set(key, parameter.twin + 1);
  }
  const people = /\b(contact|employee|person|people|customer|patient|user|member|student|colleague)s?$/.test(
    around.object,
  );
  for (const parameter of found) {
    if (parameter.kind === "title" && parameter.role === "title") {
      nameOfThing(parameter, found, around, people);
    }
    if (
      around.family === "update" &&
      parameter.kind === "group" &&
      parameter.role === "place" &&
      !parameter.required
    ) {
      parameter.role = "field";
    }
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
  if (
    ["send", "publish", "write"].includes(around.family) &&
    !found.some((parameter) => parameter.role === "text")
  ) {
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
