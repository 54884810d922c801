import type { ToolLabelOverride } from "../../ots/threat-model.ts";

/** The overrides whose pattern fits the tool's name, in file order. `*` stands for any run of characters. */
export function overridesFor(name: string, overrides: readonly ToolLabelOverride[]): ToolLabelOverride[] {
  return overrides.filter((override) => fits(name, override.tool));
}

/** Walks the parts between the stars: no regular expression is built from the project's text. */
function fits(name: string, pattern: string): boolean {
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) {
    return name === pattern;
  }
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) {
    return false;
  }
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > name.length - last.length) {
      return false;
    }
    at = found + part.length;
  }
  return true;
}
