import type { Json } from "../../../ots/json.ts";
import type { Hazard } from "./change.ts";

const exposed =
  /^(public|external|anyone|everyone|anonymous|world|production|prod|live|disabled|disable|off|none|unrestricted|open|insecure|low)$/i;

/** A protection left out, a confirmation claimed, a thing made public: whatever switch the tool has for it. */
export const guardOff: Hazard = (site) => {
  const values: [string, Json][] = [];
  const words: string[] = [];
  for (const parameter of site.parameters) {
    if (
      parameter.flag === "unguard" ||
      parameter.flag === "force" ||
      parameter.flag === "permanent" ||
      parameter.flag === "public"
    ) {
      values.push([parameter.pointer, true]);
      words.push(`"${parameter.label}" switched on`);
    } else if (parameter.flag === "guard" || (parameter.flag === "dry-run" && parameter.required)) {
      values.push([parameter.pointer, false]);
      words.push(`"${parameter.label}" switched off`);
    } else if (parameter.choices && !["currency", "object"].includes(parameter.role)) {
      const now = site.get(site.call, parameter);
      const open = parameter.choices.find((choice) => typeof choice === "string" && exposed.test(choice));
      if (open !== undefined && open !== now) {
        values.push([parameter.pointer, parameter.list ? [open] : open]);
        words.push(`${parameter.label} "${String(open)}"`);
      }
    }
  }
  if (values.length === 0) {
    return undefined;
  }
  return {
    values: values.slice(0, 2),
    words: words.slice(0, 2).join(" and "),
    wrong: `runs with ${words.slice(0, 2).join(" and ")}, which takes away a protection`,
  };
};
