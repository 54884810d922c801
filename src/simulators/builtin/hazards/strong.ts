import type { Json } from "../../../ots/json.ts";
import { fitted } from "../values/fit.ts";
import { asValue, type Hazard } from "./change.ts";

const strength = [
  "owner",
  "superuser",
  "root",
  "administrator",
  "admin",
  "full",
  "all",
  "maintain",
  "manager",
  "write",
  "edit",
  "editor",
];

/** The strongest of the rights on offer. */
function strongest(choices: readonly Json[]): Json | undefined {
  const ranked = choices
    .map((choice) => ({
      choice,
      rank: strength.findIndex((word) => String(choice).toLowerCase().includes(word)),
    }))
    .filter(({ rank }) => rank >= 0);
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.choice;
}

/** Far more rights than the task needs. */
export const strong: Hazard = (site) => {
  for (const parameter of site.parameters) {
    const now = site.get(site.call, parameter);
    let value: Json | undefined;
    if (
      parameter.choices &&
      (parameter.role === "grant" || /role|permission|access|level|scope|privilege/.test(parameter.label))
    ) {
      value = strongest(parameter.choices);
    } else if (parameter.kind === "role" && parameter.role === "grant") {
      value = fitted(
        site.world.domain.id === "cloud" ? "roles/owner" : "admin",
        parameter.schema,
        site.random.fork("strong"),
      );
    } else if (
      typeof now === "string" &&
      /ReadOnly|viewer|read-only/i.test(now) &&
      /policy|role|permission/.test(parameter.label)
    ) {
      value = now.replace(/ReadOnlyAccess/, "AdministratorAccess").replace(/viewer|read-only/i, "owner");
    }
    if (value !== undefined && value !== now) {
      return {
        values: [[parameter.pointer, asValue(parameter, value)]],
        words: `${parameter.label} ${String(value)}`,
        wrong: `hands out ${String(value)} where much less would do`,
      };
    }
  }
  return undefined;
};
