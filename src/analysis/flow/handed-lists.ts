import type { CallView, GivenArgument, Hit, SinkUse } from "./engine.ts";
import type { FunctionDefinition } from "./ir.ts";
import { argvUses } from "./models/sink.ts";
import { textValue, type Value } from "./value.ts";

/**
 * What a helper runs with the list of arguments it is given: `run(["git", "log", x])` and `run("git", "log", x)` for
 * `def run(*argv)`. Which place of the list is what only the call tells. Undefined when the hit is not about a list that is
 * written out at the call.
 */
export function runThrough(
  hit: Hit,
  all: readonly Hit[],
  definition: FunctionDefinition,
  view: CallView,
  given: (index: number) => Value,
): readonly SinkUse[] | undefined {
  const { label, view: aspect, facts } = hit.taint;
  if (
    // A helper that looks through the words of its list first is no open door.
    [...facts].some((fact) => !fact.startsWith("false:")) ||
    hit.kind !== "argv" ||
    label.kind !== "parameter" ||
    label.definition !== definition ||
    label.path.length > 0 ||
    label.index < 0 ||
    aspect !== "whole"
  ) {
    return undefined;
  }
  const parameter = definition.parameters[label.index];
  const value = given(label.index);
  const list = listAt(view, value, parameter?.kind === "rest");
  if (list === undefined) {
    return undefined;
  }
  const program = hit.detail === "program" ? undefined : programOf(hit, all, definition, given);
  const [head, ...rest] = [...(program === undefined ? [] : [written(program, view)]), ...list];
  return argvUses(hit.what, head, rest).filter((use) => use !== undefined);
}

/** The words of the list with the places they stand at. */
function listAt(view: CallView, value: Value, isRest: boolean): readonly GivenArgument[] | undefined {
  if (value.items === undefined) {
    return undefined;
  }
  if (isRest) {
    return value.items.map((item) => view.args.find((one) => one.value === item) ?? placed(item, view));
  }
  const list = view.args.find((one) => one.value === value);
  return [list ?? placed(value, view)];
}

function placed(value: Value, { at }: CallView): GivenArgument {
  return { isSpread: false, value, at };
}

function written(program: string, view: CallView): GivenArgument {
  return placed(textValue(program), view);
}

/** The program that stands before the list: written in the helper, or another of its parameters. */
function programOf(
  { detail, call }: Hit,
  all: readonly Hit[],
  definition: FunctionDefinition,
  given: (index: number) => Value,
): string | undefined {
  if (detail !== undefined && detail !== "") {
    return detail;
  }
  const named = all.find(
    (one) =>
      one.kind === "argv" &&
      one.detail === "program" &&
      one.call.start === call.start &&
      one.call.unit === call.unit,
  );
  const label = named?.taint.label;
  return label?.kind === "parameter" && label.definition === definition ? given(label.index).text : undefined;
}
