import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { pythonImport } from "./imports.ts";
import { callParts } from "./parts.ts";

/** Jinja's sandbox in place of its plain templates. */
export function templateFixes(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const { document, file } = unit;
  const parts = callParts(hit);
  const isJinja = hit.what === "jinja2.Template" || /^jinja2\.Environment\(\)\.from_string$/.test(hit.what);
  if (parts === undefined || !unit.isPython || !isJinja) {
    return [];
  }
  const imported = pythonImport(
    document,
    file,
    "from jinja2.sandbox import ImmutableSandboxedEnvironment",
    "jinja2.sandbox",
  );
  const argument = document.text.slice(parts.argument.start, parts.argument.end);
  const edit = {
    file,
    range: document.rangeAt(parts.call.startIndex, parts.call.endIndex),
    newText: `ImmutableSandboxedEnvironment().from_string(${argument})`,
  };
  return [
    {
      title: "Render it in Jinja's sandbox",
      kind: "safe",
      edits: [...(imported === undefined ? [] : [imported]), edit],
    },
  ];
}
