import { type CallView, type Engine, placeOf } from "../engine.ts";
import { plainTaint, type Value } from "../value.ts";
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
