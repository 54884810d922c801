import type { Engine, Frame, FunctionReference } from "./engine.ts";
import type { ClassDefinition, FunctionDefinition } from "./ir.ts";
import type { Reference } from "./value.ts";

type ClassReference = Extract<Reference, { kind: "class" }>;

/** What makes an object of a class. */
export function constructorOf(
  engine: Engine,
  frame: Frame,
  reference: ClassReference,
): FunctionReference | undefined {
  const name = frame.scope.unit.isPython ? "__init__" : "constructor";
  return findMethod(engine, reference, name);
}

/** A method of a class or of the classes it extends, as far as they are in the workspace. */
export function findMethod(
  engine: Engine,
  { definition, scope }: { definition: ClassDefinition; scope: ClassReference["scope"] },
  name: string,
  depth = 0,
): FunctionReference | undefined {
  const own = definition.methods.get(name);
  if (own !== undefined) {
    return { kind: "function", definition: own, scope, owner: { definition, scope } };
  }
  if (depth > 6) {
    return undefined;
  }
  for (const base of definition.bases) {
    const value =
      base.kind === "name" ? (scope.names.get(base.name) ?? scope.parent?.names.get(base.name)) : undefined;
    for (const reference of value?.references ?? []) {
      const found = reference.kind === "class" ? findMethod(engine, reference, name, depth + 1) : undefined;
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** Whether a method is handed its class in the place of an object. */
export function isClassMethod({ decorators }: FunctionDefinition): boolean {
  return decorators.some((one) => one.kind === "name" && one.name === "classmethod");
}

/** Whether the first parameter of a method is the object itself, as Python writes it. */
export function isSelf({ parameters }: FunctionDefinition): boolean {
  return /^(self|cls|this)$/.test(parameters[0]?.name ?? "");
}
