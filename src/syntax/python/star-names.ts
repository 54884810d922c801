import type { CodeDocument } from "../code-document.ts";

const listed = new WeakMap<CodeDocument, ReadonlySet<string> | "unknown" | "none">();
const amended = /\b__all__\s*(?:\+=|\.\s*(?:append|extend|remove)\b)/;

/** What `__all__` of a module lists; "none" without one, "unknown" when it is put together while the program runs. */
function listOf(module: CodeDocument): ReadonlySet<string> | "unknown" | "none" {
  const [declaration, ...others] = module.text.includes("__all__") ? module.names.exported("__all__") : [];
  if (declaration === undefined) {
    return "none";
  }
  const list = declaration.value && module.values.items(declaration.value);
  const names = list?.items.map((item) => module.values.string(item));
  const isWhole = list?.complete === true && names?.every((name) => name !== undefined) === true;
  return others.length > 0 || !isWhole || amended.test(module.text)
    ? "unknown"
    : new Set(names?.filter((name) => name !== undefined));
}

/**
 * Whether `from module import *` binds the name: what `__all__` lists, else what begins with no underscore. `module` is
 * undefined for what lies outside of the project.
 */
export function handsOutByStar(module: CodeDocument | undefined, name: string): boolean {
  if (module === undefined || module.language !== "python") {
    return !name.startsWith("_");
  }
  let list = listed.get(module);
  if (list === undefined) {
    list = listOf(module);
    listed.set(module, list);
  }
  return list === "unknown" || (list === "none" ? !name.startsWith("_") : list.has(name));
}
