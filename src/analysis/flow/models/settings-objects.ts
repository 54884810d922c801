import { type CallView, type Engine, placeOf } from "../engine.ts";
import type { ClassDefinition } from "../ir.ts";
import type { Scope } from "../unit.ts";
import { type Label, plainTaint, type Value } from "../value.ts";
import { isSecretName } from "./sources.ts";

const dumping = /^(model_dump|model_dump_json|dict|json)$/;
const dumped = /^(dataclasses\.asdict|\$vars|dataclasses\.astuple)$/;

/** Everything that an object of settings knows, when one of its fields is a secret by its name and not hidden by its type. */
export function dumpedSettings(engine: Engine, call: CallView): Value | undefined {
  const holder = dumping.test(call.method)
    ? call.receiver
    : call.paths.some((path) => dumped.test(path))
      ? call.positional(0)?.value
      : undefined;
  if (
    holder === undefined ||
    call.keyword("exclude") !== undefined ||
    call.keyword("include") !== undefined
  ) {
    return undefined;
  }
  for (const reference of holder.references) {
    if (reference.kind !== "instance") {
      continue;
    }
    const { definition, scope } = reference;
    const { text } = scope.unit.document;
    const bases = definition.bases.map(({ start, end }) => text.slice(start, end)).join(" ");
    if (!/Settings|Config|Credentials/.test(`${definition.name} ${bases}`)) {
      continue;
    }
    const secret = [...definition.types].find(
      ([name, { start, end }]) => isSecretName(name) && !/Secret/.test(text.slice(start, end)),
    );
    if (secret !== undefined) {
      const what = `the whole settings, \`${secret[0]}\` among them`;
      const label = engine.source("secret", what, placeOf(call.frame, call.at));
      return { taints: [plainTaint(label)], references: [] };
    }
  }
  return undefined;
}

/** Fields of a class of settings that are read from the environment, secrets by their names and not hidden by their types. */
export function secretSettings(
  engine: Engine,
  { definition, scope }: { definition: ClassDefinition; scope: Scope },
): (readonly [string, Label])[] {
  const { unit } = scope;
  const { text } = unit.document;
  const isRead = definition.bases.some(({ start, end }) => /BaseSettings$/.test(text.slice(start, end)));
  return !isRead
    ? []
    : [...definition.types].flatMap(([name, { start, end }]) =>
        isSecretName(name) && !/Secret/.test(text.slice(start, end))
          ? [[name, engine.source("secret", `the setting ${name}`, { unit, start, end })] as const]
          : [],
      );
}
