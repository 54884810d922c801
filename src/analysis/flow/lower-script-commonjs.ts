import { moduleName } from "../../syntax/script/module-name.ts";
import type { ImportBinding, Statement } from "./ir.ts";
import { type ScriptLowering, scriptExpression } from "./lower-script.ts";
import { named, part, type Snapshot } from "./snapshot.ts";

const required = /^(?:\(?\s*await\s+import|require)\(\s*["'`]([^"'`\n]+)["'`]\s*\)\)?((?:\s*\.\s*[\w$]+)*)$/;

/** `const { a: b } = require("module")`, in the terms of an import; undefined for any other declaration. */
export function requiredNames(
  { text }: ScriptLowering,
  target: Snapshot,
  value: Snapshot,
): ImportBinding[] | undefined {
  const textOf = ({ start, end }: Snapshot) => text.slice(start, end);
  const [, specifier, members = ""] =
    value.end - value.start > 200 ? [] : (required.exec(textOf(value)) ?? []);
  if (specifier === undefined) {
    return undefined;
  }
  const module = moduleName(specifier);
  const path = [...members.matchAll(/[\w$]+/g)].map(([name]) => name);
  if (target.type === "identifier") {
    return [{ name: textOf(target), module, path }];
  }
  if (target.type !== "object_pattern") {
    return undefined;
  }
  const bindings = named(target).map((item): ImportBinding | undefined => {
    if (item.type === "shorthand_property_identifier_pattern") {
      return { name: textOf(item), module, path: [...path, textOf(item)] };
    }
    const key = part(item, "key");
    const name = part(item, "value");
    return key?.type === "property_identifier" && name?.type === "identifier"
      ? { name: textOf(name), module, path: [...path, textOf(key)] }
      : undefined;
  });
  return bindings.every((one) => one !== undefined) ? bindings : undefined;
}

/** What `module.exports = …` and `exports.name = …` make known of a module: names, as an `export` would. */
export function commonExports(context: ScriptLowering, assignment: Snapshot): Statement[] {
  const left = part(assignment, "left");
  const right = part(assignment, "right");
  const written =
    left === undefined ? "" : context.text.slice(left.start, Math.min(left.end, left.start + 80));
  const [, name] = /^(?:module\.)?exports(?:\.([\w$]+))?$/.exec(written) ?? [];
  if (
    right === undefined ||
    !/^(?:module\.)?exports\b/.test(written) ||
    (name === undefined && written === "exports")
  ) {
    return [];
  }
  const place = { start: assignment.start, end: assignment.end };
  const known = (as: string, value: Snapshot): Statement => ({
    kind: "assign",
    target: { kind: "name", name: as, ...place },
    value: scriptExpression(context, value),
    ...place,
  });
  if (name !== undefined) {
    return right.type === "identifier" && context.text.slice(right.start, right.end) === name
      ? []
      : [known(name, right)];
  }
  if (right.type !== "object") {
    return [known("default", right)];
  }
  // `{ run }` is a name of the module already; `{ run: start }` gives one.
  return named(right).flatMap((entry) => {
    const key = part(entry, "key");
    const value = part(entry, "value");
    return entry.type === "pair" && key?.type === "property_identifier" && value !== undefined
      ? [known(context.text.slice(key.start, key.end), value)]
      : [];
  });
}
